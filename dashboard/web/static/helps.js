// Small helps inside a question, and a careful hand on the phone's memory.
"use strict";
window.huellaHelps = (function () {
  function made(tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    if (tag === "button") element.type = "button";
    if (text) element.textContent = text;
    return element;
  }

  function told(element, kind) { element.dispatchEvent(new Event(kind, { bubbles: kind !== "restored" })); }

  // null when the phone keeps nothing (private windows, full storage).
  function memory(storage, action, name, value) {
    try { return window[storage][action](name, value) || ""; } catch (error) { return null; }
  }

  function isMarked(field) { return field.type === "radio" || field.type === "checkbox"; }

  function own(form) {
    return Array.from(form.querySelectorAll("input, textarea, select")).filter(function (field) { return field.name && field.type !== "hidden" && !("unkept" in field.dataset); });
  }

  // What is filled in, as (name, value) pairs.
  function given(form) {
    return own(form).filter(function (field) { return isMarked(field) ? field.checked : field.value; })
      .map(function (field) { return [field.name, field.value]; });
  }

  // What was there before goes too: somebody may have taken a default away. `settle` offers the choices that fit.
  function fill(form, pairs, settle) {
    own(form).forEach(function (field) {
      const values = pairs.filter(function (pair) { return pair[0] === field.name; }).map(function (pair) { return pair[1]; });
      if (isMarked(field)) field.checked = values.indexOf(field.value) >= 0;
      else field.value = values.length ? values[0] : "";
    });
    settle();
    own(form).forEach(function (field) { told(field, "restored"); });
  }

  // "None of these" stands alone.
  function exclude(form, field) {
    if (field.type !== "checkbox" || !field.checked) return;
    const isAlone = "exclusive" in field.dataset;
    form.querySelectorAll("[name='" + CSS.escape(field.name) + "']").forEach(function (other) {
      if (other !== field && (isAlone || "exclusive" in other.dataset)) other.checked = false;
    });
  }

  // A radio cannot be unmarked by itself, nor a slider taken back; an optional question can be left blank again.
  function addClearing(screen, label) {
    const fields = screen.querySelectorAll("input[type=radio], [data-slider], [data-places] select");
    if ("must" in screen.dataset || !fields.length) return;
    const clear = made("button", "clear", label);
    clear.addEventListener("click", function () {
      fields.forEach(function (field) {
        if (field.type === "radio") field.checked = false;
        else { field.value = ""; told(field, "restored"); }
      });
      told(screen, "change");
      screen.querySelector("input:not([hidden]), .ranking button:not(:disabled)").focus();
    });
    (screen.querySelector("fieldset") || screen).appendChild(clear);
  }

  function addCounter(area, label) {
    const limit = Number(area.dataset.limit);
    const left = made("p", "hint left");
    area.maxLength = limit;
    area.after(left);
    const count = function () {
      const free = limit - area.value.length;
      left.textContent = free < limit / 4 ? label.replace("{count}", free) : "";
    };
    area.addEventListener("input", count);
    count();
  }

  // A number field becomes a slider. Until somebody touches it, it is no answer.
  function addSlider(field, words) {
    const slider = made("input", "slider");
    const said = made("output", "said");
    slider.type = "range";
    slider.min = field.dataset.least;
    slider.max = field.dataset.most;
    slider.step = field.dataset.step;
    slider.id = field.id;
    slider.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
    field.removeAttribute("id");
    field.hidden = true;
    const show = function () {
      const isAnswered = field.value.trim() !== "";
      const shown = Number(field.value.replace(",", "."));
      slider.value = isAnswered ? shown : (Number(slider.min) + Number(slider.max)) / 2;
      said.textContent = isAnswered ? words.ranged.replace("{value}", shown.toLocaleString(document.documentElement.lang)) : words.unranged;
      slider.setAttribute("aria-valuetext", said.textContent);
      slider.parentElement.classList.toggle("untouched", !isAnswered);
    };
    const take = function () { field.value = slider.value; told(field, "input"); told(field, "change"); show(); };
    slider.addEventListener("input", take);
    slider.addEventListener("click", take);
    slider.addEventListener("keydown", function (event) { if (event.key === " ") { event.preventDefault(); take(); } });
    field.addEventListener("restored", show);
    field.before(said, slider);
    show();
  }

  // One list per question in place of one select per place. Until it is moved or confirmed, it is no answer.
  function addRanking(box, words, spoken) {
    const selects = Array.from(box.querySelectorAll("select"));
    const list = made("ol", "ranking");
    const state = made("p", "said");
    const confirm = made("button", "secondary", words.rankConfirm);
    let order = [];
    const choices = function () { return Array.from(selects[0].options).filter(function (option) { return option.value; }); };
    const write = function (values) {
      selects.forEach(function (select, place) { select.value = values[place] || ""; });
      told(selects[0], "change");
      draw(values.length > 0);
    };
    const move = function (place, by) {
      const [value] = order.splice(place, 1);
      order.splice(place + by, 0, value);
      write(order);
      const buttons = list.children[place + by].querySelectorAll("button");
      (buttons[by < 0 ? 0 : 1].disabled ? buttons[by < 0 ? 1 : 0] : buttons[by < 0 ? 0 : 1]).focus();
      spoken.textContent = words.rankPlace.replace("{place}", place + by + 1).replace("{count}", order.length);
    };
    const button = function (sign, name, place, by, isEnd) {
      const made_ = made("button", "move", sign);
      made_.setAttribute("aria-label", name);
      made_.disabled = isEnd;
      made_.addEventListener("click", function () { move(place, by); });
      return made_;
    };
    const draw = function (isAnswered) {
      const labels = new Map(choices().map(function (option) { return [option.value, option.textContent]; }));
      list.replaceChildren.apply(list, order.map(function (value, place) {
        const item = made("li", "ranked");
        const label = labels.get(value);
        item.append(
          made("span", "place", String(place + 1)), made("span", "", label),
          button("↑", words.rankUp.replace("{label}", label), place, -1, place === 0),
          button("↓", words.rankDown.replace("{label}", label), place, 1, place === order.length - 1)
        );
        return item;
      }));
      state.textContent = isAnswered ? words.ranked : words.unranked;
      confirm.hidden = isAnswered || order.length < 1;
      box.classList.toggle("untouched", !isAnswered);
    };
    const restored = function () {
      const offered = choices().map(function (option) { return option.value; });
      const given = selects.map(function (select) { return select.value; });
      const kept = offered.filter(function (value) { return given.includes(value); });
      const isWhole = offered.length > 0 && kept.length === offered.length;
      order = isWhole ? given.filter(Boolean) : offered;
      if (!isWhole) selects.forEach(function (select) { select.value = ""; });
      draw(isWhole);
    };
    confirm.addEventListener("click", function () { write(order); list.querySelector("button:not(:disabled)").focus(); });
    selects.forEach(function (select) { select.addEventListener("restored", restored); select.parentElement.hidden = true; });
    box.append(list, state, confirm);
    restored();
  }

  return {
    memory: memory, given: given, fill: fill, exclude: exclude, addClearing: addClearing, addCounter: addCounter, addSlider: addSlider, addRanking: addRanking,
  };
})();

// Small helps inside a question, and a careful hand on the phone's memory.
"use strict";
window.huellaHelps = {
  // null when the phone keeps nothing (private windows, full storage).
  memory: function (storage, action, name, value) {
    try { return window[storage][action](name, value) || ""; } catch (error) { return null; }
  },

  // "None of these" stands alone.
  exclude: function (form, field) {
    if (field.type !== "checkbox" || !field.checked) return;
    const isAlone = "exclusive" in field.dataset;
    form.querySelectorAll("[name='" + CSS.escape(field.name) + "']").forEach(function (other) {
      if (other !== field && (isAlone || "exclusive" in other.dataset)) other.checked = false;
    });
  },

  // A radio cannot be unmarked by itself; an optional question can be left blank again.
  addClearing: function (screen, label) {
    if ("must" in screen.dataset || !screen.querySelector("input[type=radio]")) return;
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "clear";
    clear.textContent = label;
    clear.addEventListener("click", function () {
      screen.querySelectorAll("input").forEach(function (field) { field.checked = false; });
      screen.dispatchEvent(new Event("change", { bubbles: true }));
      screen.querySelector("input").focus();
    });
    screen.querySelector("fieldset").appendChild(clear);
  },

  addCounter: function (area, label) {
    const limit = Number(area.dataset.limit);
    const left = document.createElement("p");
    left.className = "hint left";
    area.maxLength = limit;
    area.after(left);
    const count = function () {
      const free = limit - area.value.length;
      left.textContent = free < limit / 4 ? label.replace("{count}", free) : "";
    };
    area.addEventListener("input", count);
    count();
  },
};

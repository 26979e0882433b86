// Bars to filter by, as buttons. A press adds its value or takes it away; a line drawn over bars chooses these.
// One tab stop for each figure: arrows go from bar to bar. A finger draws over months alone, where it cannot scroll.
const FORWARD = ["ArrowDown", "ArrowRight"]
const BACKWARD = ["ArrowUp", "ArrowLeft"]

const make = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text })

const barOf = (figure, at, isMonth) => {
  const bar = make(figure.values[at] ? "button" : "div", figure.chosen[at] ? "bar chosen" : "bar")
  bar.style.setProperty("--share", figure.shares[at])
  bar.title = `${figure.labels[at]}: ${figure.counts[at]}`
  bar.append(make("span", "fill"))
  if (!isMonth) bar.append(make("span", "label", figure.labels[at]), make("span", "count", figure.counts[at]))
  if (!figure.values[at]) return bar
  bar.type = "button"
  bar.dataset.value = figure.values[at]
  bar.tabIndex = -1
  bar.setAttribute("aria-label", bar.title)
  bar.setAttribute("aria-pressed", figure.chosen[at])
  return bar
}

const yearsOf = (figure) => {
  const years = make("div", "years")
  years.ariaHidden = true
  for (const [at, year] of Object.entries(figure.years)) {
    const mark = make("span", "", year)
    mark.style.left = `${(at / figure.values.length) * 100}%`
    years.append(mark)
  }
  return years
}

const listen = (group, figure, send) => {
  const buttons = [...group.querySelectorAll("button")]
  const among = (node) => buttons.indexOf(node?.closest?.("button"))
  const reach = (at) => {
    for (const one of buttons) one.tabIndex = -1
    buttons[at].tabIndex = 0
  }
  reach(Math.max(0, buttons.findIndex((one) => one.ariaPressed === "true")))
  const values = (from, to) => buttons.slice(from, to + 1).map((one) => one.dataset.value)
  let from = -1 // where a line began
  let to = -1
  let isDrawn = false // the click that ends a line is none
  const mark = () =>
    buttons.forEach((one, at) =>
      one.classList.toggle("drawn", isDrawn && at >= Math.min(from, to) && at <= Math.max(from, to)),
    )
  group.addEventListener("pointerdown", (event) => {
    const mayDraw = event.pointerType !== "touch" || figure.name === "month"
    from = event.button === 0 && mayDraw && !figure.isSingle ? among(event.target) : -1
    to = from
    isDrawn = false
    if (from >= 0) event.target.releasePointerCapture?.(event.pointerId)
  })
  group.addEventListener("pointermove", (event) => {
    if (from < 0) return
    const over = among(group.getRootNode().elementFromPoint(event.clientX, event.clientY))
    if (over >= 0) to = over
    isDrawn ||= to !== from
    mark()
  })
  const leave = () => {
    from = to = -1
    mark()
  }
  group.addEventListener("pointerup", () => {
    if (from >= 0 && isDrawn) send(values(Math.min(from, to), Math.max(from, to)), true)
    leave()
  })
  group.addEventListener("pointercancel", leave)
  group.addEventListener("pointerleave", leave)
  group.addEventListener("click", (event) => {
    const at = among(event.target)
    if (at >= 0 && !isDrawn) send(values(at, at), false)
    isDrawn = false
  })
  group.addEventListener("keydown", (event) => {
    const at = among(event.target)
    const step = FORWARD.includes(event.key) - BACKWARD.includes(event.key)
    const ends = { Home: 0, End: buttons.length - 1 }
    const next = ends[event.key] ?? (step ? at + step : -1)
    if (at < 0 || !buttons[next]) return
    event.preventDefault()
    reach(next)
    buttons[next].focus()
  })
}

const figureOf = (figure, none, setTriggerValue) => {
  const isMonth = figure.name === "month"
  const box = make("section", `figure ${figure.name}`)
  const group = make("div", isMonth ? "bars months" : "bars")
  if (figure.chosen.includes(true)) group.classList.add("some")
  group.dataset.figure = figure.name
  group.setAttribute("role", "group")
  group.setAttribute("aria-label", figure.title)
  group.append(...figure.values.map((_, at) => barOf(figure, at, isMonth)))
  box.append(make("h4", "", figure.title))
  if (figure.values.length) box.append(group)
  if (isMonth && figure.values.length) box.append(yearsOf(figure))
  const note = figure.values.length ? figure.note : none
  if (note) box.append(make("p", "note", note))
  const send = (values, isDrawn) => setTriggerValue("pick", { figure: figure.name, values, isDrawn })
  if (group.querySelector("button")) listen(group, figure, send)
  return box
}

export default function ({ parentElement, data, setTriggerValue }) {
  const place = parentElement.querySelector(".panel")
  const focused = place.getRootNode().activeElement
  const stood = place.contains(focused) && { figure: focused.parentElement.dataset.figure, ...focused.dataset }
  for (const [name, colour] of Object.entries(data.colours)) place.style.setProperty(`--${name}`, colour)
  place.replaceChildren(...data.figures.map((figure) => figureOf(figure, data.none, setTriggerValue)))
  if (!stood) return
  const again = [...place.querySelectorAll(`[data-figure="${stood.figure}"] > button`)]
  again.find((one) => one.dataset.value === stood.value)?.focus({ preventScroll: true })
}

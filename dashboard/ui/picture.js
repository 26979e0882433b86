// Saves a figure as the browser has drawn it, with its title above and its source below, light on white:
// a picture in a report has nothing else to say where it comes from. Nothing leaves the machine.
const FORMATS = ["png", "svg"]
const PAD = 16
const NARROWEST = 640 // a phone's picture has the room that a report gives it
const TITLE = { size: 17, line: 1.3, weight: 600 } // plotly sets lines 1.3 times their size apart
const FOOT = { size: 12, line: 1.3, weight: 400 }

// A picture has no fonts of ours: it names one that others have too, whose words are wider than those of ours.
const FAMILY = "Arial, Helvetica, sans-serif"
const WIDER = 1.15
const pen = document.createElement("canvas").getContext("2d")
const lines = (text, type, width) => {
  pen.font = `${type.weight} ${type.size}px ${FAMILY}`
  return text.split(/\s+/).reduce((found, word) => {
    const longer = found.length ? `${found.at(-1)} ${word}` : word
    const isFull = found.length === 0 || pen.measureText(longer).width > width
    return isFull ? [...found, word] : [...found.slice(0, -1), longer]
  }, [])
}
const tall = (all, type) => all.length * type.size * type.line
// Plotly reads a little HTML in every text.
const drawnWords = (all) =>
  all.map((line) => line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")).join("<br>")

const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(",")
const CLEAR_COLOUR = /^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/

// The same layout or traces on white paper.
const painter = ({ colours, font }) => {
  const see = Object.fromEntries(Object.entries(colours).map(([from, to]) => [parts(from), parts(to)]))
  const paint = (value) => {
    if (typeof value === "string") {
      const [, red, green, blue, share] = CLEAR_COLOUR.exec(value) || []
      const to = share === undefined ? undefined : see[`${red},${green},${blue}`]
      if (value === font) return FAMILY
      return to ? `rgba(${to},${share})` : (colours[value.toUpperCase()] ?? value)
    }
    if (Array.isArray(value)) return value.map(paint)
    if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, paint(inner)]))
  }
  return paint
}

// The figure's layout with room and words around what is drawn.
const framed = (plot, layout, { title, source, ink, muted }) => {
  const { height, _size: size } = plot._fullLayout
  const width = Math.max(plot._fullLayout.width, NARROWEST)
  const above = lines(title, TITLE, width - 2 * PAD)
  const below = lines(source, FOOT, width - 2 * PAD)
  const top = PAD + tall(above, TITLE) + PAD / 2
  const bottom = PAD + tall(below, FOOT) + PAD / 2
  const whole = height + top + bottom
  const [left, right] = [size.l, size.r].map((side) => Math.max(PAD, Math.ceil(side * WIDER)))
  const shared = { xref: "paper", yref: "paper", x: 0, xanchor: "left", xshift: PAD - left, align: "left" }
  const still = { ...shared, showarrow: false, borderpad: 0 }
  const head = {
    ...still,
    text: drawnWords(above),
    y: 1,
    yanchor: "top",
    yshift: size.t + top - PAD,
    font: { size: TITLE.size, color: ink, weight: TITLE.weight },
  }
  const foot = {
    ...still,
    text: drawnWords(below),
    y: 0,
    yanchor: "bottom",
    yshift: PAD / 2 - bottom - size.b,
    font: { size: FOOT.size, color: muted },
  }
  return {
    ...layout,
    width,
    height: whole,
    margin: { ...layout.margin, l: left, r: right, t: size.t + top, b: size.b + bottom },
    annotations: [...(layout.annotations || []), head, foot],
  }
}

// The menu closes at each click that is not in it, and Plotly hands a file over by a click on a link of its own.
const MAKING = 15_000 // milliseconds: a large map takes some
const keepOpen = () => {
  const done = new AbortController()
  const hush = (event) => {
    if (!(event.target instanceof HTMLAnchorElement) || !event.target.download) return
    event.stopPropagation() // the file comes nevertheless
    done.abort()
  }
  window.addEventListener("click", hush, { capture: true, signal: done.signal })
  setTimeout(() => done.abort(), MAKING)
}

export default function ({ parentElement, data }) {
  const drawn = () => document.querySelector(`.st-key-${CSS.escape(`shown_${data.figure}`)} .js-plotly-plot`)
  const paint = painter(data)

  const save = (format) => {
    const plot = drawn()
    const button = plot && plot.querySelector(".modebar-btn")
    if (!button) return
    const shown = { data: plot.data, layout: plot.layout, options: plot._context.toImageButtonOptions }
    try {
      plot.layout = framed(plot, paint(shown.layout), data)
      plot.data = paint(shown.data)
      const { width, height } = plot.layout
      plot._context.toImageButtonOptions = { ...shown.options, format, width, height, filename: data.file }
      keepOpen()
      // It takes its own copy at once: what stands in the page is not drawn again.
      button.dispatchEvent(new MouseEvent("click", { bubbles: false }))
    } finally {
      plot.data = shown.data
      plot.layout = shown.layout
      plot._context.toImageButtonOptions = shown.options
    }
  }

  parentElement.querySelector(".huella-pictures").replaceChildren(
    ...FORMATS.map((format) => {
      const button = document.createElement("button")
      button.type = "button"
      button.textContent = data[format]
      button.className = "huella-picture"
      button.addEventListener("click", () => save(format))
      return button
    }),
  )
}

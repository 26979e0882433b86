// Saves a figure as the browser has drawn it: nothing leaves the machine, nothing is fetched.
const FORMATS = ["png", "svg"]

export default function ({ parentElement, data }) {
  const drawn = () => document.querySelector(`.st-key-${CSS.escape(data.figure)} .js-plotly-plot`)

  const save = (format) => {
    const plot = drawn()
    const button = plot && plot.querySelector(".modebar-btn")
    if (!button) return
    const options = plot._context.toImageButtonOptions
    plot._context.toImageButtonOptions = { ...options, format, filename: data.file }
    button.click()
    plot._context.toImageButtonOptions = options
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

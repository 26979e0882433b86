// A finger on a figure that can be clicked: a tap counts once, and a swipe scrolls the page.
// Streamlit asks plotly to "pan" such figures; plotly then keeps every touch for itself, though nothing can be moved.
// Where it never hears of the touch, the browser makes a click of each tap, as everywhere else.
// A map is left alone: it hears taps and lets swipes pass.
const LISTENING = "huellaTouch"

const keepFromPlotly = (event) => {
  const layout = event.target.closest?.(".js-plotly-plot")?._fullLayout
  if (layout?.dragmode === "pan" && !layout.geo) event.stopPropagation()
}

export default function () {
  if (LISTENING in document.documentElement.dataset) return
  document.documentElement.dataset[LISTENING] = ""
  document.addEventListener("touchstart", keepFromPlotly, { capture: true, passive: true })
}

// A keyboard in popovers: they hang at the end of the document, where Tab would reach them last.
// Opened by a key, a popover takes the focus; Tab beyond its end goes on from its button, and back too.
// A dialog that was opened from a popover gives the focus back to the button that is left.
const LISTENING = "huellaKeys"
const BUTTON = "[data-testid=stPopoverButton], [data-testid=stPopover] button"
const BODY = "[data-testid=stPopoverBody]"
const TAKES_FOCUS = "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']"
const PATIENCE = 30000 // milliseconds: what is inside may be read only now, by a slow machine
const LOOK = 100 // milliseconds between looks at what has come: its parts come one by one
const SETTLED = 2 // looks that found the same first part
const ON_ITS_WAY = "[data-testid=stSkeleton]" // a part whose script is still being fetched

let opener = null
let place = "" // of the opener: one whose words change is made anew

const remember = (button) => {
  opener = button
  const around = button.closest("[class*='st-key-']")
  place = [...(around?.classList ?? [])].find((one) => one.startsWith("st-key-")) ?? ""
}

const left = () => (opener?.isConnected || !place ? opener : document.querySelector(`.${CSS.escape(place)} button`))

const within = (body) => [...body.querySelectorAll(TAKES_FOCUS)].filter((one) => one.getClientRects().length > 0)

// Looks by the clock: on a slow machine other parts of the page change for long and say nothing of this one.
const enter = (until, before = null, same = 0) => {
  const active = document.activeElement
  const isWaiting = active === left() || active === document.body
  if (!isWaiting || Date.now() > until) return
  const body = document.querySelector(BODY)
  const first = body && !body.querySelector(ON_ITS_WAY) ? within(body)[0] : null
  const seen = first && first === before ? same + 1 : 0
  if (seen >= SETTLED) first.focus()
  else setTimeout(enter, LOOK, until, first, seen)
}

const leave = (event, body) => {
  const all = within(body)
  const isEnd = document.activeElement === (event.shiftKey ? all[0] : all.at(-1))
  if (!isEnd || !opener?.isConnected) return
  opener.click() // closes it
  opener.focus() // from here the browser goes on to what follows the button
  if (event.shiftKey) event.preventDefault()
}

// What a key did in a popover or a dialog may close it a while later.
const giveBack = (until) => {
  const isNowhere = document.activeElement === document.body && !document.querySelector("[role=dialog]")
  if (isNowhere && left()) left().focus()
  else if (Date.now() < until) setTimeout(giveBack, 200, until)
}

const hear = (event) => {
  const button = event.target.closest?.(BUTTON)
  const body = event.target.closest?.(BODY)
  if (event.key === "Tab" && body) leave(event, body)
  const isInside = event.target.closest?.("[role=dialog]")
  if (isInside && ["Enter", " ", "Escape"].includes(event.key)) setTimeout(giveBack, 200, Date.now() + PATIENCE)
  if (!["Enter", " "].includes(event.key)) return
  if (button && !document.querySelector(BODY)) {
    remember(button)
    enter(Date.now() + PATIENCE)
  }
}

export default function () {
  if (LISTENING in document.documentElement.dataset) return
  document.documentElement.dataset[LISTENING] = ""
  document.addEventListener("keydown", hear, { capture: true })
  const early = document.activeElement?.closest?.(BUTTON) // a key was quicker than this script
  if (early?.matches(":focus-visible") && document.querySelector(BODY)) {
    remember(early)
    enter(Date.now() + PATIENCE)
  }
}

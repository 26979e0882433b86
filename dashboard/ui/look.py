"""What the theme cannot say: plain links, tabular figures, and the full-screen ground of a presentation."""

import streamlit as st

from dashboard.charts.theme import Tokens, tokens
from dashboard.ui.language import words

BESIDE = 1023  # pixels: the widest window that has no room for two figures beside each other


def is_dark() -> bool:
    """Whether this visitor sees the dark look."""
    return st.context.theme.type == "dark"


def is_phone() -> bool:
    """Whether the browser says it is a phone's: figures then put their words above their marks."""
    headers = st.context.headers
    return headers.get("Sec-CH-UA-Mobile") == "?1" or "Mobi" in headers.get("User-Agent", "")


def link_style() -> str:
    """A quiet link."""
    colour = tokens(is_dark()).primary
    return f"color:{colour};font-size:0.875rem;text-decoration:underline;text-underline-offset:3px"


def button_style() -> str:
    """A link that is the one thing to do on its screen."""
    look = tokens(is_dark())
    return (
        "display:inline-block;padding:0.55rem 1.4rem;border-radius:0.5rem;text-decoration:none;"
        f"background:{look.primary};color:{look.paper}"
    )


def field_style() -> str:
    """A large field, for a code copied from a board."""
    look = tokens(is_dark())
    return (
        "flex:1 1 14rem;min-width:0;padding:0.7rem 1rem;border-radius:0.5rem;font:inherit;font-size:1.25rem;"
        f"letter-spacing:0.06em;color:{look.ink};background:{look.surface};border:1px solid {look.border}"
    )


def sheet() -> str:
    """Numbers of one width everywhere, small print that can be read, and less air above the first line."""
    return (
        f"<style>{_legible()}{_focus()}{_more_pages()}{_side_by_side()}"
        "[data-testid='stMetricValue'],[data-testid='stTable']{font-variant-numeric:tabular-nums}"
        "[data-testid='stMetricValue']{line-height:1.2}"
        "[data-testid='stMetricLabel'] p{white-space:normal}"
        f"{_numbers()}"
        "[data-testid='stPageLink']{margin-left:-0.5rem}"
        "[data-testid='stPageLink-NavLink'] p{white-space:normal;line-height:1.25rem;padding:0.25rem 0}"
        "[data-testid='stPageLink-NavLink'] p>span{display:block}"  # what is said of a link, below it
        "[data-testid='stHtml'] a{line-height:1.6}"
        "[data-testid='InputInstructions']{display:none}"  # Streamlit's own English words
        # The same, without a mark of the focus; our own file stands where one is wanted.
        "[data-testid='stDataFrame'] [data-testid='stElementToolbar']{display:none}"
        "[class*='st-key-shown_'] .modebar{display:none}"  # its picture has no title; ours, below it, has
        ".stMainBlockContainer{padding-top:4.5rem;padding-bottom:2rem;max-width:1560px}"
        "@media (max-width:640px){.stMainBlockContainer{padding:4rem 1rem 1rem}"
        "[data-testid='stMarkdownContainer'] table{font-size:0.75rem}"
        "[data-testid='stMarkdownContainer'] :is(td,th){padding:0.25rem}"
        "[data-testid='stMarkdownContainer'] td{overflow-wrap:anywhere}"
        "[data-testid='stMetricValue']{font-size:1.75rem}"
        ".huella-numbers div{flex-basis:calc(50% - 0.5rem)}.huella-numbers .value{font-size:1.75rem}}"
        "</style>"
    )


def _numbers() -> str:
    """As metrics look, with their small print."""
    return (
        "[data-testid='stHtml'] .huella-numbers{margin:0;padding:0}"
        ".huella-numbers{display:flex;flex-wrap:wrap;gap:1rem;font-size:0.875rem}"
        ".huella-numbers div{flex:0 1 140px}.huella-numbers dd{margin:0}.huella-numbers .note{opacity:0.8}"
        ".huella-numbers .value{font-size:2.25rem;line-height:1.2;font-variant-numeric:tabular-nums}"
    )


def _legible() -> str:
    """What Streamlit draws too pale or too small to hit for WCAG 2.2 AA."""
    dark = is_dark()
    look = tokens(dark)
    badges = f".stMarkdownBadge{{color:{look.ink}!important}}" if dark else ""
    return (
        f"{badges}"
        "[data-testid='stCaptionContainer'],[data-testid='stExpander'] summary{opacity:0.8!important}"
        f"[data-testid^='stBaseButton-primary']:not(:disabled),[data-tag]{{color:{look.paper}!important}}"
        "[data-tag] *{color:inherit!important}"
        "[data-testid='stDateInput'] [role='spinbutton']"
        "{min-width:24px;min-height:24px;line-height:24px;text-align:center}"
    )


def _focus() -> str:
    """Where the keyboard is: Streamlit marks its buttons, and not its links."""
    return f".stApp a:focus-visible{{outline:2px solid {tokens(is_dark()).primary};outline-offset:2px}}"


def _more_pages() -> str:
    """Our own words on the menu of pages that a narrow window has no room for: Streamlit's are English."""
    button = ".rc-overflow-item-rest [data-testid='stTopNavSection'] p"
    label = words()("app.more_pages")
    return f"{button}{{font-size:0}}{button}::after{{content:'{label}';font-size:0.875rem}}"


def _side_by_side() -> str:
    """Figures beside each other come one under another where half a window would cut their words.

    A map keeps what stands beside it.
    """
    figure = (
        ">[data-testid='stColumn']>[data-testid='stVerticalBlock']>[data-testid='stLayoutWrapper']"
        ">[class*='st-key-shown_']:not(.st-key-shown_map)"
    )
    columns = f"[data-testid='stHorizontalBlock']:has({figure})>[data-testid='stColumn']"
    return f"@media (max-width:{BESIDE}px){{{columns}{{flex:1 1 100%!important;width:100%!important}}}}"


def upload_sheet(label: str) -> str:
    """Our own words on the button that chooses a file: Streamlit's are English. `label` is ours."""
    button = "[data-testid='stFileUploaderDropzone'] button"
    return (
        "<style>"
        "[data-testid='stFileUploaderDropzoneInstructions']{display:none}"
        f"{button} p{{font-size:0}}{button} p::after{{content:'{label}';font-size:0.875rem}}"
        "</style>"
    )


def stage_sheet() -> str:
    """A dark ground without chrome, for the back of the room."""
    look = tokens(dark=True)
    return (
        "<style>"
        "[data-testid='stHeader'],[data-testid='stToolbar'],[data-testid='stSidebar']{display:none}"
        f"{_ground(look)}"
        ".stMainBlockContainer{padding:2.2vh 4vw 1.5vh;max-width:none}"
        "[data-testid='stMetricValue']{font-size:clamp(2.2rem,5.4vw,6rem)}"
        "[data-testid='stMetricLabel'] p{font-size:clamp(1rem,1.6vw,1.5rem)}"
        ".stMainBlockContainer h1{font-size:clamp(1.9rem,3.4vw,3.4rem);line-height:1.15}"
        ".stMainBlockContainer [data-testid='stCaptionContainer'] p{font-size:clamp(0.9rem,1.2vw,1.2rem)}"
        "</style>"
    )


def _ground(look: Tokens) -> str:
    return (
        f".stApp,.stApp [data-testid='stMain']{{background:{look.paper};color:{look.ink}}}"
        f".stApp h1,.stApp h2,.stApp h3,.stApp p,.stApp label,.stApp [data-testid='stMetricValue']"
        f"{{color:{look.ink}}}"
        f".stApp [data-testid='stCaptionContainer']{{opacity:1!important}}"
        f".stApp [data-testid='stCaptionContainer'] p{{color:{look.muted}}}"
        f".stApp button *,.stApp a *{{color:inherit}}.stApp a{{color:{look.ink}}}"
        f".st-key-stage_body{{min-height:calc(100vh - 300px);justify-content:center}}"
        f".stApp button,.stApp button:disabled{{background:{look.surface}!important;"
        f"color:{look.ink}!important;border-color:{look.line}!important}}"
        f".stApp button:disabled{{opacity:0.35}}"
    )


def print_sheet() -> str:
    """On paper: the figure with its legend and source, and what stands beside it; no switch, no menu."""
    hidden = (
        "[data-testid='stHeader'],[data-testid='stToolbar'],[data-testid='stSidebar'],[data-testid='stPopover'],"
        "[data-testid='stSelectbox'],[data-testid='stButtonGroup'],[data-testid='stCheckbox'],"
        "[data-testid='stExpander'],[data-testid='stPageLink'],.st-key-map_switches,.modebar"
    )
    return (
        f"<style>@media print{{{hidden}{{display:none!important}}"
        ".stApp,[data-testid='stMain'],[data-testid='stAppViewContainer']"
        "{position:static!important;overflow:visible!important;height:auto!important}"
        ".stMainBlockContainer{padding:0;max-width:none}"
        "[data-testid='stPlotlyChart']{break-inside:avoid}"
        "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}</style>"
    )

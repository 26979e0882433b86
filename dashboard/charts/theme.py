"""The look of every figure: the tokens of `.streamlit/config.toml` and a small plotly template.

A test asserts that both places agree. Nothing else in the project spells a colour of a figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType

import plotly.graph_objects as go

FONT = '"Source Sans", "Source Sans Pro", sans-serif'  # bundled with Streamlit
BASE_SIZE = 14
CLEAR = "rgba(0,0,0,0)"

# A trace as plotly's JSON: objects check every value, which costs more than drawing. A test checks instead.
Trace = dict[str, object]


def bar_trace(**values: object) -> Trace:
    """Bars; what is None is not said."""
    return _trace("bar", values)


def scatter_trace(**values: object) -> Trace:
    """Dots and lines; what is None is not said."""
    return _trace("scatter", values)


def _trace(kind: str, values: Trace) -> Trace:
    return {name: value for name, value in values.items() if value is not None} | {"type": kind}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they mean; `diverging` runs from disagree to agree, `sequential` from low to high."""

    ink: str
    muted: str
    paper: str
    surface: str
    line: str
    primary: str
    accent: str
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    categorical: tuple[str, ...]
    zero: str
    no_data: str
    withheld: str
    border: str


LIGHT = Tokens(
    ink="#1B2430",
    muted="#5A636E",
    paper="#FBFAF7",
    surface="#F1EEE7",
    line="#E4E0D8",
    primary="#0F6E6E",
    accent="#B84A33",
    sequential=("#E3EFEC", "#ACD1CC", "#74B2AD", "#3B948E", "#24706E", "#0B4F4F"),
    diverging=("#A6543B", "#D9A38F", "#C9C6BF", "#7FB5AE", "#0F6E6E"),
    categorical=("#0F6E6E", "#B84A33", "#B5810E", "#5B6FA8", "#7A9E3B", "#8A5A83"),
    zero="#FFFFFF",
    no_data="#E3DFD7",
    withheld="#8C8A84",
    border="#C4BDB0",
)

DARK = Tokens(
    ink="#ECE9E2",
    muted="#A8A69D",
    paper="#14181F",
    surface="#1D232C",
    line="#2B323C",
    primary="#4DB6AC",
    accent="#E58A72",
    sequential=("#0B4F4F", "#24706E", "#3B948E", "#74B2AD", "#ACD1CC", "#E3EFEC"),
    diverging=("#C9775D", "#E5B9A8", "#8E8C87", "#9BCBC4", "#4DB6AC"),
    categorical=("#4DB6AC", "#E58A72", "#DDB04A", "#8FA2D6", "#A6C66A", "#BC8DB5"),
    zero="#0B0E13",
    no_data="#333A45",
    withheld="#8A8F98",
    border="#4A525E",
)


def tokens(dark: bool = False) -> Tokens:
    """The colours of the light or the dark look."""
    return DARK if dark else LIGHT


# One colour per trace, and a click must not fade what was not clicked.
_TERRITORIES = go.Choropleth(
    showscale=False,
    showlegend=False,
    selected={"marker": {"opacity": 1}},
    unselected={"marker": {"opacity": 1}},
)


@cache
def template(dark: bool = False) -> go.layout.Template:
    """Quiet axes, hairlines, no legend frame; figures add the data."""
    look = tokens(dark)
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "automargin": True,
        "linecolor": look.line,
        "gridcolor": look.line,
        "tickfont": {"color": look.muted},
        "fixedrange": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": BASE_SIZE, "color": look.ink},
            "paper_bgcolor": look.paper,
            "plot_bgcolor": look.paper,
            "colorway": list(look.categorical),
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "hoverlabel": {
                "bgcolor": look.surface,
                "bordercolor": look.border,
                "font": {"family": FONT, "size": BASE_SIZE, "color": look.ink},
                "align": "left",
            },
            "legend": {
                "bgcolor": CLEAR,
                "borderwidth": 0,
                "itemclick": False,
                "itemdoubleclick": False,
            },
            "dragmode": False,
            "xaxis": axis,
            "yaxis": axis,
        },
        data={"choropleth": [_TERRITORIES]},
    )


@cache
def on_white(dark: bool = False) -> Mapping[str, str]:
    """Each colour of a look → that of a picture to take along: the light one, its ground white."""
    light = {"paper": "#FFFFFF"}
    pairs = {}
    for field in fields(Tokens):
        shown, printed = getattr(tokens(dark), field.name), getattr(LIGHT, field.name)
        if isinstance(shown, str):
            pairs[shown] = light.get(field.name, printed)
        else:
            pairs |= dict(zip(shown, printed, strict=True))
    return MappingProxyType(pairs)


def separators(language: str) -> str:
    """Plotly's decimal and thousands marks: 1.234,5 in Spanish, 1,234.5 in English."""
    return ",." if language == "es" else ".,"


def layout(language: str, *, dark: bool = False, scale: float = 1.0) -> dict[str, object]:
    """What every figure's layout starts from; `scale` multiplies the size of all words."""
    return {
        "template": template(dark),
        "separators": separators(language),
        "font": {"size": BASE_SIZE * scale},
        "hoverlabel": {"font": {"size": BASE_SIZE * scale}},
        "autosize": True,
    }

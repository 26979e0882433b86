"""What the gallery holds of each figure: one case per kind of data, drawn on any ground."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import plotly.graph_objects as go

from dashboard.i18n import translator
from dashboard.maps.boundaries import Boundaries

KINDS = ("typical", "empty", "single", "huge", "withheld")
T = translator("es")


@dataclass(frozen=True, slots=True)
class Ground:
    """How a case is drawn: light or dark, wide or as on a phone, with the boundaries of the map."""

    boundaries: Boundaries
    dark: bool = False
    narrow: bool = False


Figure = Callable[..., go.Figure]
Build = Callable[[Ground], go.Figure]


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure's cases by kind; `why_not` gives the reason where a kind cannot happen to it."""

    figure: Figure
    cases: Mapping[str, Build]
    why_not: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return name_of(self.figure)

    @property
    def has_narrow(self) -> bool:
        """Whether a phone sees it otherwise."""
        return "narrow" in inspect.signature(self.figure).parameters


def name_of(figure: Figure) -> str:
    """ "charts.likert.likert_bars"."""
    return f"{figure.__module__.removeprefix('dashboard.')}.{figure.__name__}"


def chart(
    figure: Figure,
    data: Mapping[str, tuple[object, ...]],
    why_not: Mapping[str, str] | None = None,
    **keywords: Any,  # Any: what this figure takes
) -> Entry:
    """A chart: positional data by kind, and what it takes besides words and ground."""
    cases = {kind: partial(_drawn, figure, given, keywords) for kind, given in data.items()}
    return Entry(figure, cases, why_not or {})


def _drawn(
    figure: Figure, data: tuple[object, ...], keywords: Mapping[str, object], ground: Ground
) -> go.Figure:
    taken = inspect.signature(figure).parameters
    look = {name: getattr(ground, name) for name in ("dark", "narrow") if name in taken}
    return figure(*data, t=T, **look, **keywords)

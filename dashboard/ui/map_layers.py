"""The layers over the map: trainings by kind, programmes, campaign territories, comunas never reached."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from dashboard.i18n import Translator
from dashboard.maps.points import COLUMNS, PointLayer, placed, point_size
from dashboard.ui import data
from dashboard.ui.map_settings import MapSettings
from db.criteria import NO_FILTERS, Filters, Scope

SYMBOLS: Mapping[str, str] = {
    "workshop": "circle",
    "training_session": "square",
    "talk": "diamond",
    "meeting": "triangle-up",
    "training_day": "cross",
    "course": "star",
    "seminar": "hexagon",
}
MOST_GAPS = 120  # the largest comunas never reached; the rest is in the sentence and the table
LARGEST_COUNT = 13.0  # of `point_size`: what the greatest population is drawn as


def point_layer_of(scope: Scope, filters: Filters, settings: MapSettings, t: Translator) -> PointLayer | None:
    """The layer that is switched on; None for none."""
    if settings.layer == "trainings":
        return training_layer(data.training_layer(scope, filters), t)
    if settings.layer in ("measures", "campaign"):
        return _documented(scope, settings.layer, t)
    return _gap(never_reached(scope, filters), t) if settings.layer == "gap" else None


def training_layer(places: pd.DataFrame, t: Translator) -> PointLayer:
    """One point per place, its symbol the most frequent kind."""
    kinds = [kind for kind in SYMBOLS if kind in set(places["kind"].tolist())]
    rows = _rows(
        places,
        sizes=[point_size(count) for count in places["count"].tolist()],
        texts=[t.plural("maps.training_count", count) for count in places["count"].tolist()],
        symbols=[SYMBOLS.get(kind, "circle") for kind in places["kind"].tolist()],
    )
    return PointLayer(rows, tuple((t.term("vocabulary.kind", kind), SYMBOLS[kind]) for kind in kinds))


def _documented(scope: Scope, layer: str, t: Translator) -> PointLayer:
    """Territories with measures by their number, or every territory of the campaign, which has a profile."""
    found = data.territory_values(scope, NO_FILTERS, "comuna", "measures")
    is_shown = found["state"] == "value" if layer == "measures" else found["state"] != "no_data"
    places = placed(found[is_shown], data.territory_points())
    counts = [int(value) for value in places["value"].tolist()]
    words = [t.plural("map.layers.measures_here", count) for count in counts]
    sizes = [point_size(count) if layer == "measures" else point_size(2) for count in counts]
    symbol = {"measures": "diamond", "campaign": "star"}[layer]
    rows = _rows(places, sizes=sizes, texts=words, symbols=[symbol] * len(places))
    return PointLayer(rows, ((t(f"map.layer.{layer}"), symbol),))


def never_reached(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Comunas without a training among those asked for, most inhabitants first: code, name, people.

    Where an account sees only some of the trainings, nobody can say what was never reached elsewhere.
    """
    everywhere = filters.without("territory")
    found = data.territory_values(scope, everywhere, "comuna", "trainings")
    territory = filters.territory if filters.territory.isdecimal() else ""
    own = tuple(scope.regions or ()) if scope.is_limited else ("",)
    rows = zip(found["code"].tolist(), found["state"].tolist(), strict=True)
    is_missed = [
        state == "zero" and code.startswith(territory) and code.startswith(own) for code, state in rows
    ]
    people = data.territory_list()[["code", "population"]]
    missed = found.loc[np.array(is_missed, dtype=bool)][["code", "name"]].merge(people, on="code")
    return missed.rename(columns={"population": "people"}).sort_values("people", ascending=False)


def _gap(missed: pd.DataFrame, t: Translator) -> PointLayer:
    places = placed(missed.head(MOST_GAPS), data.territory_points()).dropna(subset=["people"])
    people = places["people"].tolist()
    greatest = max(people, default=1.0) or 1.0
    rows = _rows(
        places,
        sizes=[point_size(LARGEST_COUNT * one / greatest) for one in people],
        texts=[t.plural("map.layers.inhabitants", int(one)) for one in people],
        symbols=["circle"] * len(people),
    )
    return PointLayer(rows, ((t("map.layer.gap"), "circle"),), is_hollow=True)


def gap_sentence(missed: pd.DataFrame, t: Translator) -> str:
    """How many comunas, and how many people live there, where that is known."""
    if missed.empty:
        return t("map.layers.gap_none")
    people = int(missed["people"].sum())
    if not people:
        return t.plural("map.layers.gap_uncounted", len(missed))
    return t.plural("map.layers.gap_sentence", len(missed), people=t.number(people))


def note_for(scope: Scope, filters: Filters, settings: MapSettings, t: Translator) -> str:
    """What stands under the map about its layer; "" for nothing."""
    notes: Mapping[str, Callable[[], str]] = {
        "gap": lambda: gap_sentence(never_reached(scope, filters), t),
        "measures": lambda: t("map.measures_note"),
    }
    return notes[settings.layer]() if settings.layer in notes else ""


def _rows(places: pd.DataFrame, *, sizes: list[float], texts: list[str], symbols: list[str]) -> pd.DataFrame:
    rows = places.assign(size=sizes, text=texts, symbol=symbols)
    return rows[list(COLUMNS)].sort_values("size", ascending=False)  # small ones over large ones

"""Tables that the map page shapes for its figure and for its readers. Pure."""

from collections.abc import Mapping

import pandas as pd

from dashboard.i18n import Translator
from dashboard.maps.measure import Detail, Kind, MeasureWords
from dashboard.ui.training_words import Row, is_missing
from db.criteria import Scope

KINDS: Mapping[str, Kind] = {"satisfaction": "share", "reach": "decimal"}
DETAILS: Mapping[str, Detail] = {
    "satisfaction": "interval",
    "attendances": "not_reported",
    "reach": "not_reported",
}


def measure_words(measure: str, t: Translator) -> MeasureWords:
    """A measure's title and how its values read."""
    return MeasureWords(t(f"map.measure.{measure}"), KINDS.get(measure, "count"), DETAILS.get(measure, ""))


def map_values(values: pd.DataFrame, scope: Scope, measure: str) -> pd.DataFrame:
    """What the map draws; what an account may not see is "no data", never zero. Bubbles beside a rate weigh
    as much as the answers or trainings behind it.
    """
    shown = values.assign(weight=values["n" if measure == "satisfaction" else "trainings"].astype(float))
    if scope.is_limited and measure != "measures":
        own = scope.regions or ()
        hidden = [
            str(code)[:2] not in own and state == "zero"
            for code, state in zip(shown["code"], shown["state"], strict=True)
        ]
        shown.loc[hidden, "state"] = "no_data"
        shown.loc[hidden, "value"] = float("nan")
    return shown


def _note(row: Row, measure: str, t: Translator) -> str:
    if measure == "satisfaction" and row["state"] == "value":
        return t(
            "map.note.satisfaction",
            n=t.number(_number(row["n"])),
            low=t.percent(_number(row["low"])),
            high=t.percent(_number(row["high"])),
        )
    if measure in ("attendances", "reach") and row["not_reported"] and row["state"] != "no_data":
        return t.plural("map.note.not_reported", _number(row["not_reported"]))
    return ""


def _number(value: object) -> float:
    return 0.0 if is_missing(value) else float(str(value))


def readable_values(values: pd.DataFrame, measure: str, t: Translator) -> pd.DataFrame:
    """The table under the map: the same numbers, exact, and the absences in words."""
    words = measure_words(measure, t)
    absent = {"zero": words.text(0, t), "no_data": t("maps.no_data"), "withheld": t("maps.withheld")}
    rows = values.to_dict("records")
    texts = [words.text(row["value"], t) if row["state"] == "value" else absent[row["state"]] for row in rows]
    return pd.DataFrame(
        {
            t("map.column.territory"): values["name"].tolist(),
            words.title: texts,
            t("map.column.note"): [_note(row, measure, t) for row in rows],
        }
    )

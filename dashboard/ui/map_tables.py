"""Tables that the map page shapes for its figure and for its readers. Pure."""

import pandas as pd

from dashboard.i18n import Translator
from dashboard.maps.measure import MeasureWords
from dashboard.ui.training_words import Row, is_missing
from db.criteria import Scope

MEASURES = ("trainings", "attendances", "responses", "satisfaction", "reach", "measures")
KINDS = {"satisfaction": "share", "reach": "decimal"}


def measure_words(measure: str, t: Translator) -> MeasureWords:
    """A measure's title and how its values read."""
    kind = KINDS.get(measure, "count")
    return MeasureWords(t(f"map.measure.{measure}"), kind)  # type: ignore[arg-type]  # one of its kinds


def map_values(values: pd.DataFrame, scope: Scope, measure: str, t: Translator) -> pd.DataFrame:
    """The columns the map draws; what an account may not see is "no data", never zero."""
    shown = values.copy()
    if scope.is_limited and measure != "measures":
        own = scope.regions or ()
        hidden = [
            str(code)[:2] not in own and state == "zero"
            for code, state in zip(shown["code"], shown["state"], strict=True)
        ]
        shown.loc[hidden, "state"] = "no_data"
        shown.loc[hidden, "value"] = float("nan")
    shown["note"] = [_note(row, measure, t) for row in shown.to_dict("records")]
    return shown[["code", "name", "state", "value", "note"]]


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


def readable_values(values: pd.DataFrame, words: MeasureWords, t: Translator) -> pd.DataFrame:
    """The table under the map: the same numbers, exact, and the absences in words."""
    absent = {"zero": words.text(0, t), "no_data": t("maps.no_data"), "withheld": t("maps.withheld")}
    texts = [
        words.text(row["value"], t) if row["state"] == "value" else absent[row["state"]]
        for row in values.to_dict("records")
    ]
    return pd.DataFrame(
        {
            t("map.column.territory"): values["name"].tolist(),
            words.title: texts,
            t("map.column.note"): values["note"].tolist(),
        }
    )


def training_points(found: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """One point per comuna where trainings took place or are planned: code, name, lon, lat, count."""
    held = found[(found["status"] != "cancelled") & found["longitude"].notna() & (found["comuna"] != "")]
    grouped = held.groupby("territory_code", as_index=False).agg(
        lon=("longitude", "first"), lat=("latitude", "first"), count=("id", "count")
    )
    grouped["name"] = [names.get(code, code) for code in grouped["territory_code"]]
    return grouped.rename(columns={"territory_code": "code"})[["code", "name", "lon", "lat", "count"]]


def territory_points(territories: pd.DataFrame, level: str) -> pd.DataFrame:
    """Where the bubbles stand when there is no derived map: code, lon, lat."""
    rows = territories[territories["level"] == level]
    return pd.DataFrame({"code": rows["code"], "lon": rows["longitude"], "lat": rows["latitude"]}).dropna()

"""From a click on a small bar to the filter it asks for. Pure: a test calls it where no test can click."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from db.criteria import Filters

PARAMETERS: Mapping[str, str] = {
    "kind": "kind",
    "audience": "audience",
    "topic": "topic",
    "organisation": "organisation",
    "region": "territory",
}
"""Figure → the filter that a click on it sets."""


def chosen_value(figure: str, filters: Filters) -> str:
    """The value that a figure marks; "" where its own filter is not set."""
    if figure == "region":
        return filters.territory[:2] if filters.territory[:2].isdecimal() else ""
    value = getattr(filters, figure)
    return "" if value is None else str(value)


def value_changes(figure: str, selection: object, filters: Filters) -> dict[str, str]:
    """What a click on a bar writes into the address: its value, or nothing where it was chosen already."""
    value = next((one for one in _clicked(selection) if isinstance(one, str)), "")
    if not value:
        return {}
    changes = {PARAMETERS[figure]: "" if value == chosen_value(figure, filters) else value}
    return changes | {"level": ""} if figure == "region" else changes


def period_changes(selection: object, filters: Filters) -> dict[str, str]:
    """From the first to the last month that was clicked or boxed; the same period again removes it."""
    spans = [span for span in map(_span, _clicked(selection)) if span is not None]
    if not spans:
        return {}
    since, until = min(span[0] for span in spans), max(span[1] for span in spans)
    if (since, until) == (filters.since, filters.until):
        return {"since": "", "until": ""}
    return {"since": since.isoformat(), "until": until.isoformat()}


def _clicked(selection: object) -> Iterator[object]:
    """The custom data of what was selected; an only value comes alone or in a list."""
    points = selection.get("points") if isinstance(selection, Mapping) else None
    for point in points if isinstance(points, Sequence) else ():
        found = point.get("customdata") if isinstance(point, Mapping) else None
        is_alone = isinstance(found, Sequence) and not isinstance(found, str) and len(found) == 1
        yield found[0] if is_alone else found  # type: ignore[index]  # a sequence of one


def _span(found: object) -> tuple[date, date] | None:
    if not isinstance(found, Sequence) or isinstance(found, str) or len(found) != 2:
        return None
    try:
        return date.fromisoformat(str(found[0])), date.fromisoformat(str(found[1]))
    except ValueError:
        return None

"""From a click on a small bar to the filter it asks for. Pure: a test calls it where no test can click."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dashboard.ui.url import format_values
from db.criteria import Filters

PARAMETERS: Mapping[str, str] = {
    "kind": "kind",
    "audience": "audience",
    "topic": "topic",
    "organisation": "organisation",
    "region": "territory",
}
"""Figure → the filter that a click on it sets."""
SINGLE = "region"  # a drill into one place, never several


def chosen_values(figure: str, filters: Filters) -> tuple[str, ...]:
    """The values that a figure marks; () where its own filter is not set."""
    if figure == SINGLE:
        return (filters.territory[:2],) if filters.territory[:2].isdecimal() else ()
    return filters.values(figure)


def value_changes(figure: str, selection: object, filters: Filters) -> dict[str, str]:
    """What a gesture on the bars writes into the address.

    A click adds its value or takes it away. A box or a lasso chooses exactly what is in it; around what is
    chosen already it takes all of it away. Of regions there is one at a time.
    """
    values = tuple(dict.fromkeys(one for one in _clicked(selection) if isinstance(one, str) and one))
    if not values:
        return {}
    chosen = chosen_values(figure, filters)
    if figure == SINGLE:
        return {PARAMETERS[figure]: "" if values[0] in chosen else values[0], "level": ""}
    if len(values) == 1 and not _is_drawn(selection):
        wanted = set(chosen) ^ set(values)
    else:
        wanted = set() if set(values) == set(chosen) else set(values)
    return {PARAMETERS[figure]: format_values(wanted)}


def period_changes(selection: object, filters: Filters) -> dict[str, str]:
    """From the first to the last month that was clicked or boxed; the same period again removes it."""
    spans = [span for span in map(_span, _clicked(selection)) if span is not None]
    if not spans:
        return {}
    since, until = min(span[0] for span in spans), max(span[1] for span in spans)
    if (since, until) == (filters.since, filters.until):
        return {"since": "", "until": ""}
    return {"since": since.isoformat(), "until": until.isoformat()}


def _is_drawn(selection: object) -> bool:
    """Whether a box or a lasso was drawn, be it around one bar."""
    return isinstance(selection, Mapping) and any(selection.get(shape) for shape in ("box", "lasso"))


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

"""From a press on a bar to the filter it asks for. Pure: a test calls it where no test can press."""

from collections.abc import Mapping, Sequence
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
"""Figure → the filter that a press on it sets."""
SINGLE = "region"  # a drill into one place, never several
PERIODS = "month"
MOST_PICKED = 60  # more bars no figure has


def chosen_values(figure: str, filters: Filters) -> tuple[str, ...]:
    """The values that a figure marks; () where its own filter is not set."""
    if figure == SINGLE:
        return (filters.territory[:2],) if filters.territory[:2].isdecimal() else ()
    return filters.values(figure)


def changes(picked: object, filters: Filters) -> dict[str, str]:
    """What a gesture on the bars writes into the address; nothing for what no browser of ours sends.

    `picked` is {"figure": its name, "values": what its bars stand for, "isDrawn": whether over several}.
    """
    if not isinstance(picked, Mapping):
        return {}
    figure, values = picked.get("figure"), _values(picked.get("values"))
    if not values or not isinstance(figure, str):
        return {}
    if figure == PERIODS:
        return _period_changes(values, filters)
    if figure not in PARAMETERS:
        return {}
    return _value_changes(figure, values, picked.get("isDrawn") is True, filters)


def _values(found: object) -> tuple[str, ...]:
    if not isinstance(found, Sequence) or isinstance(found, str):
        return ()
    return tuple(dict.fromkeys(one for one in found[:MOST_PICKED] if isinstance(one, str) and one))


def _value_changes(figure: str, values: Sequence[str], is_drawn: bool, filters: Filters) -> dict[str, str]:
    """A press adds its value or takes it away. A line drawn over bars chooses exactly these; over what is
    chosen already it takes all of it away. Of regions there is one at a time.
    """
    chosen = chosen_values(figure, filters)
    if figure == SINGLE:
        return {PARAMETERS[figure]: "" if values[0] in chosen else values[0], "level": ""}
    if is_drawn:
        wanted = set() if set(values) == set(chosen) else set(values)
    else:
        wanted = set(chosen) ^ set(values[:1])
    return {PARAMETERS[figure]: format_values(wanted)}


def _period_changes(values: Sequence[str], filters: Filters) -> dict[str, str]:
    """From the first to the last month; the same period again removes it."""
    spans = [span for span in map(_span, values) if span is not None]
    if not spans:
        return {}
    since, until = min(span[0] for span in spans), max(span[1] for span in spans)
    if (since, until) == (filters.since, filters.until):
        return {"since": "", "until": ""}
    return {"since": since.isoformat(), "until": until.isoformat()}


def _span(value: str) -> tuple[date, date] | None:
    """The two days of an interval as ISO 8601 writes it."""
    first, _, last = value.partition("/")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None

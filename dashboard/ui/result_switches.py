"""What the parts of the results that have switches share: the switch, the group's name, the figure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from dashboard.i18n import Translator
from dashboard.ui import address, data
from dashboard.ui.figures import Source, period_of, show
from dashboard.ui.filters import said_choices, say_refused
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.places import place_label
from dashboard.ui.resources import kept
from dashboard.ui.result_figures import Drawn
from dashboard.ui.switches import choice
from dashboard.ui.url import parse_choice
from db.criteria import Filters, Scope

Draw = Callable[[bool, bool], Drawn]
"""Whether it is dark, whether it is narrow → the figure."""


def named_choice(name: str, options: Sequence[str], t: Translator) -> str:
    """One of `options` (the first leaves no trace in the address); another value there is named."""
    _, is_refused = parse_choice(address.parameters(), name, tuple(options))
    chosen = choice(name, options, t(f"outcomes.switch.{name}"), f"outcomes.{name}", t)
    if is_refused:
        say_refused((name,))
    return chosen


def group_label(dimension: str, key: str, t: Translator) -> str:
    """A group as people read it: a place, or a word of the vocabulary."""
    is_place = dimension in ("territory", "region")
    return place_label(key, t) if is_place else t.term(f"vocabulary.{dimension}", key)


def view_words(scope: Scope, filters: Filters, t: Translator) -> str:
    """What is chosen besides the period, as its chips say it, and whether any of it is invented.

    A picture has neither chips nor notices beside it.
    """
    said = said_choices(scope, filters, t, but=("since", "until", "training"), safe=str)
    if data.results(scope, filters, t.language).has_synthetic:
        said.append(t("outcomes.pictures.synthetic"))
    return " · ".join(said)


def show_compared(
    key: str,
    by: object,
    view: tuple[Scope, Filters],
    published_at: datetime | None,
    draw: Draw,
    title: tuple[str, str],
    t: Translator,
) -> None:
    """A figure that compares groups, drawn once while its data stays the same, and what stands behind it.

    `title` is its title and what its switches say.
    """
    scope, filters = view
    dark, narrow = is_dark(), is_phone()
    what = (key, by, filters, t.language, dark, narrow)
    drawn = kept(scope, what, data.stamp(), lambda: draw(dark, narrow))
    chosen = " · ".join(filter(None, [title[1], view_words(scope, filters, t)]))
    source = Source(drawn.n, None, period_of(filters, t), published_at, chosen)
    show(
        drawn.figure,
        key,
        title=title[0],
        table=drawn.table,
        source=source,
        alternative=drawn.alternative,
        method="comparisons",
    )

"""The last section of the results: what people said by who they are, for a region and semester."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.respondents import Axis, Block, Respondents
from dashboard.ui import address, data, session
from dashboard.ui.empty import calm
from dashboard.ui.figures import Source, folded_table, show
from dashboard.ui.filters import say_refused
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.places import place_label
from dashboard.ui.plain import plain
from dashboard.ui.resources import kept
from dashboard.ui.respondent_figures import attribute_label, block_label, drawn, profile
from dashboard.ui.url import parse_choice
from db.criteria import COUNTRY, Filters, Scope

KEY = "respondents"
JUST_CHOSEN = session.choice_key("just_chosen")
"""Set by our own widgets: what no longer fits beside a new choice is then dropped, not named as a mistake."""


def by_who_answered(scope: Scope, filters: Filters, t: Translator, *, is_quiet: bool = False) -> None:
    """Nothing while nothing was broken down; a sentence where it was, but not here, unless it `is_quiet`."""
    everywhere = data.published_blocks(scope)
    here = blocks_within(everywhere, filters.territory)
    if not everywhere or (is_quiet and not here):
        return
    st.space("medium")
    st.subheader(t("respondents.title"), anchor=False)
    if not here:
        st.caption(t("respondents.elsewhere"))
        return
    st.caption(" ".join([t("respondents.explanation"), *_reach(filters, here[0], t)]))
    with calm():
        _section(scope, here, frozenset(block.key for block in everywhere), t)


def blocks_within(blocks: Sequence[Block], territory: str) -> tuple[Block, ...]:
    """Those of the region that a territory is in or is; all of them for the whole country."""
    if territory in ("", COUNTRY):
        return tuple(blocks)
    return tuple(block for block in blocks if block.territory_code == territory[:2])


def _reach(filters: Filters, block: Block, t: Translator) -> list[str]:
    """What the filters do not do to these figures."""
    region = plain(place_label(block.territory_code, t))
    notes = [t("respondents.whole_region", region=region)] if len(filters.territory) > 2 else []
    return notes + ([t("respondents.other_filters")] if set(filters.active) - {"territory"} else [])


def _section(scope: Scope, blocks: Sequence[Block], known: frozenset[str], t: Translator) -> None:
    """`known` blocks are not refused where a filter leaves them out: the filter is in sight."""
    names = data.territory_names()
    first, second, third = st.columns([5, 3, 6])
    refused: list[str] = []
    with first:
        labels = {block.key: block_label(block, names, t) for block in blocks}
        key = _choice("block", labels, blocks[0].key, refused, t)
    if address.parameters().get("block") in known:
        refused.clear()
    found = data.respondents(scope, key, t.language)
    axes = {axis.name: axis for axis in found.axes}
    if not axes:
        return
    with second:
        usual = next((name for name, axis in axes.items() if axis.questions), next(iter(axes)))
        labels = {name: attribute_label(axis, t) for name, axis in axes.items()}
        axis = axes[_choice("attribute", labels, usual, refused, t)]
    question = ""
    with third:
        if axis.questions:
            labels = {name: found.questions[name].label for name in axis.questions}
            question = _choice("question", labels, usual_question(found, axis), refused, t)
    _tell(refused)
    place = block_label(found.block, names, t)
    if question:
        _figure(scope, found, axis, question, place, t)
    else:
        _profile(found, axis, place, t)
    _why(axis, found.block, t)


def usual_question(found: Respondents, axis: Axis) -> str:
    """The first about satisfaction, or else the first."""
    about = (name for name in axis.questions if found.questions[name].indicator == "satisfaction")
    return next(about, axis.questions[0])


def _choice(name: str, labels: Mapping[str, str], usual: str, refused: list[str], t: Translator) -> str:
    """A select box whose state is in the address; the usual option leaves no trace there."""
    chosen, is_refused = parse_choice(address.parameters(), name, (usual, *labels))
    if is_refused:
        refused.append(name)
    key = session.choice_key(name)
    session.state()[key] = chosen
    st.selectbox(
        t(f"respondents.choose.{name}"),
        tuple(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=_take,
        args=(name, usual),
    )
    return chosen


def _take(name: str, usual: str) -> None:
    value = session.text(session.choice_key(name))
    session.state()[JUST_CHOSEN] = True
    address.write({name: "" if value in ("", usual) else value})


def _tell(refused: Sequence[str]) -> None:
    if session.flag(JUST_CHOSEN):
        address.write(dict.fromkeys(refused, ""))
    else:
        say_refused(tuple(refused))
    session.state()[JUST_CHOSEN] = False


def _figure(scope: Scope, found: Respondents, axis: Axis, question: str, place: str, t: Translator) -> None:
    view, dark, narrow = found.questions[question], is_dark(), is_phone()
    what = (KEY, found.block.key, axis.name, question, t.language, dark, narrow)
    figure = kept(
        scope,
        what,
        data.stamp(),
        lambda: drawn(found, axis, question, t=t, dark=dark, narrow=narrow),
    )
    with st.container(gap=None):
        st.markdown(f"**{plain(view.label)}**")
        st.caption(t(f"respondents.share.{view.type}"))
    k = t.number(axis.least(found.block))
    period = t("respondents.source", block=place, k=k)
    view_of = f"{attribute_label(axis, t)} · {t(f'respondents.share.{view.type}')}"
    source = Source(figure.n, None, period, found.block.published_at, view_of, axis.least(found.block))
    show(
        figure.figure,
        KEY,
        title=view.label,
        source=source,
        table=figure.table,
        alternative=figure.alternative,
    )


def _profile(found: Respondents, axis: Axis, place: str, t: Translator) -> None:
    """Where no question may be crossed: only how many people there are, where that may be told."""
    table, people = profile(found, axis, t=t)
    if not people:
        st.markdown(f":material/shield: {t('respondents.all_withheld')}")
        return
    st.markdown(f":material/shield: {t('respondents.nothing_crossed')}")
    period = t("respondents.source", block=place, k=t.number(axis.least(found.block)))
    st.caption(Source(people, None, period, found.block.published_at).line(t))
    folded_table(table, KEY)


def _why(axis: Axis, block: Block, t: Translator) -> None:
    """What is withheld or coded here, and why."""
    words = [t("respondents.why", k=t.number(axis.least(block)))]
    st.caption(" ".join([*words, t("respondents.limits")] if axis.is_sensitive else words))

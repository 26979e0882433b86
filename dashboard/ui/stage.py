"""The presentation: one figure per slide, full screen, kept fresh while tallies advance."""

import streamlit as st

from dashboard.charts.describe import alternative_text
from dashboard.charts.frame import chart_config
from dashboard.i18n import Translator
from dashboard.maps.config import map_config
from dashboard.maps.territory_map import territory_map
from dashboard.roles import Member
from dashboard.services.links import links_of
from dashboard.services.results import Results
from dashboard.ui import address, data, links
from dashboard.ui.empty import calm
from dashboard.ui.figures import Source, period_of
from dashboard.ui.filters import chip_label, known_values
from dashboard.ui.headlines import headlines
from dashboard.ui.language import words
from dashboard.ui.look import stage_sheet
from dashboard.ui.map_tables import map_values, measure_words, territory_points
from dashboard.ui.plain import plain
from dashboard.ui.resources import boundaries, database, today
from dashboard.ui.result_figures import STAGE_FIGURES, finding
from dashboard.ui.selection import levels_for, view_of
from dashboard.ui.survey_panel import spaced
from dashboard.ui.training_words import people_words
from dashboard.ui.url import ParsedView, parse_filters, parse_position
from db.criteria import Filters, Scope

SLIDES = ("season", "headlines", "likert", "learning", "recommendation", "trend", "by_training", "map")
EVERY = "10s"
FIGURE_HEIGHT = 560
SCALE = 1.45


def stage(member: Member) -> None:
    """The slide of the address, its way on and back, and the way out."""
    t = words()
    st.html(stage_sheet())
    parameters = address.parameters()
    position, _ = parse_position(parameters, "slide", len(SLIDES))
    parsed = parse_filters(parameters, known_values(data.options(member.scope)))
    live_slide(member, SLIDES[position - 1], parsed)
    _controls(position, t)


def _controls(position: int, t: Translator) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage_controls"):
        st.button(
            t("present.back"), key="slide_back", shortcut="Left",
            disabled=position == 1, on_click=_go, args=(position - 1,),
        )  # fmt: skip
        st.caption(t("present.position", slide=position, of=len(SLIDES)), width="content")
        st.button(
            t("present.next"), key="slide_next", shortcut="Right",
            disabled=position == len(SLIDES), on_click=_go, args=(position + 1,),
        )  # fmt: skip
        st.space("stretch")
        st.page_link(
            links.page("results"),
            label=t("present.leave"),
            icon=":material/close:",
            query_params={name: value for name, value in address.parameters().items() if name != "slide"},
        )


def _go(position: int) -> None:
    address.write({"slide": "" if position == 1 else str(position)})


@st.fragment(run_every=EVERY)
def live_slide(member: Member, name: str, parsed: ParsedView) -> None:
    """Redraws itself; a figure only changes when a publication step has arrived."""
    t = words()
    with calm():
        _slide(member, name, parsed.filters, t)


def _slide(member: Member, name: str, filters: Filters, t: Translator) -> None:
    scope = member.scope
    results = data.results(scope, filters, t.language)
    st.title(finding(name, results, t), anchor=False)
    with st.container(vertical_alignment="center", key="stage_body"):
        if name == "season":
            _season(scope, filters, t)
        elif name == "headlines":
            _headlines(results, t)
        elif name == "map":
            _map(scope, filters, t)
        else:
            _figure(name, results, t)
    _foot(member, results, filters, t)


def _season(scope: Scope, filters: Filters, t: Translator) -> None:
    season = data.overview(scope, filters)
    figures = [
        (t("home.figures.people"), people_words(one.people, one.qualifier, t)) for one in season.totals
    ]
    figures += [
        (t("home.figures.trainings"), t.number(season.trainings)),
        (t("home.figures.comunas"), t.number(season.comunas)),
        (t("home.figures.responses"), t.number(season.received)),
    ]
    with st.container(horizontal=True, gap="xlarge"):
        for label, value in figures:
            st.metric(label, value, width="content")
    for one in season.totals:
        st.caption(
            t(
                "home.figures.people_source",
                project=plain(one.project),
                source=plain(", ".join(one.implementers)),
            )
        )


def _headlines(results: Results, t: Translator) -> None:
    found = headlines(results, t)
    for column, one in zip(st.columns(len(found), gap="large"), found, strict=True):
        with column.container(gap=None):
            st.metric(one.label, one.value)
            st.caption("  \n".join(one.notes))


def _figure(name: str, results: Results, t: Translator) -> None:
    drawn = STAGE_FIGURES[name](results, t=t, dark=True, scale=SCALE)
    if not drawn.n:
        st.markdown(t("present.nothing_yet"))
        return
    st.plotly_chart(
        drawn.figure,
        key=f"slide_{name}",
        theme=None,
        config=chart_config(t.language),
        alt=alternative_text(drawn.figure, t=t),
    )


def _map(scope: Scope, filters: Filters, t: Translator) -> None:
    level = levels_for(filters.territory)[0]
    everywhere = filters.without("territory")
    values = data.territory_values(scope, everywhere, level, "trainings", t.language)
    figure = territory_map(
        map_values(values, scope, "trainings", t),
        boundaries(),
        t=t,
        measure=measure_words("trainings", t),
        view=view_of(filters.territory, level, dark=True, height=FIGURE_HEIGHT - 20),
        points=territory_points(data.territory_list(), level),
    )
    alternative = alternative_text(figure, t=t)
    st.plotly_chart(figure, key="slide_map", theme=None, config=map_config(t.language), alt=alternative)


def _foot(member: Member, results: Results, filters: Filters, t: Translator) -> None:
    """n, period and time of publication; what is shown; and the QR while a form is open."""
    source = Source(results.answered, results.received, period_of(filters, t), results.published_at)
    options = data.options(member.scope)
    chips = [chip_label(name, filters, options, t) for name in filters.active if name != "training"]
    shown = [source.line(t), *chips]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        with st.container(width="stretch", gap=None):
            st.caption(" · ".join(shown))
            if results.has_synthetic:
                st.caption(t("app.synthetic"))
        _open_form(member, filters, t)


def _open_form(member: Member, filters: Filters, t: Translator) -> None:
    found = data.training_list(member.scope, filters)
    with_link = found[found["links_open"] > 0]
    if with_link.empty or (len(with_link) > 1 and filters.training is None):
        return
    training = int(with_link.iloc[0]["id"])
    open_now = [
        one for one in links_of(database(), member.scope, training, today=today()) if one.state == "open"
    ]
    if open_now:
        with st.container(
            horizontal=True, width="content", vertical_alignment="center", gap="small", key="stage_qr"
        ):
            st.markdown(f"**{spaced(open_now[0].code)}**", width="content")
            st.markdown(f"![{t('trainings.survey.qr')}](/qr/{open_now[0].code}.svg)", width=110)

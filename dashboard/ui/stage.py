"""The presentation: one figure per slide, full screen, kept fresh while tallies advance."""

import streamlit as st

from dashboard.charts.frame import chart_config
from dashboard.i18n import Translator
from dashboard.maps.config import map_config
from dashboard.services.links import links_of
from dashboard.services.results import Results
from dashboard.ui import address, data, links
from dashboard.ui.access import require
from dashboard.ui.empty import calm
from dashboard.ui.figures import Source, period_of
from dashboard.ui.filters import known_values, said_choices, say_refused
from dashboard.ui.headlines import headlines
from dashboard.ui.language import words
from dashboard.ui.look import is_phone, stage_sheet
from dashboard.ui.map_drawing import draw_map
from dashboard.ui.plain import plain
from dashboard.ui.resources import boundaries, database, kept, today
from dashboard.ui.result_figures import STAGE_FIGURES, Drawn
from dashboard.ui.result_findings import finding
from dashboard.ui.selection import Frame, levels_for
from dashboard.ui.survey_panel import spaced
from dashboard.ui.training_words import people_words
from dashboard.ui.url import parse_filters, parse_position
from db.criteria import Filters, Scope

SLIDES = ("season", "headlines", "likert", "learning", "recommendation", "trend", "by_training", "map")
EVERY = "10s"
FRAME = Frame(540, 2.4)
PHONE_FRAME = Frame(540, 0.65)
SCALE = 1.45


def stage(scope: Scope) -> None:
    """The slide of the address, its way on and back, and the way out."""
    t = words()
    st.html(stage_sheet())
    parameters = address.parameters()
    position, is_refused = parse_position(parameters, "slide", len(SLIDES))
    parsed = parse_filters(parameters, known_values(data.options(scope)))
    live_slide(SLIDES[position - 1], parsed.filters)
    _controls(position, t)
    say_refused((*parsed.refused, *(("slide",) if is_refused else ())))


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
def live_slide(name: str, filters: Filters) -> None:
    """Redraws itself while the person is signed in; a figure changes only when a step is published."""
    with calm():
        _slide(require(), name, filters, words())


def _slide(scope: Scope, name: str, filters: Filters, t: Translator) -> None:
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
            _figure(name, results, scope, filters, t)
    _foot(scope, results, filters, t)


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


def _figure(name: str, results: Results, scope: Scope, filters: Filters, t: Translator) -> None:
    narrow = is_phone()
    scale = 1.0 if narrow else SCALE  # for the back of the room, or for the hand that checks it there

    def draw() -> Drawn:
        return STAGE_FIGURES[name](results, t=t, dark=True, scale=scale, narrow=narrow)

    drawn = kept(scope, ("stage", name, filters, t.language, narrow), data.stamp(), draw)
    if not drawn.n:
        st.markdown(t("present.nothing_yet"))
        return
    st.plotly_chart(
        drawn.figure,
        key=f"slide_{name}",
        theme=None,
        config=chart_config(t.language),
        alt=drawn.alternative,
    )


def _map(scope: Scope, filters: Filters, t: Translator) -> None:
    level = levels_for(filters.territory)[0]
    frame = PHONE_FRAME if is_phone() else FRAME
    drawn = kept(
        scope,
        ("stage map", filters, level, t.language, frame, boundaries().version),
        data.stamp(),
        lambda: draw_map(scope, filters, level, "trainings", dark=True, frame=frame, t=t),
    )
    st.plotly_chart(
        drawn.figure, key="slide_map", theme=None, config=map_config(t.language), alt=drawn.alternative
    )


def _foot(scope: Scope, results: Results, filters: Filters, t: Translator) -> None:
    """n, period and time of publication; what is shown; and the QR while a form is open."""
    source = Source(results.answered, results.received, period_of(filters, t), results.published_at)
    shown = [source.line(t), *said_choices(scope, filters, t, but=("training",))]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        with st.container(width="stretch", gap=None):
            st.caption(" · ".join(shown))
            if results.has_synthetic:
                st.caption(t("app.synthetic"))
        _open_form(scope, filters, t)


def _open_form(scope: Scope, filters: Filters, t: Translator) -> None:
    found = data.training_list(scope, filters)
    with_link = found[found["links_open"] > 0]
    if with_link.empty or (len(with_link) > 1 and filters.training is None):
        return
    training = int(with_link.iloc[0]["id"])
    open_now = [one for one in links_of(database(), scope, training, today=today()) if one.state == "open"]
    if open_now:
        with st.container(
            horizontal=True, width="content", vertical_alignment="center", gap="small", key="stage_qr"
        ):
            st.markdown(f"**{spaced(open_now[0].code)}**", width="content")
            st.markdown(links.qr_picture(open_now[0].code, t("trainings.survey.qr")), width=110)

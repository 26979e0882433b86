"""The map with its switches, the way up to the country, and the same numbers in a table."""

from functools import partial

import streamlit as st

from dashboard.i18n import Translator
from dashboard.maps.config import map_config
from dashboard.services.territory_values import TerritoryFrames
from dashboard.ui import address, data, session
from dashboard.ui.access import require
from dashboard.ui.empty import calm
from dashboard.ui.filters import say_refused
from dashboard.ui.following import redraw
from dashboard.ui.language import words
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.map_controls import controls
from dashboard.ui.map_drawing import DrawnMap, Screen, draw_frame, draw_page_map
from dashboard.ui.map_picture import KEY, map_download, notes_below
from dashboard.ui.map_settings import MapSettings, parse_settings
from dashboard.ui.map_tables import readable_values
from dashboard.ui.map_time import chosen_period, played_period, rhythm, time_bar
from dashboard.ui.places import way_up
from dashboard.ui.plain import plain
from dashboard.ui.resources import boundaries, kept
from dashboard.ui.selection import Frame, clicked_code, drilled
from dashboard.ui.world_panel import world_step
from db.criteria import Filters, Scope

DESK = {"country": Frame(720, 1.02), "region": Frame(600, 1.22)}
PHONE = {"country": Frame(640, 0.56), "region": Frame(480, 0.75)}
"""The country is long; what is wide needs little height on a phone."""


def breadcrumb(filters: Filters) -> None:
    """Mundo › Chile › Antofagasta › Tocopilla; each step but the last leads there."""
    steps = way_up(filters.territory)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="breadcrumb"):
        world_step(words())
        for code, name in steps[:-1]:
            st.button(plain(name), key=f"step_{code}", type="tertiary", on_click=_go, args=(filters, code))
            st.caption("›", width="content")
        st.markdown(f"**{plain(steps[-1][1])}**", width="content")


def _go(filters: Filters, code: str) -> None:
    address.write({"territory": drilled(filters, code).territory, "level": ""})


def map_and_table(filters: Filters) -> None:
    """A part of its own: a switch or another period redraws the map and nothing else."""
    st.fragment(_map_part, run_every=rhythm())(filters)


def _map_part(filters: Filters) -> None:
    """Who looks is asked again each time: periods play on after somebody has signed out elsewhere."""
    with calm():
        _map(require(), filters, words())


def _map(scope: Scope, filters: Filters, t: Translator) -> None:
    settings, refused = parse_settings(address.parameters(), filters.territory)
    switches = st.container(key="map_switches")
    frames = _frames(scope, filters, settings)
    if frames is not None:
        settings, was_refused = chosen_period(settings, frames.periods)
        settings = played_period(settings, frames.periods)
        refused += ("period",) if was_refused else ()
    elif session.state().pop(session.PLAYED, ""):
        st.rerun()  # somebody left the periods while they played: nothing is drawn by itself any more
    say_refused(refused)
    drawn = _kept_map(scope, filters, settings, frames, t)
    with switches:
        controls(settings, drawn.breaks, filters, t)
        if frames is not None:
            time_bar(frames, settings, t)
    _show(drawn, filters, settings, t)
    for note in notes_below(scope, filters, settings, t):
        st.caption(note)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        is_open = st.toggle(t("app.source.table"), key=session.choice_key("map_table"))
        map_download(drawn, scope, filters, settings, t)
    if is_open:  # the numbers travel then: of all comunas they weigh more than the map
        table = readable_values(drawn.values, settings.measure, t)
        st.dataframe(table, hide_index=True, key="table_map")


def _frames(scope: Scope, filters: Filters, settings: MapSettings) -> TerritoryFrames | None:
    """The values period by period; None where the map shows all of them together."""
    if not settings.every:
        return None
    everywhere = filters.without("territory")
    return data.territory_frames(scope, everywhere, settings.level, settings.measure, settings.every)


def _kept_map(
    scope: Scope, filters: Filters, settings: MapSettings, frames: TerritoryFrames | None, t: Translator
) -> DrawnMap:
    frame = (PHONE if is_phone() else DESK)["region" if filters.territory else "country"]
    screen = Screen(is_dark(), frame, t)
    what = ("map", filters, settings, t.language, screen.dark, frame, boundaries().version)

    def draw() -> DrawnMap:
        if frames is None or not settings.period:
            return draw_page_map(scope, filters, settings, screen)
        return draw_frame(scope, filters, settings, frames, screen)

    return kept(scope, what, data.stamp(), draw)


def _show(drawn: DrawnMap, filters: Filters, settings: MapSettings, t: Translator) -> None:
    key = session.map_key(f"{filters.territory}_{settings.level}_{settings.measure}_{is_dark()}")
    with st.container(key=f"shown_{KEY}"):
        st.plotly_chart(
            drawn.figure,
            key=key,
            theme=None,
            config=map_config(t.language, file_name=f"huella-{KEY}"),
            on_select=partial(_follow_click, key, filters),
            selection_mode="points",
            alt=drawn.alternative,
        )


def _follow_click(key: str, filters: Filters) -> None:
    """Any change of the figure clears its selection, so the click goes into the address at once."""
    code = clicked_code(session.selection(key))
    if code and code != filters.territory:
        address.write({"territory": drilled(filters, code).territory, "level": ""})
        redraw()

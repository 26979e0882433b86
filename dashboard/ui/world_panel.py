"""The level above the country: the map page shows the world, and a click on Chile goes back to it."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.describe import alternative_text
from dashboard.i18n import Translator
from dashboard.maps.config import map_config
from dashboard.maps.world import HOME, country_code, country_name, world
from dashboard.maps.world_map import ASPECT, COLUMNS, world_map
from dashboard.services.countries import campaign_profiles
from dashboard.ui import address, links, session
from dashboard.ui.downloads import download_popover
from dashboard.ui.empty import empty_state
from dashboard.ui.figures import folded_table
from dashboard.ui.filters import say_refused
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.plain import plain
from dashboard.ui.resources import database
from dashboard.ui.url import parse_choice

PARAMETER = "world"
SHOWN = "1"
LISTED = 12  # territories with a link; the rest are in the table


def is_world() -> bool:
    """Whether the world is asked for; anything but the one value that asks for it is named."""
    chosen, is_refused = parse_choice(address.parameters(), PARAMETER, ("", SHOWN))
    if is_refused:
        say_refused((PARAMETER,))
    return chosen == SHOWN


def world_step(t: Translator) -> None:
    """The first step of the breadcrumb: Mundo ›."""
    st.button(t("world.name"), key="step_world", type="tertiary", on_click=_show_world)
    st.caption("›", width="content")


def _show_world() -> None:
    address.write({PARAMETER: SHOWN, "territory": "", "level": ""})


def _show_country() -> None:
    address.write({PARAMETER: ""})


def world_panel(t: Translator) -> None:
    """Where the campaign's profiles are, the way to the country, and the same numbers as a table."""
    found = campaign_profiles(database())
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="breadcrumb"):
        st.markdown(f"**{t('world.name')}**", width="content")
        st.caption("›", width="content")
        name = country_name(HOME, t.language)
        st.button(plain(name), key="step_country", type="tertiary", on_click=_show_country)
    if found.empty:
        empty_state("world.empty", icon=":material/public:")
        return
    st.subheader(t("world.title"), anchor=False)
    countries = by_country(found, t)
    _map(countries, t)
    source = t("world.source", profiles=t.plural("world.profiles", len(found)))
    st.caption(source)
    st.caption(t("world.how"))
    if unplaced := unplaced_names(countries):
        st.caption(t("world.unplaced", names=plain(", ".join(unplaced))))
    table = countries.drop(columns="code").set_axis(_heads(t), axis=1)
    words = t("world.title"), t("outcomes.pictures.foot_without_k", source=source)
    download_popover(table, PARAMETER, words, t)
    _profile_links(found)
    folded_table(table, PARAMETER, with_file=False)


def by_country(found: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """One row per country (COLUMNS), most profiles first; a name that is no known country has no code."""
    sums = found.groupby("country", sort=True).agg(profiles=("code", "size"), measures=("measures", "sum"))
    codes = [country_code(str(country)) for country in sums.index]
    names = [
        country_name(code, t.language) if code else str(c) for code, c in zip(codes, sums.index, strict=True)
    ]
    table = sums.assign(code=codes, name=names)[list(COLUMNS)]
    return table.sort_values("profiles", ascending=False, kind="stable").reset_index(drop=True)


def unplaced_names(countries: pd.DataFrame) -> list[str]:
    """The countries that the map has no shape for."""
    return [
        str(name)
        for code, name in zip(countries["code"], countries["name"], strict=True)
        if code not in world().points
    ]


def clicked_country(selection: object) -> str:
    """The code of the country or mark that was clicked; "" when it is none of ours."""
    points = selection.get("points") if isinstance(selection, dict) else None
    for point in points or []:
        for value in (point.get("location"), point.get("customdata")):
            code = value[0] if isinstance(value, list) and value else value
            if isinstance(code, str) and code in world().points:
                return code
    return ""


def _map(countries: pd.DataFrame, t: Translator) -> None:
    height = round(358 / ASPECT) + 60 if is_phone() else 520
    figure = world_map(countries, world(), t=t, dark=is_dark(), height=height)
    key = session.map_key(f"world_{is_dark()}")
    with st.container(key=f"shown_{PARAMETER}"):
        st.plotly_chart(
            figure,
            key=key,
            theme=None,
            config=map_config(t.language, file_name=f"huella-{PARAMETER}"),
            on_select=partial(_follow_click, key),
            selection_mode="points",
            alt=alternative_text(figure, t=t),
        )


def _follow_click(key: str) -> None:
    if clicked_country(session.selection(key)) == HOME:
        _show_country()


def _profile_links(found: pd.DataFrame) -> None:
    for row in found.head(LISTED).itertuples(index=False):
        st.page_link(
            links.page("territories"),
            label=f"{plain(str(row.name))}, {plain(str(row.country))}",
            icon=":material/arrow_forward:",
            query_params={"territory": str(row.code)},
        )


def _heads(t: Translator) -> list[str]:
    return [t(f"world.columns.{name}") for name in ("country", "profiles", "measures")]

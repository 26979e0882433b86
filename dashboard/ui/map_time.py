"""The periods of the map: a slider whose place is in the address."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.territory_values import TerritoryFrames
from dashboard.ui import address, session
from dashboard.ui.map_settings import MapSettings
from dashboard.ui.switches import take_choice


def chosen_period(settings: MapSettings, periods: tuple[str, ...]) -> tuple[MapSettings, bool]:
    """The period on the screen (the newest where the address names none), and whether it was refused."""
    given = address.parameters().get("period", "")
    if given in periods:
        return replace(settings, period=given), False
    return replace(settings, period=periods[-1] if periods else ""), bool(given)


def time_bar(frames: TerritoryFrames, settings: MapSettings, t: Translator) -> None:
    """The slider (its arrow keys go period by period); what has no month is said."""
    periods = frames.periods
    if not periods:
        st.caption(t("map.time.none"))
        return
    if len(periods) > 1:
        key = session.choice_key("period")
        session.state()[key] = settings.period
        st.select_slider(
            t("map.time.period"),
            periods,
            format_func=lambda period: period_words(period, t),
            key=key,
            label_visibility="collapsed",
            on_change=take_choice,
            args=("period", ""),
        )
    if frames.undated:
        st.caption(t.plural("map.time.undated", frames.undated))
    if settings.measure == "satisfaction":
        st.caption(t("map.time.pools"))


def period_words(period: str, t: Translator) -> str:
    """ "marzo de 2025", "1.er trimestre de 2025", "2025"."""
    year, _, part = period.partition("-")
    if not part:
        return year
    if part.startswith("Q"):
        return t(f"map.quarter.{part.lower()}", year=year)
    return t.month(date(int(year), int(part), 1))

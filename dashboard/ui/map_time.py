"""The periods of the map: a slider whose place is in the address, and a button that goes through them."""

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


SECONDS_A_PERIOD = 1.5
ENDED = "-"


def rhythm() -> float | None:
    """How often the map is drawn anew by itself: while its periods play."""
    return SECONDS_A_PERIOD if session.text(session.PLAYED) else None


def played_period(settings: MapSettings, periods: tuple[str, ...]) -> MapSettings:
    """The period whose turn it is while they play; the next one has its turn at the next run."""
    played = session.text(session.PLAYED)
    if not played:
        return settings
    if played not in periods:  # the last one was shown, or these are other periods
        session.state().pop(session.PLAYED)
        st.rerun()
    following = periods.index(played) + 1
    session.state()[session.PLAYED] = periods[following] if following < len(periods) else ENDED
    return replace(settings, period=played)


def _play(period: str) -> None:
    session.state()[session.PLAYED] = period
    st.rerun()  # drawn anew by itself from now on


def _pause(period: str) -> None:
    session.state().pop(session.PLAYED, None)
    address.write({"period": period})
    st.rerun()


def _play_button(settings: MapSettings, periods: tuple[str, ...], t: Translator) -> None:
    if session.text(session.PLAYED):
        st.button(
            t("map.time.pause"), icon=":material/pause:", key="map_pause",
            on_click=_pause, args=(settings.period,),
        )  # fmt: skip
        return
    is_last = settings.period == periods[-1]
    st.button(
        t("map.time.play"), icon=":material/play_arrow:", key="map_play",
        on_click=_play, args=(periods[0] if is_last else settings.period,),
    )  # fmt: skip


def _slider(settings: MapSettings, periods: tuple[str, ...], t: Translator) -> None:
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


def time_bar(frames: TerritoryFrames, settings: MapSettings, t: Translator) -> None:
    """The slider (its arrow keys go period by period); what has no month is said."""
    periods = frames.periods
    if not periods:
        st.caption(t("map.time.none"))
        return
    if len(periods) > 1:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="map_periods"):
            _play_button(settings, periods, t)
            if session.text(session.PLAYED):
                # Not the slider: a browser that lags behind would seem to have moved it back.
                st.progress(
                    (periods.index(settings.period) + 1) / len(periods), period_words(settings.period, t)
                )
            else:
                _slider(settings, periods, t)
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

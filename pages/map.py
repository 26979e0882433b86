"""Coordinators see where trainings took place, how far they reached, and what a territory has."""

import streamlit as st

from dashboard.ui.access import require
from dashboard.ui.cross_filters import cross_filters
from dashboard.ui.filters import filter_bar
from dashboard.ui.following import follow_filters
from dashboard.ui.language import words
from dashboard.ui.look import print_sheet
from dashboard.ui.map_panel import breadcrumb, map_and_table
from dashboard.ui.map_side import page_data, territory_side
from dashboard.ui.shell import synthetic_notice
from dashboard.ui.way_back import way_back
from dashboard.ui.world_panel import is_world, world_panel
from db.criteria import Scope


def body(scope: Scope) -> None:
    """The map of the country, or of the world where the address asks for it."""
    t = words()
    filters = filter_bar(scope)
    way_back(scope, filters)
    if is_world():
        world_panel(t)
        return
    found = page_data(scope, filters)
    if found.overview.has_synthetic:
        synthetic_notice()
    breadcrumb(filters)
    left, right = st.columns([3, 2], gap="large")
    with left:
        map_and_table(filters)
    with right:
        territory_side(found, filters)
        if scope.is_limited:
            st.caption(t("map.limited"))
    cross_filters(scope, filters)


require()
st.html(print_sheet())
follow_filters(body)

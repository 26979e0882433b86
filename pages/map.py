"""Coordinators see where trainings took place, how far they reached, and what a territory has."""

import streamlit as st

from dashboard.ui import address, data
from dashboard.ui.access import require
from dashboard.ui.filters import filter_bar, say_refused
from dashboard.ui.language import words
from dashboard.ui.map_panel import breadcrumb, map_and_table, territory_side
from dashboard.ui.map_tables import MEASURES
from dashboard.ui.selection import levels_for
from dashboard.ui.shell import synthetic_notice
from dashboard.ui.url import parse_choice

scope = require()
t = words()
filters = filter_bar(scope)
asked = {"measure": MEASURES, "level": levels_for(filters.territory)}
say_refused(
    tuple(name for name, options in asked.items() if parse_choice(address.parameters(), name, options)[1])
)

if data.overview(scope, filters).has_synthetic:
    synthetic_notice()
breadcrumb(filters)
left, right = st.columns([3, 2], gap="large")
with left:
    map_and_table(scope, filters)
with right:
    territory_side(scope, filters)
    if scope.is_limited:
        st.caption(t("map.limited"))

"""Everyone of the team reads what a territory commits to, and which trainings took place there."""

import streamlit as st

from dashboard.ui import data
from dashboard.ui.access import require
from dashboard.ui.language import words
from dashboard.ui.profile import territory_page
from dashboard.ui.shell import synthetic_notice
from dashboard.ui.territory_choice import chosen_territory
from dashboard.ui.territory_overview import territories_with_profile
from db.criteria import Filters

scope = require()
t = words()
heading = st.empty()
code = chosen_territory(t)

if code:
    territory_page(scope, code)
    if data.overview(scope, Filters(territory=code)).has_synthetic:
        synthetic_notice()
else:
    heading.header(t("territories.title"), anchor=False)
    territories_with_profile(scope, t)

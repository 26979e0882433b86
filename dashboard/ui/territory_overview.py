"""Before a territory is chosen: the ones with a profile, and every region."""

import streamlit as st

from dashboard.i18n import Translator
from dashboard.ui import address, data
from dashboard.ui.places import NORTH_TO_SOUTH, place_label
from dashboard.ui.plain import plain
from dashboard.ui.shell import synthetic_notice
from db.criteria import NO_FILTERS, Scope


def territories_with_profile(scope: Scope, t: Translator) -> None:
    """Territories that document measures, and the sixteen regions with their trainings."""
    measures = data.territory_values(scope, NO_FILTERS, "comuna", "measures")
    documented = measures[measures["state"] != "no_data"]
    st.subheader(t("territories.with_profile"), anchor=False)
    if documented.empty:
        st.caption(t("territories.none_documented"))
    for row in documented.to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _link(str(row["code"]), str(row["name"]))
            st.caption(t.plural("territories.documented", row["value"]), width="content")
    st.space("small")
    st.subheader(t("territories.regions"), anchor=False)
    regions = data.territory_values(scope, NO_FILTERS, "region", "trainings")
    by_code = {str(row["code"]): row for row in regions.to_dict("records")}
    with st.container(horizontal=True, gap="medium"):
        for row in (by_code[code] for code in NORTH_TO_SOUTH if code in by_code):
            with st.container(width=380, gap=None):
                _link(str(row["code"]), place_label(str(row["code"]), t))
                st.caption(t.plural("trainings.count", row["trainings"]))
    if data.overview(scope).has_synthetic:
        synthetic_notice()


def _link(code: str, name: str) -> None:
    st.button(plain(name), key=f"to_{code}", type="tertiary", on_click=_go, args=(code,))


def _go(code: str) -> None:
    address.write({"territory": code})

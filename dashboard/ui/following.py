"""The part of a page that follows its filters: a choice redraws it, and not the menu and the foot around it.

The page around it runs again where its address is opened anew: by a link, the browser's buttons, another tab.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.navigation import PAGES
from dashboard.ui import session
from dashboard.ui.access import require
from dashboard.ui.empty import calm
from dashboard.ui.turns import page_turns
from dashboard.ui.views_menu import names_another_view
from db.criteria import Scope


@st.fragment(key=session.FOLLOWS)
def follow_filters(draw: Callable[[Scope], None]) -> None:
    """Draws for whoever looks at that moment: this part runs without its page, also after a sign-out."""
    if names_another_view():
        st.rerun()  # what stands above says which view is shown
    with page_turns.turn(), calm(way_back=PAGES[0].name):
        draw(require())


def redraw() -> None:
    """For a callback within a smaller part: all that follows the filters is drawn anew."""
    st.rerun(session.FOLLOWS)

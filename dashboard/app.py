"""The Streamlit script: who is looking, the menu, and the page that was asked for."""

from dashboard.ui import session, shell
from dashboard.ui.access import current_member
from dashboard.ui.empty import calm
from dashboard.ui.turns import page_turns
from dashboard.ui.views_menu import open_view
from dashboard.ui.visits import note_visit

shell.prepare()
with page_turns.turn(), calm():
    member = current_member()
    note_visit(member)
    page = shell.menu(member)
    with shell.frame(page, member):
        open_view(member, session.text(session.PAGE))
        page.run()

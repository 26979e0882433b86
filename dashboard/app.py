"""The Streamlit script: who is looking, the menu, and the page that was asked for."""

from dashboard.ui import shell
from dashboard.ui.access import current_member
from dashboard.ui.empty import calm

shell.prepare()
with calm():
    member = current_member()
    page = shell.menu(member)
    with shell.frame(page, member):
        page.run()

"""The trainings that were found, as a list, in a calendar, or as the network of who stands behind them."""

import pandas as pd

from dashboard.i18n import Translator
from dashboard.ui import address
from dashboard.ui.calendar_panel import training_calendar
from dashboard.ui.empty import empty_state
from dashboard.ui.filters import say_refused
from dashboard.ui.network_panel import organisation_network
from dashboard.ui.switches import choice
from dashboard.ui.training_catalogue import training_catalogue
from dashboard.ui.url import parse_choice
from dashboard.ui.way_back import way_back
from db.criteria import Filters, Scope

VIEWS = ("list", "calendar", "network")


def training_views(scope: Scope, filters: Filters, found: pd.DataFrame, t: Translator) -> None:
    """A switch, whose state is in the address, and what it shows of the trainings found.

    Where there are none it is said once, with the way back; the calendar stays, for it may be the way.
    """
    if parse_choice(address.parameters(), "view", VIEWS)[1]:
        say_refused(("view",))
    view = choice("view", VIEWS, t("trainings.view.label"), "trainings.view", t)
    if view == "network":
        organisation_network(scope, filters, t, is_quiet=found.empty)
    if view == "calendar":
        training_calendar(scope, filters, t, is_quiet=found.empty)
    if found.empty:
        if not way_back(scope, filters):
            empty_state("trainings.empty", icon=":material/event_note:")
    elif view != "network":
        training_catalogue(found, t)

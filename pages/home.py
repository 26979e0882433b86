"""Participants type their code; the team sees the season and what needs attention."""

from dashboard.ui.access import open_to_everyone
from dashboard.ui.home import front_door
from dashboard.ui.home_desk import desk

member = open_to_everyone()

if member is None:
    front_door()
else:
    desk(member)

"""Managers show the figures to a room: full screen, large, refreshing by themselves."""

from dashboard.ui.access import require
from dashboard.ui.stage import stage

stage(require())

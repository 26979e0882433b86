"""The team sees what it set out to reach, how far it is and at what pace."""

from dashboard.ui.access import require_member
from dashboard.ui.targets import targets_page

targets_page(require_member())

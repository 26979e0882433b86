"""Coordinators set territories, projects, periods or trainings side by side."""

from dashboard.ui.access import require
from dashboard.ui.compare_page import compare_page
from dashboard.ui.language import words
from dashboard.ui.shell import heading

scope = require()
t = words()
heading(t("app.pages.compare"), explanation=t("compare.explanation"))
compare_page(scope, t)

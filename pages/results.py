"""Coordinators read what those who were trained say, for the trainings they choose."""

from dashboard.ui import data
from dashboard.ui.access import require
from dashboard.ui.comments import comments
from dashboard.ui.cross_filters import cross_filters
from dashboard.ui.filters import filter_bar
from dashboard.ui.following import follow_filters
from dashboard.ui.language import words
from dashboard.ui.respondent_parts import by_who_answered
from dashboard.ui.result_parts import all_results
from dashboard.ui.shell import heading, synthetic_notice
from dashboard.ui.way_back import way_back
from db.criteria import Scope


def body(scope: Scope) -> None:
    """The figures of the trainings in view, and what was written there."""
    t = words()
    filters = filter_bar(scope)
    if way_back(scope, filters):
        return
    results = data.results(scope, filters, t.language)
    if results.has_synthetic:
        synthetic_notice()
    cross_filters(scope, filters, is_open=False)
    has_said_so = not all_results(results, scope, filters, t)
    by_who_answered(scope, filters, t, is_quiet=has_said_so)
    comments(scope, filters, is_quiet=has_said_so)


require()
heading(words()("results.title"), explanation=words()("results.explanation"))
follow_filters(body)

"""The expressions of a survey (`relevant`, `constraint`, `calculation`…): the ODK XPath dialect.

Parsed once into a small tree of our own, evaluated by that tree and never as code.
See docs/decisions/0010-expressions.md.
"""

from dashboard.survey.expressions.context import Context
from dashboard.survey.expressions.grammar import DEEPEST, LONGEST
from dashboard.survey.expressions.reading import Expression, parse
from dashboard.survey.expressions.worths import Worth
from dashboard.survey.problems import ExpressionError

__all__ = ["DEEPEST", "LONGEST", "Context", "Expression", "ExpressionError", "Worth", "parse"]

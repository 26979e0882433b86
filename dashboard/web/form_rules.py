"""A question's rules as the phone walks them: trees in JSON, with the words that are said where one fails."""

import json

from dashboard.survey.defaults import is_computed
from dashboard.survey.definition import Placed, Question
from dashboard.survey.expressions import parse
from dashboard.survey.problems import ExpressionError

Tree = dict[str, object]
NEVER: Tree = {"value": ""}


def rules_json(placed: Placed, language: str) -> str:
    """Every rule of a question, "" when it has none.

    As on the server, an unreadable `relevant` hides, an unreadable filter offers nothing, and another rule
    that cannot be read says nothing.
    """
    question = placed.question
    found: dict[str, object] = {}
    if relevant := _all_of(placed.rules):
        found["relevant"] = relevant
    for name, source in (
        ("needed", "" if question.required else question.required_when),
        ("constraint", question.constraint),
    ):
        if source.strip() and (tree := _tree(source)):
            found[name] = tree
    if question.choice_filter.strip():
        found["filter"] = _tree(question.choice_filter) or NEVER
    if value := _computed(question):
        found["calculation"] = value
    if question.required_message:
        found["needed_message"] = question.required_message.text(language)
    if question.constraint_message:
        found["constraint_message"] = question.constraint_message.text(language)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


def _computed(question: Question) -> Tree | None:
    """How the phone works out a value that nobody gives."""
    if question.type == "calculate" and question.calculation.strip():
        return _tree(question.calculation)
    if question.type == "hidden" and question.default.strip():
        is_literal = not is_computed(question.default)
        return {"value": question.default.strip()} if is_literal else _tree(question.default)
    return None


def _all_of(sources: tuple[str, ...]) -> Tree | None:
    rules = [source for source in sources if source.strip()]
    trees = [_tree(source) or NEVER for source in rules]
    if len(trees) < 2:
        return trees[0] if trees else None
    return {"op": "and", "of": trees}


def _tree(source: str) -> Tree | None:
    try:
        return parse(source).to_tree()
    except ExpressionError:
        return None

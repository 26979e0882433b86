"""Who answers a question, said in words on paper: "Responde solo si en la 4 marcaste «Sí»"."""

from collections.abc import Mapping, Sequence

from dashboard.i18n import Translator
from dashboard.survey.definition import Question
from dashboard.survey.labels import answer_label
from dashboard.survey.question_types import ACKNOWLEDGED, PAIR_PARTS
from dashboard.survey.rules import WITHOUT_VALUE, Rule, rules_of

MOST_CONDITIONS = 4

Numbered = Mapping[str, tuple[int, Question]]
"""The printed questions by name, each with its number."""


def skip_words(relevant: str, numbered: Numbered, t: Translator) -> str:
    """The sentence for a rule; "" where everybody answers; a general one for what is too long to say."""
    if not relevant.strip():
        return ""
    found = rules_of(relevant)
    if found is None or not found.rules or any(_known(rule, numbered) is None for rule in found.rules):
        return t("questionnaire.skip.unsaid")
    said = [_said(group, numbered, t) for group in _gathered(found.rules, is_any=found.join == "any")]
    if len(said) > MOST_CONDITIONS:
        return t("questionnaire.skip.unsaid")
    joined = f" {t(f'questionnaire.skip.{found.join}')} ".join(said)
    return t("questionnaire.skip.only_if", condition=joined)


def _known(rule: Rule, numbered: Numbered) -> tuple[int, Question, str] | None:
    """The question of a rule, and which part of a pair it speaks of."""
    name, _, part = rule.name.rpartition(".") if rule.name not in numbered else (rule.name, "", "")
    if name not in numbered or part not in ("", *PAIR_PARTS):
        return None
    return (*numbered[name], part)


def _gathered(rules: Sequence[Rule], *, is_any: bool) -> list[list[Rule]]:
    """Neighbours that ask for one of several answers of the same question are said together."""
    groups: list[list[Rule]] = []
    for rule in rules:
        last = groups[-1][-1] if groups else None
        is_same = last and (last.name, last.operator) == (rule.name, rule.operator)
        if is_any and is_same and rule.operator in ("is", "includes"):
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _said(group: Sequence[Rule], numbered: Numbered, t: Translator) -> str:
    first = group[0]
    known = _known(first, numbered)
    number, question, part = known or (0, next(iter(numbered.values()))[1], "")
    place = f"{number} ({t(f'survey.pair.{part}').lower()})" if part else str(number)
    if first.operator in WITHOUT_VALUE:
        return t(f"questionnaire.skip.{first.operator}", question=place)
    values = [_value(rule, question, t) for rule in group]
    *most, last = values
    alternatives = f"{', '.join(most)} {t('questionnaire.skip.any')} {last}" if most else last
    is_chosen = bool(question.choices) or question.type in {"likert", "acknowledge"}
    operator = {"is": "includes", "is_not": "excludes"}.get(first.operator, first.operator)
    return t(
        f"questionnaire.skip.{operator if is_chosen else first.operator}", question=place, value=alternatives
    )


def _value(rule: Rule, question: Question, t: Translator) -> str:
    """A number as it is, words in quotation marks."""
    text = t.number(rule.value, 6) if isinstance(rule.value, float) else rule.value
    label = answer_label(question, text, t.language) or text
    if question.type == "acknowledge" and text == ACKNOWLEDGED:
        label = t("survey.acknowledge.yes")
    is_number = label == text and isinstance(rule.value, float)
    return label if is_number else t("questionnaire.skip.quoted", text=label)

"""The rows of the rule builder: question, comparison, value. Every change writes the whole expression."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from dashboard.i18n import Translator
from dashboard.survey.definition import Definition, Question
from dashboard.survey.labels import options
from dashboard.survey.question_types import PAIR_PARTS, QUESTION_TYPES
from dashboard.survey.rules import (
    OPERATORS,
    WITHOUT_VALUE,
    Join,
    Operator,
    Rule,
    Rules,
    can_be_written,
    expression_of,
)
from dashboard.ui import session
from dashboard.ui.look import is_phone
from dashboard.ui.survey_desk import Desk

ORDERED = frozenset({"integer", "decimal", "range", "nps", "likert", "retrospective_pair", "calculate"})
NUMBERS = frozenset({"integer", "decimal", "range"})
SEVERAL = frozenset({"select_multiple", "rank"})
PAIR = "retrospective_pair"
EQUAL: frozenset[Operator] = frozenset({"is", "is_not"})
CHOSEN: frozenset[Operator] = frozenset({"includes", "excludes"})
LONGEST = 200

Write = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one question as this run draws them."""

    desk: Desk
    question: Question
    rules: Rules
    write: Write
    t: Translator

    def key(self, number: int, part: str) -> str:
        return self.desk.key(f"rule_{self.question.name}_{number}_{part}")

    def put(self, number: int, *rules: Rule) -> None:
        """With other rules in the place of one; none takes it away."""
        kept = (*self.rules.rules[:number], *rules, *self.rules.rules[number + 1 :])
        self.write(expression_of(replace(self.rules, rules=kept)))

    def names(self) -> dict[str, str]:
        """What a rule may look at: what is asked before, a pair by its parts; with its words."""
        return _referable(self.desk.definition, self.question.name, self.t)


def rule_rows(desk: Desk, question: Question, rules: Rules, write: Write, t: Translator) -> None:
    """The rows, how they are joined, and the button that adds one."""
    rows = _Rows(desk, question, rules, write, t)
    if not rules.rules:
        st.markdown(f":material/visibility: {t('surveys.logic.always')}")
    if len(rules.rules) > 1:
        _join(rows)
    for number in range(len(rules.rules)):
        _row(rows, number)
    names = list(rows.names())
    if not names:
        st.caption(t("surveys.logic.first"))
        return
    st.button(
        t("surveys.logic.add"),
        icon=":material/add:",
        key=desk.key("rule_add"),
        on_click=lambda: rows.put(len(rules.rules), _first_rule(names[-1], desk.definition, t)),
    )


def _join(rows: _Rows) -> None:
    key = rows.key(0, "join")
    session.state()[key] = rows.rules.join

    def take() -> None:
        join = cast("Join", session.text(key) or rows.rules.join)
        rows.write(expression_of(replace(rows.rules, join=join)))

    st.segmented_control(
        rows.t("surveys.logic.join"),
        ["all", "any"],
        format_func=lambda join: rows.t(f"surveys.logic.{join}"),
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=take,
    )


def _row(rows: _Rows, number: int) -> None:
    rule, t = rows.rules.rules[number], rows.t
    asked = _asked(rows.desk.definition, rule.name)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", border=is_phone()):
        _which(rows, number, rule)
        _how(rows, number, rule, asked)
        if rule.operator not in WITHOUT_VALUE:
            _what(rows, number, rule, asked)
        st.button(
            "",
            icon=":material/delete:",
            help=t("surveys.logic.remove"),
            key=rows.key(number, "remove"),
            on_click=rows.put,
            args=(number,),
        )


def _which(rows: _Rows, number: int, rule: Rule) -> None:
    names, key = rows.names(), rows.key(number, "name")
    session.state()[key] = rule.name
    st.selectbox(
        rows.t("surveys.logic.question"),
        [*names, *([rule.name] if rule.name not in names else [])],
        format_func=lambda one: names.get(one, one),
        key=key,
        width=300,
        on_change=lambda: rows.put(number, _first_rule(session.text(key), rows.desk.definition, rows.t)),
    )


def _how(rows: _Rows, number: int, rule: Rule, asked: Question | None) -> None:
    key = rows.key(number, "operator")
    session.state()[key] = rule.operator
    st.selectbox(
        rows.t("surveys.logic.operator"),
        [one for one in OPERATORS if one == rule.operator or _fits(one, asked)],
        format_func=lambda one: rows.t(f"surveys.operator.{one}"),
        key=key,
        width=150,
        on_change=lambda: rows.put(
            number, _with_operator(rule, cast("Operator", session.text(key)), asked, rows.t)
        ),
    )


def _what(rows: _Rows, number: int, rule: Rule, asked: Question | None) -> None:
    """A choice of the question, a number, or any text."""
    key, label = rows.key(number, "value"), rows.t("surveys.logic.value")
    offered = _offered(asked, rows.t)
    is_number = isinstance(rule.value, float)
    if offered and not is_number:
        session.state()[key] = rule.value
        known = {**offered, str(rule.value): offered.get(str(rule.value), str(rule.value))}
        st.selectbox(
            label, list(known), format_func=known.__getitem__, key=key, width=220,
            on_change=lambda: rows.put(number, replace(rule, value=session.text(key))),
        )  # fmt: skip
    elif is_number:
        session.state()[key] = rule.value
        st.number_input(
            label, key=key, step=1.0, format="%g", width=220,
            on_change=lambda: rows.put(number, replace(rule, value=_number(session.state().get(key)))),
        )  # fmt: skip
    else:
        session.state()[key] = rule.value
        st.text_input(
            label, key=key, max_chars=LONGEST, width=220,
            on_change=lambda: rows.put(number, replace(rule, value=_quotable(session.text(key)))),
        )  # fmt: skip


def _number(typed: object) -> float:
    return float(typed) if isinstance(typed, int | float) else 0.0


def _quotable(typed: str) -> str:
    """An expression has no way to write both kinds of quotation mark in one text."""
    return typed if can_be_written(typed) else typed.replace('"', "'")


def _referable(definition: Definition, name: str, t: Translator) -> dict[str, str]:
    found: dict[str, str] = {}
    for question in definition.questions:
        if question.name == name:
            break
        label = question.label.text(definition.default_language)
        if question.type == PAIR:
            found |= {
                f"{question.name}.{part}": f"{label} · {t(f'survey.pair.{part}')}" for part in PAIR_PARTS
            }
        elif question.type in QUESTION_TYPES and QUESTION_TYPES[question.type].takes_answer:
            found[question.name] = label
    return found


def _asked(definition: Definition, name: str) -> Question | None:
    """The question a rule looks at; of a pair's part, the pair."""
    known = {question.name: question for question in definition.questions}
    return known.get(name) or known.get(name.rpartition(".")[0])


def _offered(asked: Question | None, t: Translator) -> Mapping[str, str]:
    if asked is None or asked.type in NUMBERS:
        return {}
    return {option.value: option.label for option in options(asked, t)}


def _fits(operator: Operator, asked: Question | None) -> bool:
    """Whether a comparison makes sense for the type of the question."""
    if asked is None or operator in WITHOUT_VALUE:
        return True
    if operator in CHOSEN:
        return asked.type in SEVERAL
    return asked.type not in SEVERAL if operator in EQUAL else asked.type in ORDERED


def _first_rule(name: str, definition: Definition, t: Translator) -> Rule:
    """What a row says at first: the question's first choice, or only that it was answered."""
    asked = _asked(definition, name)
    offered: Sequence[str] = list(_offered(asked, t))
    if asked is not None and asked.type in NUMBERS:
        return Rule(name, "more", 0.0)
    if not offered:
        return Rule(name, "answered")
    is_several = asked is not None and asked.type in SEVERAL
    return Rule(name, "includes" if is_several else "is", offered[0])


def _with_operator(rule: Rule, operator: Operator, asked: Question | None, t: Translator) -> Rule:
    """Another comparison with the same value, or with a first one where it had none."""
    if operator in WITHOUT_VALUE:
        return Rule(rule.name, operator)
    if rule.operator not in WITHOUT_VALUE:
        return replace(rule, operator=operator)
    offered = list(_offered(asked, t))
    is_number = asked is not None and asked.type in NUMBERS
    return Rule(rule.name, operator, 0.0 if is_number else (offered[0] if offered else "…"))

"""One row of the survey sheet as a question of ours."""

import re
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

from dashboard.survey.definition import Choice, Question
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.words import Words
from dashboard.survey.xlsform import dialect
from dashboard.survey.xlsform.kinds import IMPLIED_CALCULATION, IMPLIED_CONSTRAINT
from dashboard.survey.xlsform.lines import Line, is_yes
from dashboard.survey.xlsform.publication import published
from dashboard.survey.xlsform.scope import Scope

_PARAMETER = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")
_LONGEST = 1000  # of a cell of parameters; they come to a hundred characters
_OURS = {"range": ("start", "end", "step"), "select": ("randomize", "seed")}
_SELECTS = frozenset({"select_one", "select_multiple", "rank"})
_RANGE = {"start": 1.0, "end": 10.0, "step": 1.0}
_OWN_PLAIN = (
    "required is_shuffled sensitive max_length least most step seed level indicator published low high"
    " appearance"
)
"""Fields whose own columns hold for themselves; the others are checked or rewritten on the way."""


def read_question(line: Line, name: str, scope: Scope, *, in_repeat: bool) -> Question:
    """The question of a row; what cannot be kept is reported, and the rest is."""
    kind = _kind(line, scope)
    required, required_when = _required(line, scope)
    parameters = {name: value.lower() for name, value in _parameters(line).items()}
    question = Question(
        name=name,
        type=kind,
        label=_label(line, name, kind, scope),
        hint=scope.words(line, "hint"),
        guidance=scope.words(line, "guidance"),
        required=required,
        required_when=required_when,
        required_message=scope.words(line, "required_message"),
        choices=_choices(line, kind, scope),
        relevant=scope.expression(line, "relevant"),
        constraint=_constraint(line, scope),
        constraint_message=scope.words(line, "constraint_message"),
        calculation=_calculation(line, kind, scope),
        choice_filter=scope.expression(line, "choice_filter"),
        default=_default(line, kind, scope),
        appearance=_appearance(line, kind),
        low=scope.words(line, "low"),
        high=scope.words(line, "high"),
        **_of_select(line, kind, parameters, scope),
        **_of_range(line, kind, parameters, scope),
        foreign=dialect.in_order(_foreign(line, kind)),
    )
    return _published(line, replace(question, **_own(line)), scope, in_repeat=in_repeat)


def _own(line: Line) -> dict[str, Any]:  # values of fields of many types, each read by the dialect as its own
    return {name: value for name, value in line.own.items() if name in _OWN_PLAIN.split()}


def _kind(line: Line, scope: Scope) -> str:
    own = line.own.get("type")
    if isinstance(own, str) and own in QUESTION_TYPES:
        return own
    kind = line.kind.name if line.kind.name in QUESTION_TYPES else "unsupported"
    if kind == "unsupported":
        scope.notes.add(line.problem("notice", "unsupported_type", "type", given=line.kind.written[:60]))
    elif is_yes(line.text("readonly")) and kind not in {"note", "calculate", "hidden", "acknowledge"}:
        kind = "calculate" if line.text("calculation") else "note"
        scope.notes.add(line.problem("notice", f"readonly_{kind}", "readonly"))
    return kind


def _label(line: Line, name: str, kind: str, scope: Scope) -> Words:
    label = scope.words(line, "label")
    if label is None and kind not in dialect.NAMED_BY_ITSELF | {"unsupported"}:
        scope.notes.add(line.problem("warning", "no_label", "label"))
    return label or Words(((scope.tongues.default, name),))


def _required(line: Line, scope: Scope) -> tuple[bool, str]:
    written = line.text("required")
    said = is_yes(written)
    if said is not None:
        own = line.own.get("required_when")
        return said, scope.checked(line, "required", own) if isinstance(own, str) else ""
    return False, scope.expression(line, "required_when") or scope.checked(line, "required", written)


def _choices(line: Line, kind: str, scope: Scope) -> tuple[Choice, ...]:
    if kind not in _SELECTS:
        return ()
    if line.kind.list not in scope.lists:
        known = ", ".join(list(scope.lists)[:10]) or "—"
        scope.notes.add(line.problem("error", "no_list", "type", list=line.kind.list[:40], known=known[:200]))
    return scope.lists.get(line.kind.list, ())


def _constraint(line: Line, scope: Scope) -> str:
    implied = IMPLIED_CONSTRAINT.get(line.kind.plain, "")
    return scope.expression(line, "constraint") or implied


def _calculation(line: Line, kind: str, scope: Scope) -> str:
    if kind != "calculate" and "published" not in line.own:
        return ""  # of a visible question it is the default: see `_default`
    found = scope.expression(line, "calculation") or IMPLIED_CALCULATION.get(line.kind.plain, "")
    if kind == "calculate" and not found and "published" not in line.own:
        if default := line.text("default"):
            return scope.checked(line, "default", default)
        scope.notes.add(line.problem("error", "no_calculation", "calculation"))
    return found


def _default(line: Line, kind: str, scope: Scope) -> str:
    own = line.own.get("default")
    written = own if isinstance(own, str) else line.text("default")
    if "${" in written:
        return scope.checked(line, "default", written)
    if not written and kind != "calculate" and line.text("calculation") and "published" not in line.own:
        scope.notes.add(line.problem("notice", "calculation_as_default", "calculation"))
        return scope.expression(line, "calculation")
    if kind not in _SELECTS:
        return written
    values = [written] if kind == "select_one" else written.split(" ")
    return " ".join(scope.renaming.values.get(value, value) for value in values)


def _appearance(line: Line, kind: str) -> str:
    own = line.own.get("appearance")
    written = own if isinstance(own, str) else line.text("appearance")
    is_ours = "type" in line.own and kind in dialect.LIKERT_TYPES and not isinstance(own, str)
    return dialect.own_appearance(written) if is_ours else written


def _parameters(line: Line) -> dict[str, str]:
    """Names in lower case -> values as written."""
    return {name.lower(): value for name, value in _PARAMETER.findall(line.text("parameters")[:_LONGEST])}


def _of_select(
    line: Line, kind: str, parameters: Mapping[str, str], scope: Scope
) -> dict[str, Any]:  # two fields of different types
    if kind not in _SELECTS or parameters.get("randomize") != "true":
        return {}
    seed = _parameters(line).get("seed", "")
    return {"is_shuffled": True, "seed": scope.checked(line, "parameters", seed) if "${" in seed else seed}


def _of_range(
    line: Line, kind: str, parameters: Mapping[str, str], scope: Scope
) -> dict[str, Any]:  # three fields, for the keyword arguments of a question
    if kind != "range":
        return {}
    numbers = {name: _number(parameters.get(name, ""), usual) for name, usual in _RANGE.items()}
    start, end, step = (numbers[name] for name in _RANGE)
    if start is None or end is None or step is None or step == 0 or abs(step) > abs(end - start):
        scope.notes.add(
            line.problem("error", "range", "parameters", given=line.text("parameters")[:60] or "—")
        )
        start, end, step = _RANGE.values()
    return {"least": min(start, end), "most": max(start, end), "step": abs(step)}


def _number(text: str, usual: float) -> float | None:
    try:
        number = float(text) if text else usual
    except ValueError:
        return None
    return number if isfinite(number) and abs(number) < 1e9 else None


def _foreign(line: Line, kind: str) -> list[tuple[str, str]]:
    kept = list(line.foreign)
    if kind == "unsupported":
        original = line.own.get("original")
        kept.append(("type", original if isinstance(original, str) else line.kind.written))
    ours = _OURS.get("range" if kind == "range" else "select" if kind in _SELECTS else "", ())
    rest = [
        f"{name}={value}"
        for name, value in _PARAMETER.findall(line.text("parameters")[:_LONGEST])
        if name.lower() not in ours
    ]
    if rest:
        kept.append(("parameters", " ".join(rest)))
    if line.text("repeat_count"):
        kept.append(("repeat_count", line.text("repeat_count")))
    return kept


def _published(line: Line, question: Question, scope: Scope, *, in_repeat: bool) -> Question:
    if "published" in line.own:
        return question
    found, attribute = published(question, in_repeat=in_repeat)
    if attribute:
        code = "attribute_sensitive" if found.sensitive else "attribute"
        scope.notes.add(line.problem("notice", code, name=question.name))
    return found

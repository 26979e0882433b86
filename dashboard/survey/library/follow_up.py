"""Three months later: whether what was learned is being applied, what got in the way, and what came of it.

Written by us after Brinkerhoff's success cases and the behaviour level of Kirkpatrick; no item is copied.
Nothing here has the name of a question of the survey right after the training: asked later, of the same
people, neither the recommendation nor the barriers mean the same, and they would be counted twice.
"""

from dataclasses import replace

from dashboard.survey.definition import Choice, Definition, Question
from dashboard.survey.library.parts import Parts
from dashboard.survey.library.post_training import post_training

NAME = "follow_up"
_PARTS = Parts(NAME)
HAS_APPLIED = ("fully", "partly")
_APPLIED = " or ".join(f"${{applied}} = '{value}'" for value in HAS_APPLIED)


def follow_up() -> Definition:
    """The survey."""
    applied = _single("applied", "fully", "partly", "not_yet", "no")
    often = _single("often", "once", "monthly", "weekly", "daily", relevant=_APPLIED)
    example = replace(_PARTS.open("example", "L3"), relevant=_APPLIED)
    passed_on = _single("passed_on", "none", "1_2", "3_5", "6_10", "11_plus", level="L4")
    return _PARTS.definition(
        (
            _PARTS.section("applying", replace(applied, required=True), often, example, has_intro=True),
            _PARTS.section("barriers", _barriers(), _PARTS.open("support", "L3")),
            _PARTS.section("further", passed_on, _still_recommend()),
        )
    )


def _single(name: str, *values: str, relevant: str = "", level: str = "L3") -> Question:
    return Question(
        name=name,
        type="select_one",
        label=_PARTS.words(f"ask.{name}"),
        choices=_PARTS.choices(name, *values),
        relevant=relevant,
        level=level,
        indicator=name,
    )


def _still_recommend() -> Question:
    return Question(
        name="still_recommend",
        type="nps",
        label=_PARTS.words("ask.still_recommend"),
        low=_PARTS.words("end.recommend_low"),
        high=_PARTS.words("end.recommend_high"),
        level="L1",
        indicator="still_recommend",
    )


def _barriers() -> Question:
    """Its choices are those that people saw right after the training, in the same order."""
    known = post_training().question("obstacles").choices
    choices = tuple(
        Choice(choice.value, _PARTS.words(f"choice.barriers.{choice.value}"), choice.exclusive)
        for choice in known
    )
    return Question(
        name="barriers",
        type="select_multiple",
        label=_PARTS.words("ask.barriers"),
        hint=_PARTS.words("hint.several"),
        choices=choices,
        level="L3",
        indicator="barriers",
    )

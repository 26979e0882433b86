"""For children, with faces: few words, nothing required but the first, nothing about who they are.

A face is a choice with words of its own, so whoever cannot see the faces, or prefers to read, answers too.
The consent speaks to the adults who are with them.
"""

from dashboard.survey.definition import Definition, Question
from dashboard.survey.library.parts import Parts

NAME = "children"
FACES = ("1", "2", "3", "4", "5")
ASKED = ("liked", "understood", "listened", "good_company", "know_help")
_PARTS = Parts(NAME)


def children() -> Definition:
    """The survey."""
    questions = (*(_faces(name) for name in ASKED), _PARTS.open("favourite", "L1"))
    return _PARTS.definition((_PARTS.section("activity", *questions, has_intro=True),))


def _faces(name: str) -> Question:
    return Question(
        name=name,
        type="select_one",
        label=_PARTS.words(f"ask.{name}"),
        choices=_PARTS.choices("faces", *FACES),
        required=name == ASKED[0],
        level="L2" if name in ("understood", "know_help") else "L1",
        indicator=name,
        appearance="smileys",
    )

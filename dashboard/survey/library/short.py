"""Five questions for when there is little time: those of the long survey, with its names and its words.

What means the same is counted together with the long survey; so every question here is taken from it.
"""

from dashboard.survey.definition import Definition
from dashboard.survey.library.parts import Parts
from dashboard.survey.library.post_training import post_training

NAME = "short"
LEARNING = "knows_rights"


def short() -> Definition:
    """The survey."""
    parts, long = Parts(NAME), post_training()
    reaction = (long.question("relevance"), long.question("safe"))
    closing = (long.question("recommend"), long.question("improve"))
    return parts.definition(
        (
            parts.section("reaction", *reaction, has_intro=True),
            parts.section("learning", long.question(LEARNING)),
            parts.section("closing", *closing),
        )
    )

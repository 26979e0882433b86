"""The survey that follows a training: reaction, learning, intention, recommendation, and who answers.

Written by us after the constructs of human-rights-education evaluation (OHCHR/Equitas HR/P/PT/18), the
levels of Kirkpatrick and the performance-focused questions of Thalheimer; no item is copied.

How the limit of 15 closed and 3 open questions is counted (before "about you", which is optional and apart):
closed = 6 agreements + length + 5 pairs (a pair is one question) + intention + obstacles + recommend = 15;
open = do + useful + improve = 3. The "why" of the recommendation is asked with `useful` and `improve`.
"""

from collections.abc import Sequence

from dashboard.survey.definition import Choice, Consent, Definition, Question, Section
from dashboard.survey.library.phrases import LIBRARY_LANGUAGES, phrases
from dashboard.survey.problems import SurveyError
from dashboard.survey.words import Words

NAME = "post_training"
MOST_OBJECTIVES = 5
LONGEST_OBJECTIVE = 200
OPEN_LENGTH = 600
UNDER_16 = ("under_14", "14_15")
FROM_16 = ("16_17", "18_29", "30_44", "45_59", "60_plus")
DEFAULT_OBJECTIVES = ("knows_rights", "recognises", "where_to_turn", "can_act", "can_explain")

_SAYS_16_OR_OVER = " or ".join(f"${{age_band}} = '{band}'" for band in FROM_16)
"""A list of what is allowed, not `not(under 16)`: without an age, nothing sensitive is shown."""


def post_training(objectives: Sequence[tuple[str, str]] | None = None) -> Definition:
    """The survey; `objectives` are up to five (Spanish, English) statements in place of the built-in ones."""
    return Definition(
        name=NAME,
        title=_words("title"),
        languages=LIBRARY_LANGUAGES,
        default_language=LIBRARY_LANGUAGES[0],
        sections=(_reaction(), _learning(objectives), _intention(), _closing(), _about()),
        consent=_consent(),
    )


def _words(key: str) -> Words:
    return phrases(NAME)[key]


def _consent() -> Consent:
    return Consent(
        title=_words("consent.title"),
        paragraphs=tuple(_words(f"consent.{part}") for part in ("who", "anonymous", "kept", "shown", "ask")),
        agree=_words("consent.agree"),
        decline=_words("consent.decline"),
        minor_note=_words("consent.minor"),
    )


def _choices(group: str, *values: str) -> tuple[Choice, ...]:
    """The choices of a group; what the group does not word itself comes from the common ones."""
    known = phrases(NAME)
    common = "choice.common"
    return tuple(
        Choice(value, known.get(f"choice.{group}.{value}") or known[f"{common}.{value}"], value == "nothing")
        for value in values
    )


def _agreement(name: str, indicator: str = "satisfaction", required: bool = False) -> Question:
    return Question(
        name=name,
        type="likert",
        label=_words(f"ask.{name}"),
        required=required,
        low=_words("end.agree_low"),
        high=_words("end.agree_high"),
        level="L1",
        indicator=indicator,
    )


def _open(name: str, level: str) -> Question:
    return Question(
        name=name,
        type="text",
        label=_words(f"ask.{name}"),
        hint=_words("hint.open"),
        max_length=OPEN_LENGTH,
        level=level,
        published="never",
    )


def _reaction() -> Section:
    """Only the first is required ("does not apply" is an answer to it), so that no response is empty."""
    length = Question(
        name="length",
        type="select_one",
        label=_words("ask.length"),
        choices=_choices("length", "too_short", "right", "too_long"),
        level="L1",
        indicator="length",
    )
    questions = (
        _agreement("relevance", required=True),
        *(_agreement(name) for name in ("method", "facilitators", "respect", "materials")),
        _agreement("safe", indicator="felt_safe"),
        length,
    )
    return Section("reaction", _words("section.reaction"), _words("section.reaction_intro"), questions)


def _learning(objectives: Sequence[tuple[str, str]] | None) -> Section:
    if objectives is None:
        stated = [(name, _words(f"objective.{name}")) for name in DEFAULT_OBJECTIVES]
    else:
        stated = _own_objectives(objectives)
    questions = tuple(_pair(name, label) for name, label in stated)
    return Section("learning", _words("section.learning"), _words("section.learning_intro"), questions)


def _own_objectives(objectives: Sequence[tuple[str, str]]) -> list[tuple[str, Words]]:
    """Named objective_1…, so that results are never mixed with those of the built-in objectives."""
    if not objectives:
        raise SurveyError("survey.malformed.no_objectives")
    if len(objectives) > MOST_OBJECTIVES:
        raise SurveyError(
            "survey.malformed.too_many_objectives", count=len(objectives), limit=MOST_OBJECTIVES
        )
    return [
        (f"objective_{number}", _objective(number, *pair)) for number, pair in enumerate(objectives, start=1)
    ]


def _objective(number: int, spanish: str, english: str) -> Words:
    """A text missing in one language is shown in the other."""
    es, en = spanish.strip() or english.strip(), english.strip() or spanish.strip()
    if not es:
        raise SurveyError("survey.malformed.blank_objective", number=number)
    if max(len(es), len(en)) > LONGEST_OBJECTIVE:
        raise SurveyError("survey.malformed.long_objective", number=number, limit=LONGEST_OBJECTIVE)
    return Words.of(es=es, en=en)


def _pair(name: str, label: Words) -> Question:
    return Question(
        name=name,
        type="retrospective_pair",
        label=label,
        hint=_words("hint.pair"),
        low=_words("end.pair_low"),
        high=_words("end.pair_high"),
        level="L2",
        indicator="learning",
    )


def _intention() -> Section:
    intention = Question(
        name="intention",
        type="select_one",
        label=_words("ask.intention"),
        choices=_choices("intention", "surely", "probably", "unsure", "no"),
        level="L3",
        indicator="intention",
    )
    obstacles = Question(
        name="obstacles",
        type="select_multiple",
        label=_words("ask.obstacles"),
        hint=_words("hint.several"),
        choices=_choices("obstacles", "time", "support", "fear", "resources", "nothing"),
        level="L3",
        indicator="obstacles",
    )
    return Section("intention", _words("section.intention"), None, (_open("do", "L3"), intention, obstacles))


def _closing() -> Section:
    recommend = Question(
        name="recommend",
        type="nps",
        label=_words("ask.recommend"),
        low=_words("end.recommend_low"),
        high=_words("end.recommend_high"),
        level="L1",
        indicator="nps",
    )
    return Section(
        "closing", _words("section.closing"), None, (recommend, _open("useful", "L1"), _open("improve", "L1"))
    )


def _about() -> Section:
    """Age first: the sensitive questions are asked only of those who say they are 16 or over."""
    roles = ("student", "teacher", "public_servant", "civil_society", "health_social", "company", "other")
    genders = ("masculine", "feminine", "transmasculine", "transfeminine", "non_binary", "other")
    questions = (
        _attribute("age_band", *UNDER_16, *FROM_16),
        _attribute("role", *roles),
        _attribute("residence", "same", "region", "elsewhere"),
        _attribute("gender", *genders, is_sensitive=True),
        _attribute("indigenous", "yes", "no", is_sensitive=True),
        _attribute("disability", "yes", "no", is_sensitive=True),
    )
    return Section("about", _words("section.about"), _words("section.about_intro"), questions)


def _attribute(name: str, *values: str, is_sensitive: bool = False) -> Question:
    return Question(
        name=name,
        type="select_one",
        label=_words(f"ask.{name}"),
        choices=_choices(name, *values, "no_answer"),
        relevant=_SAYS_16_OR_OVER if is_sensitive else "",
        published="breakdown",
        sensitive=is_sensitive,
    )

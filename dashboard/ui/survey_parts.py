"""What the parts of the survey page share: switches and the opened question, both kept in the address."""

from dashboard.i18n import LANGUAGES, Translator
from dashboard.survey.definition import Definition, Section
from dashboard.ui import address

TABS = ("questions", "logic", "languages", "preview", "versions")
LOOKING = ("preview", "versions")
"""The tabs of those who may not change the survey."""


def opened_question(definition: Definition) -> str:
    """The question that the address asks for, or the first."""
    names = [question.name for question in definition.questions]
    asked = address.parameters().get("question", "")
    return asked if asked in names else names[0]


def open_question(name: str, *, tab: str = "") -> None:
    """Shows a question; with `tab`, on another tab."""
    address.write({"question": name})
    if tab:
        address.write({"tab": "" if tab == TABS[0] else tab})


def type_name(kind: str, t: Translator) -> str:
    """A question type in words."""
    return t.term("surveys.type", kind)


def language_name(code: str) -> str:
    """A language of a survey in its own words, or its code."""
    return LANGUAGES.get(code, code)


def section_name(section: Section, number: int, language: str, t: Translator) -> str:
    """A section's title, or its place where it has none."""
    return section.title.text(language) if section.title else t("surveys.section.untitled", number=number + 1)

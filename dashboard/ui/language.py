"""In which language a visitor reads: the address, an earlier choice, their account, or Spanish."""

from dashboard.i18n import LANGUAGES, Translator, translator
from dashboard.i18n.translator import DEFAULT_LANGUAGE
from dashboard.roles import Member
from dashboard.ui import address, session


def choose_language(member: Member | None) -> None:
    """Settles the language of this run, and keeps it in the address where it differs from the usual one."""
    usual = member.language if member and member.language in LANGUAGES else DEFAULT_LANGUAGE
    asked = address.parameters().get(address.LANGUAGE, "")
    if asked in LANGUAGES:
        session.state()[session.CHOSEN_LANGUAGE] = asked
    language = session.text(session.CHOSEN_LANGUAGE) or usual
    session.state()[session.LANGUAGE] = language
    address.write({address.LANGUAGE: "" if language == usual else language})


def words() -> Translator:
    """The translator of this run."""
    return translator(session.text(session.LANGUAGE) or DEFAULT_LANGUAGE)


def switch_to(language: str) -> None:
    """What the language buttons do."""
    session.state()[session.CHOSEN_LANGUAGE] = language
    address.write({address.LANGUAGE: language})

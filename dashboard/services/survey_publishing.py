"""How a definition becomes a version: under names whose answers nobody will mix up."""

from datetime import datetime

from sqlalchemy.orm import Session

from dashboard.services.forms import published_definition
from dashboard.survey.definition import Definition
from dashboard.survey.library import LIBRARY
from dashboard.survey.meaning import meanings, settled
from db.queries import surveys
from db.queries.versions import add_version, survey_of_name, version_with


def settled_names(session: Session, definition: Definition) -> tuple[Definition, dict[str, str]]:
    """The definition as it may be published; old name → new of the questions that had to give theirs up.

    Tallies are kept by question name over all surveys: what a name meant in any version, and what it means
    in the surveys that come with Huella, it must go on meaning.
    """
    published = [published_definition(session, version) for version in surveys.version_numbers(session)]
    builtin = [survey() for name, survey in LIBRARY.items() if name != definition.name]
    return settled(definition, meanings([*published, *builtin]))


def builtin_version(session: Session, name: str, *, now: datetime) -> tuple[int, dict[str, str]]:
    """The id of the version of a built-in survey as it is today, published when there is none yet; and which
    of its questions have other names in it.
    """
    definition, renamed = LIBRARY[name](), dict[str, str]()
    survey_id = survey_of_name(session, name)
    found = version_with(session, survey_id, definition.to_json())
    if found is None:
        definition, renamed = settled_names(session, definition)
        found = version_with(session, survey_id, definition.to_json())
    if found is None:
        found = add_version(session, survey_id, definition.to_json(), now=now).id
    return found, renamed

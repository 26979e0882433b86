"""A small survey to edit on the page, who edits it, and the keys of its fields."""

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.accounts import member_of_session
from dashboard.services.surveys import save_draft, survey_detail
from dashboard.survey.definition import Definition
from dashboard.survey.words import Words
from dashboard.ui import session as keys
from tests.app.conftest import World
from tests.unit.survey.factories import choices, question, survey

TITLE = "Encuesta de prueba 4177"


def member(world: World, role: str = "coordinator") -> Member:
    found = member_of_session(world.database, world.session(role), now=clock.now())
    assert found is not None
    return found


def small() -> Definition:
    asked = survey(
        question("enjoyed", "select_one", label=Words.of(es="¿Te gustó?"), choices=choices("yes", "no")),
        question("why", label=Words.of(es="¿Por qué?", en="Why?")),
    )
    return replace(asked, title=Words.of(es=TITLE, en="Trial survey"))


def draft(world: World, survey_id: int) -> Definition:
    return survey_detail(world.database, member(world), survey_id).definition


def opened(world: World, survey_id: int, role: str = "coordinator", **parameters: str) -> AppTest:
    app = world.open(role, "surveys", survey=str(survey_id), **parameters)
    assert not app.exception
    return app


def of(survey_id: int, name: str) -> str:
    return keys.builder_key(survey_id, name)


def field(survey_id: int, asked: str, name: str) -> str:
    return of(survey_id, f"field_{asked}_{name}")


def others_edit(world: World, survey_id: int, label: str) -> None:
    """Somebody else changes the first question meanwhile."""
    held = survey_detail(world.database, member(world, "administrator"), survey_id)
    changed = replace(held.definition.question("enjoyed"), label=Words.of(es=label))
    rest = tuple(q for q in held.definition.questions if q.name != "enjoyed")
    sections = (replace(held.definition.sections[0], items=(changed, *rest)),)
    save_draft(
        world.database, member(world, "administrator"), survey_id,
        replace(held.definition, sections=sections), held.revision, now=clock.now(),
    )  # fmt: skip

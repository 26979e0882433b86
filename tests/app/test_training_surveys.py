"""A coordinator says what a training wanted to achieve, and chooses which survey it opens."""

from dashboard.i18n import translator
from dashboard.services import clock
from dashboard.services.forms import open_form
from dashboard.services.links import links_of
from dashboard.services.surveys import create_survey, publish_draft, templates
from dashboard.services.trainings import training_detail
from dashboard.survey.definition import Definition
from db.criteria import EVERYTHING
from tests.app.conftest import World
from tests.app.test_journeys import button, coordinator
from tests.services.surveying import SMALL

t = translator("es")
STATED = "Sé a quién acudir en Calama."


def opened(world: World) -> Definition:
    """What the newest link of the near training asks."""
    today = clock.today("America/Santiago")
    code = links_of(world.database, EVERYTHING, world.near, today=today)[0].code
    return open_form(world.database, code, today=today).definition


def test_objectives_typed_in_the_form_reach_the_survey(world: World) -> None:
    app = world.open("coordinator", "trainings", training=str(world.near), edit="1")
    app.text_input(key=f"training_{world.near}_objective_es_1").input(STATED)
    app = button(app, t("trainings.form.save"))
    assert not app.exception
    assert training_detail(world.database, EVERYTHING, world.near).objectives == ((STATED, ""),)
    assert t("versions.opening.objectives") in [one.value for one in app.caption]
    button(app, t("trainings.survey.open_button"))
    assert opened(world).question("objective_1").label.text("es") == STATED
    again = world.open("coordinator", "trainings", training=str(world.near), edit="1")
    assert again.text_input(key=f"training_{world.near}_objective_es_1").value == STATED


def test_a_training_opens_a_built_in_survey_or_one_of_the_teams(world: World) -> None:
    member = coordinator(world)
    own = create_survey(world.database, member, SMALL, now=clock.now())
    app = world.open("coordinator", "trainings", training=str(world.near))
    choice = app.selectbox(key="open_survey")
    assert choice.value == "post_training"
    assert choice.options == [one.title.text("es") for one in templates().values()]  # a draft does not open
    choice.select("children")
    button(app, t("trainings.survey.open_button"))
    assert opened(world).name == "children"

    publish_draft(world.database, member, own, 1, now=clock.now())
    app = world.open("coordinator", "trainings", training=str(world.far))
    app.selectbox(key="open_survey").select(own)
    button(app, t("trainings.survey.open_button"))
    today = clock.today("America/Santiago")
    (link,) = links_of(world.database, EVERYTHING, world.far, today=today)
    assert open_form(world.database, link.code, today=today).definition == SMALL

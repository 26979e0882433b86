"""Surveys: what the team sees of them, what versions keep, and that figures never mix two meanings."""

from dataclasses import replace

import pytest

from dashboard.errors import InvalidInputError, NotFoundError
from dashboard.roles import Role
from dashboard.services.links import open_link
from dashboard.services.questions import question_views
from dashboard.services.results import results
from dashboard.services.surveys import (
    check_draft,
    create_survey,
    difference,
    duplicate_survey,
    export_survey,
    import_survey,
    list_surveys,
    publish_draft,
    save_draft,
    survey_detail,
    templates,
    version_definition,
    versions,
)
from dashboard.survey.library import LIBRARY
from db.criteria import EVERYTHING, NO_FILTERS
from db.engine import Database
from tests.factories import NOW, TODAY, make_training
from tests.services.people import member_of
from tests.services.surveying import (
    SMALL,
    answer,
    published,
    revision_of,
    with_mood,
)
from tests.unit.survey.factories import choices, words


def test_templates_are_there_when_nothing_is_stored(database: Database) -> None:
    assert templates().keys() == LIBRARY.keys()
    assert list_surveys(database, member_of(database)) == ()


def test_a_new_survey_is_a_draft(database: Database) -> None:
    member = member_of(database)
    survey_id = create_survey(database, member, SMALL, now=NOW)
    detail = survey_detail(database, member, survey_id)
    summary = detail.summary
    assert (summary.name, summary.newest, summary.has_changes, summary.questions) == ("small", None, True, 2)
    assert (summary.edited_by, summary.edited_at, summary.revision) == (member.name, NOW, 1)
    assert detail.definition == SMALL
    assert list_surveys(database, member) == (summary,)


def test_a_manager_looks(database: Database) -> None:
    survey_id = published(database, member_of(database))
    manager = member_of(database, Role.MANAGER)
    assert survey_detail(database, manager, survey_id).definition == SMALL
    assert [one.id for one in list_surveys(database, manager)] == [survey_id]
    assert check_draft(database, manager, survey_id).problems == ()


def test_names_are_unique_also_among_the_built_in_ones(database: Database) -> None:
    member = member_of(database)
    made = [create_survey(database, member, SMALL, now=NOW) for _ in range(3)]
    made.append(create_survey(database, member, LIBRARY["short"](), now=NOW))
    names = [survey_detail(database, member, each).definition.name for each in made]
    assert names == ["small", "small_2", "small_3", "short_2"]


def test_a_copy_says_that_it_is_one(database: Database) -> None:
    member = member_of(database)
    own = duplicate_survey(database, member, create_survey(database, member, SMALL, now=NOW), now=NOW)
    builtin = duplicate_survey(database, member, "children", now=NOW)
    assert survey_detail(database, member, own).definition.title.text("es") == "palabra (copia)"
    copied = survey_detail(database, member, builtin).definition
    assert (copied.name, copied.sections) == ("children_2", LIBRARY["children"]().sections)
    with pytest.raises(NotFoundError):
        duplicate_survey(database, member, 4711, now=NOW)
    with pytest.raises(NotFoundError):
        duplicate_survey(database, member, "no_such", now=NOW)


def test_a_published_version_never_changes_and_stays_readable(database: Database) -> None:
    member = member_of(database)
    survey_id = published(database, member)
    first = version_definition(database, survey_id, 1)
    changed = with_mood(SMALL, label=words("¿Cómo te fue?"))
    revision = save_draft(
        database, member, survey_id, changed, revision_of(database, member, survey_id), now=NOW
    )
    assert publish_draft(database, member, survey_id, revision, now=NOW) == 2
    assert version_definition(database, survey_id, 1) == first == SMALL
    assert version_definition(database, survey_id, 2) == changed
    assert [(one.number, one.questions) for one in versions(database, survey_id)] == [(2, 2), (1, 2)]
    assert [one.kind for one in difference(database, survey_id, 1, 2)] == ["wording"]
    assert difference(database, survey_id, 2, None) == ()
    for wrong in ((survey_id, 3), (4711, 1)):
        with pytest.raises(NotFoundError):
            version_definition(database, *wrong)


def test_a_check_says_beforehand_what_publishing_will_do(database: Database) -> None:
    member = member_of(database)
    survey_id = published(database, member)
    assert not check_draft(database, member, survey_id).has_changes
    changed = with_mood(SMALL, type="nps", choices=())
    revision = save_draft(
        database, member, survey_id, changed, revision_of(database, member, survey_id), now=NOW
    )
    check = check_draft(database, member, survey_id)
    assert check.has_changes
    assert check.renamed == (("mood", "mood_2"),)
    assert ("renewed", "mood_2") in [(one.kind, one.place) for one in check.differences]
    publish_draft(database, member, survey_id, revision, now=NOW)
    assert difference(database, survey_id, 1, 2) == check.differences


def test_a_changed_question_does_not_mix_into_the_old_figures(database: Database) -> None:
    member = member_of(database)
    survey_id = published(database, member)
    with database.write() as session:
        training = make_training(session).id
    first = open_link(database, member, training, now=NOW, survey=survey_id)
    answer(database, first.code, *[{"mood": "good"}] * 6)
    swapped = (choices("bad")[0], *choices("good"))  # the same codes with each other's words
    meaning = tuple(
        replace(choice, label=other.label) for choice, other in zip(swapped, swapped[::-1], strict=True)
    )
    changed = with_mood(SMALL, choices=meaning)
    revision = save_draft(
        database, member, survey_id, changed, revision_of(database, member, survey_id), now=NOW
    )
    publish_draft(database, member, survey_id, revision, now=NOW)
    second = open_link(database, member, training, now=NOW, survey=survey_id)
    answer(database, second.code, *[{"mood_2": "good"}] * 7)

    found = results(database, EVERYTHING, NO_FILTERS, language="es", today=TODAY).choices
    columns = ("question", "choice_label", "count", "n")
    assert sorted(zip(*(found[column] for column in columns), strict=True)) == [
        ("mood", "bad", 0, 6),
        ("mood", "good", 6, 6),
        ("mood_2", "bad", 7, 7),
        ("mood_2", "good", 0, 7),
    ]


def test_a_better_wording_keeps_the_series(database: Database) -> None:
    member = member_of(database)
    survey_id = published(database, member)
    with database.write() as session:
        training = make_training(session).id
    answer(
        database,
        open_link(database, member, training, now=NOW, survey=survey_id).code,
        *[{"mood": "good"}] * 6,
    )
    changed = with_mood(SMALL, label=words("¿Cómo te fue?"))
    revision = save_draft(
        database, member, survey_id, changed, revision_of(database, member, survey_id), now=NOW
    )
    publish_draft(database, member, survey_id, revision, now=NOW)
    code = open_link(database, member, training, now=NOW, survey=survey_id).code
    answer(database, code, *[{"mood": "bad"}] * 5)
    found = results(database, EVERYTHING, NO_FILTERS, language="es", today=TODAY).choices
    assert found["n"].tolist() == [11, 11]
    assert question_views(database, "es")["mood"].label == "¿Cómo te fue?"


def test_the_command_line_imports_under_a_free_name_and_exports(database: Database) -> None:
    member = member_of(database)
    survey_id = import_survey(database, SMALL, name="  desde  archivo ", now=NOW)
    assert survey_detail(database, member, survey_id).definition.name == "desde archivo"
    assert export_survey(database, "desde archivo").sections == SMALL.sections
    assert export_survey(database, "children") == LIBRARY["children"]()
    for taken in ("desde archivo", "children", "", "x" * 81):
        with pytest.raises(InvalidInputError):
            import_survey(database, replace(SMALL, name=taken), now=NOW)
    with pytest.raises(NotFoundError):
        export_survey(database, "no such")


def test_an_export_prefers_what_is_published(database: Database) -> None:
    member = member_of(database)
    survey_id = published(database, member)
    changed = with_mood(SMALL, label=words("otra"))
    save_draft(database, member, survey_id, changed, revision_of(database, member, survey_id), now=NOW)
    assert export_survey(database, "small") == SMALL

"""The organisations network: every pair counted once, nothing beyond the scope, gaps kept as gaps."""

import pytest

from dashboard.services.network import LINK_COLUMNS, NODE_COLUMNS, network
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope
from db.engine import Database
from db.models import ProjectOrganisation, Training, TrainingOrganisation
from tests.factories import make_organisation, make_project, make_territory, make_training


@pytest.fixture
def funded(database: Database) -> Database:
    """A project with two funders: two trainings in 02 (one with two hosts), one in 05; one alone in 12."""
    with database.write() as session:
        project = make_project(session, "Aulas")
        for name in ("Fondo A", "Fondo B"):
            funder = make_organisation(session, name)
            session.add(ProjectOrganisation(project_id=project.id, organisation_id=funder.id, role="funder"))
        school, council = make_organisation(session, "Escuela"), make_organisation(session, "Municipio")
        for code in ("02", "05", "12"):
            make_territory(session, code, name=f"Región {code}")
        first = make_training(session, "02201", project_id=project.id)
        second = make_training(session, "02", project_id=project.id)
        third = make_training(session, "05601", project_id=project.id)
        make_training(session, "12101")
        make_training(session, "12101", project_id=project.id, status="cancelled")
        for training, host in ((first, school), (first, council), (second, school), (third, school)):
            _host(training, host.id)
        session.flush()
    return database


def _host(training: Training, organisation: int) -> None:
    training.organisations.append(TrainingOrganisation(organisation_id=organisation, role="host"))


def nodes_of(found: object) -> list[tuple[str, str, int]]:
    table = found.nodes  # type: ignore[attr-defined]
    return list(zip(table["stage"], table["name"], table["trainings"], strict=True))


def test_each_stage_counts_a_training_once_for_each_name_it_has_there(funded: Database) -> None:
    found = network(funded, EVERYTHING, NO_FILTERS, role="host")
    assert nodes_of(found) == [
        ("funder", "Fondo A", 3),
        ("funder", "Fondo B", 3),
        ("funder", "", 1),
        ("project", "Aulas", 3),
        ("project", "", 1),
        ("organisation", "Escuela", 3),
        ("organisation", "", 1),
        ("organisation", "Municipio", 1),
        ("territory", "Región 02", 2),
        ("territory", "Región 05", 1),
        ("territory", "Región 12", 1),
    ]
    assert found.trainings == 4


def test_links_join_one_stage_to_the_next(funded: Database) -> None:
    found = network(funded, EVERYTHING, NO_FILTERS, role="host")
    names = {(stage, key): name for stage, key, name in found.nodes[["stage", "key", "name"]].to_numpy()}
    into = {"funder": "project", "project": "organisation", "organisation": "territory"}
    said = {
        (names[stage, source], names[into[stage], target], trainings)
        for stage, source, target, trainings in found.links.itertuples(index=False)
    }
    assert ("Fondo A", "Aulas", 3) in said
    assert ("Aulas", "Municipio", 1) in said
    assert ("Escuela", "Región 02", 2) in said
    assert ("", "Región 12", 1) in said
    assert len(found.links) == 3 + 3 + 4


def test_a_scope_sees_its_own_trainings_only(funded: Database) -> None:
    found = network(funded, Scope(regions=("05",)), NO_FILTERS, role="host")
    assert found.trainings == 1
    assert [name for stage, name, _ in nodes_of(found) if stage == "territory"] == ["Región 05"]
    assert "Municipio" not in found.nodes["name"].tolist()


def test_inside_a_region_territories_are_comunas(funded: Database) -> None:
    found = network(funded, EVERYTHING, Filters(territory="02"), role="host")
    codes = found.nodes[found.nodes["stage"] == "territory"]["key"].tolist()
    assert sorted(codes) == ["02", "02201"]


def test_another_role_is_another_network(funded: Database) -> None:
    found = network(funded, EVERYTHING, NO_FILTERS, role="implementer")
    organisations = [row for row in nodes_of(found) if row[0] == "organisation"]
    assert organisations == [("organisation", "", 4)]


def test_nothing_found_is_an_empty_table_with_its_columns(funded: Database) -> None:
    found = network(funded, EVERYTHING, Filters(kind=("course",)), role="host")
    assert (len(found.nodes), len(found.links), found.trainings) == (0, 0, 0)
    assert tuple(found.nodes.columns) == NODE_COLUMNS
    assert tuple(found.links.columns) == LINK_COLUMNS

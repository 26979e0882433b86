"""Who gets a poster, and that it says what the link, its training and its survey say."""

import pytest

from dashboard.errors import InvalidInputError, LinkUnknownError, NotFoundError
from dashboard.roles import Member, Role
from dashboard.services.posters import LONGEST_ADDRESS, poster_of, poster_of_code
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import TrainingOrganisation
from tests.factories import make_link, make_organisation, make_training

BASE = "https://huella.example.cl"
CODE = "K7M2PQ9X"


def member(role: Role = Role.MANAGER, scope: Scope = EVERYTHING) -> Member:
    return Member(1, "persona@huella.example", "Persona", role, scope=scope)


@pytest.fixture
def link_id(database: Database) -> int:
    """A link in San Antonio, region of Valparaíso (05)."""
    with database.write() as session:
        training = make_training(session, title="Charla de San Antonio")
        host = make_organisation(session, "Liceo del Puerto")
        session.add(TrainingOrganisation(training_id=training.id, organisation_id=host.id, role="host"))
        return make_link(session, training, code=CODE, language="en").id


def test_a_poster_says_what_the_link_and_its_training_say(database: Database, link_id: int) -> None:
    poster = poster_of(database, member(), link_id, base=f"{BASE}/", k=7)
    assert (poster.title, poster.organiser) == ("Charla de San Antonio", "Liceo del Puerto")
    assert poster.address == f"{BASE}/f/{CODE}"
    assert (poster.code, poster.language, poster.least, poster.minutes) == (CODE, "en", 7, 4)
    assert poster_of_code(database, "k7m2 pq9x", base=BASE, k=7) == poster


def test_whoever_sees_the_training_gets_it_and_nobody_else(database: Database, link_id: int) -> None:
    valparaiso, antofagasta = Scope(regions=("05",)), Scope(regions=("02",), projects=())
    near = member(Role.COORDINATOR, valparaiso)
    assert poster_of(database, near, link_id, base=BASE, k=5).code == CODE
    for role in Role:
        with pytest.raises(NotFoundError):
            poster_of(database, member(role, antofagasta), link_id, base=BASE, k=5)


def test_a_link_that_is_not_there_is_not_found(database: Database, link_id: int) -> None:
    with pytest.raises(NotFoundError):
        poster_of(database, member(), link_id + 1, base=BASE, k=5)
    for code in ("K7M2PQ9Y", "", "K7M2", "x" * 500):
        with pytest.raises(LinkUnknownError):
            poster_of_code(database, code, base=BASE, k=5)


@pytest.mark.parametrize("base", ["http://127.0.0.1:8501", "https://ñandú.example.cl", f"{BASE}/sub"])
def test_an_address_that_a_phone_opens_is_taken(database: Database, link_id: int, base: str) -> None:
    assert poster_of(database, member(), link_id, base=base, k=5).address == f"{base}/f/{CODE}"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "huella.example.cl",
        "ftp://huella.example.cl",
        "https://",
        "https:///camino",
        "https://huella.example.cl:puerto",
        "https://[::1",
        "https://a b.cl",
        "https://persona@huella.example.cl",
        "https://huella.example.cl/?a=1",
        "https://huella.example.cl/#a",
        "https://huella.example.cl\n/otra",
        "https://hue\u202ella.cl",
        f"https://{'a' * LONGEST_ADDRESS}.cl",
    ],
)
def test_any_other_address_is_refused(database: Database, link_id: int, base: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        poster_of(database, member(), link_id, base=base, k=5)
    assert refused.value.key == "poster.command.address"

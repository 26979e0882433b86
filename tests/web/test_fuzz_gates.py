"""Whatever is sent as a PIN, a token or a slip: never a 500, never half a response, nobody let in."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from dashboard.services.passwords import hash_password
from dashboard.services.slips import make_slips_of_code
from db.models import Answer, Response, Slip, SurveyLink
from tests.factories import make_link, make_version
from tests.web.conftest import FORM_TYPE, Served, envelope, fields

CODE = "PQRS2345"
PIN = "482913"
ALLOWED = {200, 403, 409, 422, 429}
NAMES = ["pin", "token", "slip", "id", "consent", "language", "step", "relevance"]
TEMPTING = [
    "",
    " ",
    "0",
    "1.1",
    "9999999999.",
    "9999999999." + "0" * 40,
    "AAA-AAA-AAA",
    "-1.x",
    "1e9.0",
    "٤٨٢٩",
]
TEXT = st.one_of(st.sampled_from(TEMPTING), st.text(max_size=60), st.text("0123456789.", max_size=120))
ANY = st.one_of(TEXT, st.none(), st.integers(), st.floats(), st.booleans(), st.lists(TEXT, max_size=2))
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def guarded(served: Served) -> Iterator[Served]:
    """A link with a PIN and a slip; at the end nothing was stored, counted or spent."""
    with served.database.write() as session:
        make_link(session, code=CODE, version_id=make_version(session).id, pin_hash=hash_password(PIN))
    make_slips_of_code(served.database, CODE, 20, base="http://localhost", key=served.site.settings.slip_key)
    yield served
    with served.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Response)) == 0
        assert session.scalar(select(func.count()).select_from(Answer)) == 0
        assert session.scalar(select(func.count()).select_from(Slip).where(Slip.spent)) == 0
        assert session.scalars(select(SurveyLink.received).where(SurveyLink.code == CODE)).one() == 0


def never_the_pin(text: str) -> bool:
    return "".join(text.split()) != PIN


@FUZZ
@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES), TEXT.filter(never_the_pin)), max_size=12))
def test_any_fields(guarded: Served, pairs: list[tuple[str, str]]) -> None:
    for body in (
        urlencode(pairs, errors="surrogatepass"),
        urlencode([*fields().items(), *pairs], doseq=True),
    ):
        answer = guarded.client.post(f"/f/{CODE}", content=body.encode(), headers={"Content-Type": FORM_TYPE})
        assert answer.status_code in ALLOWED | {303}
        if answer.status_code != 303:
            assert "<!doctype html>" in answer.text


@FUZZ
@given(token=ANY, pin=ANY.filter(lambda one: never_the_pin(str(one))), slip=ANY)
def test_any_json(guarded: Served, token: object, pin: object, slip: object) -> None:
    sent = envelope(id=str(uuid4()), token=token, pin=pin, slip=slip)
    body = json.dumps(sent).encode()
    answer = guarded.client.post(f"/f/{CODE}", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in ALLOWED - {200, 409}
    assert answer.json()["message"]


@FUZZ
@given(slip=ANY)
def test_any_slip_of_somebody_who_knows_the_pin(guarded: Served, slip: object) -> None:
    body = json.dumps(envelope(pin=PIN, slip=slip)).encode()
    answer = guarded.client.post(f"/f/{CODE}", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {422, 429}

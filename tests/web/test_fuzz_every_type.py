"""Whatever is sent for any type of question, the form answers with a page or a list of problems."""

import json
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.every_type import SENT, every_type
from tests.factories import make_link, make_training, make_version
from tests.web.conftest import FORM_TYPE, Served

ALLOWED = {200, 201, 409, 413, 422}
NAMES = [question.name for question in every_type().questions]
PARTS = ["knows.before", "knows.now", *(f"first_things.{place}" for place in range(5)), "energy.1"]
TEMPTING = (
    "1 5 na yes norte ancud pan techo 8 7,5 1e9 -0 NaN 2026-02-30 2014-03-01 25:00 07:05 2026-11-20T18:30 "
    "${nick} <i>"
)
VALUES = st.one_of(
    st.sampled_from(["", "\x00", *TEMPTING.split()]),
    st.text(max_size=30),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), VALUES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def code(served: Served) -> str:
    with served.database.write() as session:
        version = make_version(session, every_type().to_json()).id
        return str(make_link(session, make_training(session), version_id=version).code)


@FUZZ
@given(
    pairs=st.lists(st.tuples(st.sampled_from([*NAMES, *PARTS, "step"]), VALUES), max_size=25),
    consents=st.booleans(),
)
def test_any_fields(served: Served, code: str, pairs: list[tuple[str, str]], consents: bool) -> None:
    sent = [*pairs, ("consent", "yes")] if consents else pairs
    body = urlencode(sent, errors="surrogatepass").encode()
    answer = served.client.post(f"/f/{code}", content=body, headers={"Content-Type": FORM_TYPE})
    assert answer.status_code in ALLOWED
    assert "<!doctype html>" in answer.text


@FUZZ
@given(changes=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6))
def test_any_json(served: Served, code: str, changes: dict[str, object]) -> None:
    sent = {
        "id": "6b1f9f3e-8f2b-4f0e-9d2a-3c1f5a7b9d01",
        "answers": SENT | changes,
        "language": "es",
        "consent": True,
    }
    body = json.dumps(sent).encode()
    answer = served.client.post(f"/f/{code}", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in ALLOWED
    if answer.status_code == 422:
        assert answer.json()["problems"]

"""Whatever the bytes, the form answers with one of the contract's codes and stores nothing by half."""

import json
from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.survey.library.post_training import post_training
from tests.web.conftest import FORM_TYPE, OPEN, Served

ALLOWED = {200, 201, 303, 409, 413, 415, 422}
NAMES = [question.name for question in post_training().questions]
FIELDS = [
    *NAMES,
    *(f"{n}.before" for n in NAMES[:9]),
    "id",
    "language",
    "consent",
    "step",
    "channel",
    "pin",
    "token",
    "slip",
]
VALUES = st.one_of(
    st.sampled_from(["", "1", "5", "na", "yes", "no", "time", "30_44", "no_answer", "nothing"]),
    st.text(max_size=40),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), VALUES),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def _post(served: Served, body: bytes, media_type: str) -> None:
    answer = served.client.post(f"/f/{OPEN}", content=body, headers={"Content-Type": media_type})
    assert answer.status_code in ALLOWED
    if answer.status_code == 422 and media_type == "application/json":
        assert answer.json()["problems"]


@FUZZ
@given(pairs=st.lists(st.tuples(st.sampled_from(FIELDS) | st.text(max_size=12), VALUES), max_size=30))
def test_any_fields(served: Served, pairs: list[tuple[str, str]]) -> None:
    body = urlencode(pairs, errors="surrogatepass").encode()
    _post(served, body, FORM_TYPE)
    _post(served, body + b"&consent=yes&relevance=5", FORM_TYPE)


@FUZZ
@given(body=st.binary(max_size=400))
def test_any_bytes(served: Served, body: bytes) -> None:
    _post(served, body, FORM_TYPE)
    _post(served, body, "application/json")


@FUZZ
@given(answers=st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=9), JSON, max_size=6), rest=JSON)
def test_any_json(served: Served, answers: dict[str, object], rest: object) -> None:
    sent = {
        "id": "6b1f9f3e-8f2b-4f0e-9d2a-3c1f5a7b9d01",
        "answers": answers,
        "language": "es",
        "consent": True,
    }
    _post(served, json.dumps(sent).encode(), "application/json")
    _post(served, json.dumps(rest).encode(), "application/json")

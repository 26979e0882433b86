"""Signing in and out: the cookie, where a login leads, and what it refuses."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.services import accounts, clock
from dashboard.services.accounts import DEMO_DOMAIN
from dashboard.web.buckets import FormLimits, Rate
from dashboard.web.cookies import NAME, token_of
from dashboard.web.origins import safe_next
from dashboard.web.site import site_of
from db.engine import Database
from tests.factories import PASSWORD, make_account
from tests.web.browser import TestClient
from tests.web.conftest import Served, demo_settings, served_by

EMAIL = "ana@huella.example"


@pytest.fixture
def member(served: Served) -> int:
    return accounts.add_account(
        served.database, email=EMAIL, name="Ana", role="manager", password=PASSWORD, now=clock.now()
    )


def _sign_in(client: TestClient, **changes: Any) -> Any:
    return client.post("/login", data={"email": EMAIL, "password": PASSWORD} | changes)


@pytest.mark.usefixtures("member")
def test_signing_in_sets_a_cookie_no_script_can_read_and_leads_on(served: Served) -> None:
    answer = _sign_in(served.client, next="/map?territory=02")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/map?territory=02"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Max-Age=43200" in cookie
    assert "Secure" not in cookie
    token = token_of(served.client.cookies[NAME], served.site.settings)
    assert token is not None
    assert accounts.session_of_token(served.database, token, now=clock.now())


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize(
    "changes", [{"password": "wrong"}, {"email": "nobody@huella.example"}, {"email": ""}]
)
def test_unknown_and_wrong_get_the_same_answer(client: TestClient, changes: dict[str, str]) -> None:
    answer = _sign_in(client, **changes)
    assert answer.status_code == 401
    assert "El correo o la contraseña no coinciden" in answer.text
    assert NAME not in client.cookies
    assert PASSWORD not in answer.text


@pytest.mark.usefixtures("member")
def test_too_many_attempts_are_told_to_wait(client: TestClient) -> None:
    statuses = [_sign_in(client, password="wrong").status_code for _ in range(6)]
    assert statuses[0] == 401
    assert statuses[-1] == 429
    last = _sign_in(client)
    assert last.status_code == 429
    assert last.headers["retry-after"]


@pytest.mark.usefixtures("member")
def test_signing_out_ends_the_session_not_only_the_cookie(served: Served) -> None:
    _sign_in(served.client)
    cookie = served.client.cookies[NAME]
    token = token_of(cookie, served.site.settings) or ""
    answer = served.client.post("/logout")
    assert answer.status_code == 303
    assert NAME not in served.client.cookies
    assert accounts.session_of_token(served.database, token, now=clock.now()) is None


@pytest.mark.usefixtures("member")
def test_a_link_signs_out_from_our_own_page_and_asks_first_from_elsewhere(client: TestClient) -> None:
    _sign_in(client)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {}):
        assert client.get("/logout", headers=headers).status_code == 200
        assert NAME in client.cookies
    assert client.get("/logout", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    assert NAME not in client.cookies


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_can_neither_sign_in_nor_out(client: TestClient, headers: dict[str, str]) -> None:
    for path in ("/login", "/login/demo", "/logout"):
        answer = client.post(path, data={"email": EMAIL, "password": PASSWORD}, headers=headers)
        assert answer.status_code == 403
        assert NAME not in client.cookies


@pytest.mark.parametrize(
    "asked",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/%0d%0aSet-Cookie:x=1\r\n",
        "javascript:alert(1)",
        "map",
        "",
        " /map",
        "/login?next=/map",
        "/logout",
        "/a//b",
        "/" + "x" * 3_000,
        "http:/map",
        "/[",
    ],
)
def test_a_login_never_leads_away(asked: str) -> None:
    led = safe_next(asked)
    assert led in {"/", "/["}


@pytest.mark.parametrize("asked", ["/map", "/map?territory=02&level=comuna", "/results?q=a%2Fb", "/"])
def test_a_login_leads_back_to_a_local_page(asked: str) -> None:
    assert safe_next(asked) == asked


def test_demo_accounts_are_one_click_away_on_this_machine(served: Served, client: TestClient) -> None:
    email = f"coordinadora{DEMO_DOMAIN}"
    with served.database.write() as session:
        make_account(session, email=email, name="Camila")
    assert "Entrar como Camila" in client.get("/login").text
    answer = client.post("/login/demo", data={"email": email, "next": "/map"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/map"
    assert NAME in client.cookies


def test_demo_accounts_are_not_for_other_machines(served: Served) -> None:
    email = f"coordinadora{DEMO_DOMAIN}"
    with served.database.write() as session:
        make_account(session, email=email, name="Camila")
    with served_by(served.site) as client:
        client._transport.client = ("203.0.113.9", 1)
        assert "Camila" not in client.get("/login").text
        assert client.post("/login/demo", data={"email": email}).status_code == 403


def test_outside_demo_mode_there_are_none(database: Database, tmp_path: Path) -> None:
    secret = {"HUELLA_DEMO": "", "HUELLA_SECRET": "s" * 40, "HUELLA_PUBLIC_URL": "https://huella.example.cl"}
    with database.write() as session:
        make_account(session, email=f"coordinadora{DEMO_DOMAIN}", name="Camila")
    accounts.add_account(
        database, email=EMAIL, name="Ana", role="manager", password=PASSWORD, now=clock.now()
    )
    with served_by(site_of(demo_settings(tmp_path, **secret), database)) as client:
        assert "Camila" not in client.get("/login").text
        assert client.post("/login/demo", data={"email": f"coordinadora{DEMO_DOMAIN}"}).status_code == 403
        assert "Secure" in _sign_in(client).headers["set-cookie"]


def test_with_the_database_away_the_login_says_so(tmp_path: Path) -> None:
    away = Database(f"sqlite:///{tmp_path / 'nothing.sqlite'}")
    with served_by(site_of(demo_settings(tmp_path), away)) as client:
        assert client.get("/login").status_code == 200
        answer = _sign_in(client)
        assert answer.status_code == 503
        assert PASSWORD not in answer.text
    away.close()


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&" * 5_000, b"email=a&email=b", b"x" * 70_000])
def test_any_bytes_get_an_answer(client: TestClient, body: bytes) -> None:
    answer = client.post(
        "/login", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code in {401, 413}


@pytest.mark.usefixtures("member")
def test_a_flood_of_logins_for_many_addresses_is_slowed_down(served: Served) -> None:
    slow = FormLimits(link=Rate(0.1, 3), overall=Rate(0.1, 3))
    with served_by(replace(served.site, logins=slow)) as client:
        statuses = [_sign_in(client, email=f"{number}@x.example").status_code for number in range(4)]
        assert statuses == [401, 401, 401, 429]
        assert _sign_in(client).status_code == 429

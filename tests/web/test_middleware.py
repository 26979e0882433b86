"""What every request passes: only we name a session, and demo mode knows only this machine."""

from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from dashboard.services import accounts, clock
from dashboard.web.cookies import NAME
from dashboard.web.middleware import GUARDED
from dashboard.web.routes import build
from tests.factories import PASSWORD
from tests.web.browser import TestClient
from tests.web.conftest import Served

EMAIL = "ana@huella.example"
SOCKET = "ws://localhost/_stcore/stream"


async def _echo(request: Request) -> JSONResponse:
    return JSONResponse(request.headers.getlist("x-huella-session"))


async def _echo_socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_json(socket.headers.getlist("x-huella-session"))
    await socket.close()


async def _page(_: Request) -> Response:
    return HTMLResponse("<p>map")


@pytest.fixture
def echo(served: Served) -> Any:
    extra = [Route("/echo", _echo), WebSocketRoute("/_stcore/stream", _echo_socket), Route("/map", _page)]
    with TestClient(
        build(served.site.settings, served.site, extra=extra),
        base_url="http://localhost",
        client=("127.0.0.1", 1),
        follow_redirects=False,
    ) as client:
        yield client


@pytest.fixture
def signed_in(echo: TestClient, served: Served) -> TestClient:
    accounts.add_account(
        served.database, email=EMAIL, name="Ana", role="manager", password=PASSWORD, now=clock.now()
    )
    assert echo.post("/login", data={"email": EMAIL, "password": PASSWORD}).status_code == 303
    return echo


@pytest.mark.parametrize(
    "header", ["X-Huella-Session", "x-huella-session", "X_Huella_Session", "X-HUELLA-ROLE"]
)
def test_a_browser_cannot_name_its_own_session(echo: TestClient, header: str) -> None:
    assert echo.get("/echo", headers={header: "smuggled"}).json() == []
    with echo.websocket_connect(SOCKET, headers={header: "smuggled"}) as socket:
        assert socket.receive_json() == []


def test_a_live_cookie_becomes_the_one_session_header(signed_in: TestClient) -> None:
    found = signed_in.get("/echo", headers={"X-Huella-Session": "smuggled"}).json()
    assert len(found) == 1
    assert found != ["smuggled"]
    with signed_in.websocket_connect(SOCKET, headers={"X-Huella-Session": "x"}) as socket:
        assert socket.receive_json() == found


@pytest.mark.parametrize("spoil", [lambda c: c + "x", lambda c: c[1:], lambda _: "", lambda _: "a.b.c"])
def test_a_cookie_we_did_not_sign_is_nobody(signed_in: TestClient, spoil: Any) -> None:
    cookie = spoil(signed_in.cookies[NAME])
    signed_in.cookies.clear()
    assert signed_in.get("/echo", headers={"Cookie": f"{NAME}={cookie}"}).json() == []


def test_pages_of_the_team_lead_to_the_login_and_back(echo: TestClient) -> None:
    answer = echo.get("/map?territory=02&lang=en")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fmap%3Fterritory%3D02%26lang%3Den&lang=en"


def test_who_is_signed_in_gets_the_page(signed_in: TestClient) -> None:
    assert signed_in.get("/map").status_code == 200


def test_who_is_signed_in_elsewhere_is_left_to_the_page_s_own_guard(echo: TestClient) -> None:
    assert echo.get("/map", headers={"Cookie": "_streamlit_user=x"}).status_code == 200


def test_every_page_of_the_team_is_guarded() -> None:
    assert {"/map", "/trainings", "/results", "/territories", "/present", "/account"} <= GUARDED
    assert not {"/", "/home", "/feedback", "/methods"} & GUARDED


def test_with_the_database_away_nobody_is_signed_in(
    signed_in: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise OSError

    monkeypatch.setattr("dashboard.services.accounts.session_of_token", fail)
    assert signed_in.get("/echo").json() == []
    assert signed_in.get("/map").status_code == 303


def test_pages_without_headers_of_their_own_get_safe_ones(signed_in: TestClient) -> None:
    headers = signed_in.get("/map").headers
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "a:b:c", "127.0.0.1@evil.example"]
)
def test_demo_mode_answers_only_to_this_machine_s_names(echo: TestClient, host: str) -> None:
    assert echo.get("/healthz", headers={"Host": host}).status_code == 400
    with (
        pytest.raises(WebSocketDisconnect),
        echo.websocket_connect(SOCKET, headers={"Host": host}),
    ):
        pass


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:1", "[::1]:8501"])
def test_this_machine_s_names_are_served(echo: TestClient, host: str) -> None:
    assert echo.get("/healthz", headers={"Host": host}).status_code == 200

"""A request's head ends within limits, or its connection does; whoever is in time is answered."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.web import http_protocol
from dashboard.web.http_protocol import LONGEST_HEAD, LimitedHttp
from tests.e2e.served import free_port

PATIENCE = 20.0
SHORT = 0.3


@pytest.fixture
def port() -> Iterator[int]:
    """Of a server that answers "hello"."""
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("hello"))])
    found = free_port()
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=found, http=LimitedHttp, log_level="critical")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    yield found
    server.should_exit = True
    thread.join(PATIENCE)


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def all_of(connection: socket.socket) -> bytes:
    """What the server says until it ends the connection."""
    said = b""
    try:
        while part := connection.recv(65_536):
            said += part
    except ConnectionResetError:
        pass  # it had more to read, and did not
    return said


def test_two_requests_are_answered_over_one_connection(port: int) -> None:
    with closing(connected(port)) as connection:
        for is_last in (False, True):
            end = b"Connection: close\r\n" if is_last else b""
            connection.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n" + end + b"\r\n")
            if not is_last:
                said = b""
                while not said.endswith(b"hello"):
                    part = connection.recv(65_536)
                    assert part, said
                    said += part
        assert b"hello" in all_of(connection)


@pytest.mark.parametrize("part", [b"x" * 1_000, b"x\r\nX-More: " + b"x" * 1_000])
def test_a_head_without_end_ends_the_connection(port: int, part: bytes) -> None:
    """One header or many: the server says so and reads no more."""
    with closing(connected(port)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: here\r\nX-First: ")
        connection.sendall(part * (LONGEST_HEAD // len(part)))
        connection.sendall(part)
        assert b" 400 " in all_of(connection)


@pytest.fixture
def hurried(port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A connection to a server that gives a head little time."""
    monkeypatch.setattr(http_protocol, "SLOWEST_HEAD_SECONDS", SHORT)
    with closing(connected(port)) as connection:
        yield connection


def test_a_head_that_takes_too_long_ends_the_connection(hurried: socket.socket) -> None:
    hurried.sendall(b"GET / HTTP/1.1\r\nHost: he")
    assert all_of(hurried) == b""


def test_who_says_nothing_is_not_waited_for(hurried: socket.socket) -> None:
    assert all_of(hurried) == b""


def test_an_answer_that_takes_longer_than_a_head_may_is_given(hurried: socket.socket) -> None:
    """The limit ends with the head: a slow body has a limit of its own."""
    hurried.sendall(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 2\r\n\r\n")
    time.sleep(2 * SHORT)
    hurried.sendall(b"ab")
    assert b"hello" in all_of(hurried)


def test_a_second_head_that_takes_too_long_ends_the_connection_too(hurried: socket.socket) -> None:
    hurried.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\nGET / HTTP/1.1\r\nHost")
    said = all_of(hurried)
    assert said.count(b" 200 ") == 1
    assert b"hello" in said

"""Reads a request's body, a limited amount of it and for a limited time."""

import asyncio

from starlette.requests import ClientDisconnect, Request

LONGEST_BODY = 64 * 1024
SLOWEST_SECONDS = 30.0


class BodyTooLargeError(Exception):
    """More than `LONGEST_BODY` bytes were announced or sent."""


class BodyTooSlowError(Exception):
    """The body did not arrive in time, or its sender went away."""


async def read_body(request: Request) -> bytes:
    """The whole body; stops reading at the limit, whether or not a length was announced."""
    announced = request.headers.get("content-length", "")
    if (
        announced.isascii()
        and announced.isdecimal()
        and (len(announced) > 12 or int(announced) > LONGEST_BODY)
    ):
        raise BodyTooLargeError
    try:
        async with asyncio.timeout(SLOWEST_SECONDS):
            return await _limited(request)
    except (TimeoutError, ClientDisconnect) as error:
        raise BodyTooSlowError from error


async def _limited(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise BodyTooLargeError
    return bytes(body)

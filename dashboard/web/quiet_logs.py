"""Logs that name no person, no device and no address: what failed and where, never with which data."""

import logging
import traceback

LOGGER = logging.getLogger("dashboard.web")


class _WithoutAddresses(logging.Filter):
    """Uvicorn writes the address of everyone who opens a websocket; those lines are dropped."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "WebSocket" not in str(record.msg)


_FILTER = _WithoutAddresses()


def keep_logs_quiet() -> None:
    """No access log, however the server was started. Safe to call again."""
    access = logging.getLogger("uvicorn.access")
    access.handlers.clear()
    access.propagate = False
    access.disabled = True
    server = logging.getLogger("uvicorn.error")
    if _FILTER not in server.filters:
        server.addFilter(_FILTER)


def tell_failure(where: str, error: BaseException) -> None:
    """Logs the kind of an error and the lines of code it passed; its message may hold what a person wrote."""
    lines = "".join(traceback.format_tb(error.__traceback__))
    LOGGER.error("%s failed: %s\n%s", where, type(error).__name__, lines)

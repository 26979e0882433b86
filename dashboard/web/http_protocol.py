"""How requests are read from a connection: by uvicorn and llhttp, within limits that neither has."""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 32 * 1024  # bytes of a request's line and headers
SLOWEST_HEAD_SECONDS = 20.0


class LimitedHttp(HttpToolsProtocol):
    """A head without end, in bytes or in time, ends its connection; a body is limited where it is read."""

    _head_bytes = 0
    _is_in_head = True
    _deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._wait_for_its_end()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_head()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self._is_in_head or self.transport.is_closing():
            return
        self._head_bytes += len(data)
        if self._head_bytes > LONGEST_HEAD:
            self.send_400_response("Request head too long.")
        elif self._deadline is None:  # most heads come in one piece, and need no clock
            self._wait_for_its_end()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head, self._head_bytes = True, 0

    def on_headers_complete(self) -> None:
        self._end_head()
        super().on_headers_complete()

    def _wait_for_its_end(self) -> None:
        self._deadline = self.loop.call_later(SLOWEST_HEAD_SECONDS, self.transport.close)

    def _end_head(self) -> None:
        self._is_in_head = False
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

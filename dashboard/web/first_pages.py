"""The empty form, drawn once for everyone who opens the same link: only the response's id differs."""

import re
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Self
from uuid import uuid4

from starlette.responses import HTMLResponse

from dashboard.survey.definition import Definition
from dashboard.web.headers import FORM_HEADERS

MOST_PAGES = 200
PLACE = "00000000-0000-4000-8000-000000000000"
"""Stands for the id while a page is drawn."""

_CLOCK = re.compile(r"\b(today|now)\s*\(")

_LEVEL = 6
_WINDOW = 32 * 1024
_GZIP_HEADER = b"\x1f\x8b\x08" + bytes(6) + b"\xff"  # deflate, no name, no time, no system


@dataclass(frozen=True, slots=True)
class Halves:
    """A page before and after the place of the id, and both compressed: half of what a page costs to send."""

    before: bytes
    after: bytes
    small_before: bytes
    small_after: bytes

    @classmethod
    def of(cls, before: bytes, after: bytes) -> Self:
        first = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
        # What follows may look back past the id, at which no byte is: a page holds no zero byte.
        seen = (before + bytes(len(PLACE)))[-_WINDOW:]
        second = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS, zdict=seen)
        return cls(
            before,
            after,
            first.compress(before) + first.flush(zlib.Z_SYNC_FLUSH),
            second.compress(after) + second.flush(),
        )

    def whole(self, id_: bytes) -> bytes:
        return self.before + id_ + self.after

    def compressed(self, id_: bytes) -> bytes:
        """As gzip: the id stands in a block that is stored as it is (RFC 1951, 3.2.4)."""
        size = len(id_)
        stored = b"\0" + size.to_bytes(2, "little") + (0xFFFF - size).to_bytes(2, "little") + id_
        check = zlib.crc32(self.whole(id_)).to_bytes(4, "little")
        length = (len(self.before) + size + len(self.after)).to_bytes(4, "little")
        return _GZIP_HEADER + self.small_before + stored + self.small_after + check + length


@dataclass
class FirstPages:
    """The newest pages of this process, before and after the place of the id."""

    _halves: OrderedDict[Hashable, Halves] = field(default_factory=OrderedDict)

    def has(self, key: Hashable) -> bool:
        """Whether the page of a key has been drawn."""
        return key in self._halves

    def page(
        self, key: Hashable, draw: Callable[[str], HTMLResponse], *, is_compressed: bool = False
    ) -> HTMLResponse:
        """The page of a key with an id of its own; `draw` makes one for an id. Safe from several threads: at
        worst a page is drawn twice.
        """
        halves = self._halves.get(key)
        if halves is None:
            drawn = draw(PLACE)
            parts = bytes(drawn.body).split(PLACE.encode())
            if len(parts) != 2 or b"\0" in drawn.body:
                return draw(str(uuid4()))
            halves = self._halves[key] = Halves.of(*parts)
            while len(self._halves) > MOST_PAGES:
                self._halves.popitem(last=False)
        id_ = str(uuid4()).encode()
        if not is_compressed:
            return HTMLResponse(halves.whole(id_), headers=dict(FORM_HEADERS))
        headers = {**FORM_HEADERS, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return HTMLResponse(halves.compressed(id_), headers=headers)


def is_the_same_for_all(definition: Definition) -> bool:
    """Whether the empty form depends on neither the person nor the moment."""
    questions = definition.questions
    expressions = (
        text
        for each in questions
        for text in (each.relevant, each.default, each.calculation, each.choice_filter, each.required_when)
    )
    rules = (section.relevant for section in definition.every_section())
    is_timeless = not any(_CLOCK.search(text) for text in (*expressions, *rules))
    return is_timeless and not any(each.is_shuffled for each in questions)

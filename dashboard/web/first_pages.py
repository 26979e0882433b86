"""The empty form, drawn once for everyone who opens the same link: only the response's id differs."""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from uuid import uuid4

from starlette.responses import HTMLResponse

from dashboard.survey.definition import Definition
from dashboard.web.headers import FORM_HEADERS

MOST_PAGES = 200
PLACE = "00000000-0000-4000-8000-000000000000"
"""Stands for the id while a page is drawn."""

_CLOCK = re.compile(r"\b(today|now)\s*\(")

Halves = tuple[bytes, bytes]


@dataclass
class FirstPages:
    """The newest pages of this process, before and after the place of the id."""

    _halves: OrderedDict[Hashable, Halves] = field(default_factory=OrderedDict)

    def has(self, key: Hashable) -> bool:
        """Whether the page of a key has been drawn."""
        return key in self._halves

    def page(self, key: Hashable, draw: Callable[[str], HTMLResponse]) -> HTMLResponse:
        """The page of a key with an id of its own; `draw` makes one for an id. Safe from several threads: at
        worst a page is drawn twice.
        """
        halves = self._halves.get(key)
        if halves is None:
            drawn = draw(PLACE)
            parts = bytes(drawn.body).split(PLACE.encode())
            if len(parts) != 2:
                return draw(str(uuid4()))
            halves = self._halves[key] = (parts[0], parts[1])
            while len(self._halves) > MOST_PAGES:
                self._halves.popitem(last=False)
        whole = halves[0] + str(uuid4()).encode() + halves[1]
        return HTMLResponse(whole, headers=dict(FORM_HEADERS))


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

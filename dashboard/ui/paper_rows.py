"""The rows of the paper grid as the session keeps them: builtins, each with an id made when it is begun."""

from collections.abc import Iterable, Mapping
from typing import cast
from uuid import uuid4

import pandas as pd

from dashboard.ui import session
from dashboard.ui.paper_columns import Column

BLANK_ROWS = 10
MOST_ROWS = 100
Kept = dict[str, object]
"""`id`, `number` (what the person reads) and `cells` (column → text)."""


def is_begun(link_id: int) -> bool:
    """Whether sheets of this link are being typed: then its grid stays, even when the link closes."""
    return bool(_stored(link_id))


def rows_of(link_id: int) -> list[Kept]:
    """The rows of a link's grid, blank ones at first."""
    if not _stored(link_id):
        keep(link_id, [], at_least=BLANK_ROWS)
    return _stored(link_id)


def keep(link_id: int, rows: Iterable[Kept], *, at_least: int = 0) -> None:
    """Puts these rows into a new grid, and blank ones until they are enough; no number comes twice."""
    kept = list(rows)[:MOST_ROWS]
    state = session.state()
    number = _numbered(link_id)
    while len(kept) < min(at_least, MOST_ROWS):
        number += 1
        kept.append({"id": str(uuid4()), "number": number, "cells": {}})
    state[session.paper_key(link_id, "numbered")] = number
    state[session.paper_key(link_id, "rows")] = kept
    state[session.paper_key(link_id, "round")] = _round(link_id) + 1


def said(link_id: int) -> list[tuple[str, str]]:
    """(kind, sentence) pairs of the last time sheets were saved."""
    return cast("list[tuple[str, str]]", session.state().get(session.paper_key(link_id, "said"), []))


def say(link_id: int, sentences: list[tuple[str, str]]) -> None:
    session.state()[session.paper_key(link_id, "said")] = sentences


def table(rows: list[Kept], columns: tuple[Column, ...], sheet: str) -> pd.DataFrame:
    """The grid: one row per sheet, numbered; empty text where nothing was typed."""
    index = pd.Index([cast("int", row["number"]) for row in rows], name=sheet)
    cells = {column.key: [_cells(row).get(column.key, "") for row in rows] for column in columns}
    return pd.DataFrame(cells, index=index, dtype="object")


def take_in(link_id: int) -> None:
    """Writes what was typed into the rows of the session, before anything can fail.

    Called as the button is pressed, ahead of the page: should the database be away, no sheet is lost.
    """
    edits = session.state().get(grid_key(link_id))
    edited = edits.get("edited_rows", {}) if isinstance(edits, Mapping) else {}
    rows = _stored(link_id)
    for place, cells in edited.items():
        row = rows[int(place)]
        texts = _cells(row) | {str(key): _text(value) for key, value in cells.items()}
        filled = {key: text for key, text in texts.items() if text}
        if _cells(row) and not filled:
            row["id"] = str(uuid4())  # emptied: the next sheet typed here is another one
        row["cells"] = filled
    keep(link_id, rows)


def grid_key(link_id: int) -> str:
    """The widget of this round: another round is another one, so no edit is applied to the wrong row."""
    return session.paper_key(link_id, f"grid_{_round(link_id)}")


def consent_key(link_id: int) -> str:
    """The box to tick; a new one for each batch of sheets."""
    return session.paper_key(link_id, f"agreed_{_numbered(link_id)}")


def cells_of(row: Kept) -> Mapping[str, str]:
    """Column → what was typed."""
    return _cells(row)


def _cells(row: Kept) -> dict[str, str]:
    return cast("dict[str, str]", row["cells"])


def _stored(link_id: int) -> list[Kept]:
    return cast("list[Kept]", session.state().get(session.paper_key(link_id, "rows"), []))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _round(link_id: int) -> int:
    return cast("int", session.state().get(session.paper_key(link_id, "round"), 0))


def _numbered(link_id: int) -> int:
    return cast("int", session.state().get(session.paper_key(link_id, "numbered"), 0))

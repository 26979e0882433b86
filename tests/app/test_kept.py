"""What is kept for everyone is changed by nobody, and is told apart by all that limits it."""

import pickle
from collections.abc import Callable
from io import BytesIO
from types import MappingProxyType
from typing import Any

import pytest

from dashboard.ui import resources
from db.criteria import EVERYTHING, Filters, Scope
from tests.app.conftest import World

PAGES = ("home", "map", "results", "compare", "targets", "trainings", "territories", "present")


class Frozen(pickle.Pickler):
    """Everything down to its last number, read-only mappings too."""

    def reducer_override(self, thing: object) -> Any:  # Any: or NotImplemented, as pickle's own stubs have it
        return (dict, (dict(thing),)) if isinstance(thing, MappingProxyType) else NotImplemented


def frozen(thing: object) -> bytes:
    out = BytesIO()
    Frozen(out).dump(thing)
    return out.getvalue()


def test_pages_change_nothing_that_was_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, object] = {}
    as_made: dict[str, bytes] = {}

    def keep(key: str, make: Callable[[], object]) -> object:
        if key not in made:
            made[key] = make()
            as_made[key] = frozen(made[key])
        return made[key]

    monkeypatch.setattr(resources, "_kept", keep)
    for page in PAGES * 2:
        assert not world.open("coordinator", page).exception
    changed = [key for key, found in made.items() if frozen(found) != as_made[key]]
    assert len(made) > len(PAGES)
    nameless = [key for key in made if " at 0x" in key]  # told by where it lies: tomorrow another thing may
    assert nameless == []
    assert changed == []


def test_every_scope_and_filter_has_a_key_of_its_own() -> None:
    asked = [
        (EVERYTHING, Filters()),
        (Scope(regions=("02",)), Filters()),
        (Scope(regions=("02", "05")), Filters()),
        (EVERYTHING, Filters(territory="02")),
        (EVERYTHING, Filters(kind=("workshop",))),
    ]
    found = [resources.kept(scope, filters, "here", object) for scope, filters in asked]
    assert len({id(one) for one in found}) == len(asked)
    assert resources.kept(*asked[-1], "here", object) is found[-1]


def test_a_search_may_look_like_a_place_in_memory(world: World) -> None:
    assert not world.open("coordinator", "results", q="<taller object at 0x7f3a>").exception

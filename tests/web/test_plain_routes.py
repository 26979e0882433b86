"""QR codes, boundaries, assets, health, language, and the shell of the pages."""

import gzip
import json
from pathlib import Path

import pytest

from dashboard.web.assets import asset_url
from dashboard.web.site import site_of
from db.engine import Database
from tests.web.browser import TestClient
from tests.web.conftest import CLOSED, OPEN, Served, demo_settings, served_by


def test_health_says_that_the_database_answers(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("url", ["sqlite:///{folder}/empty.sqlite", "postgresql://x:y@127.0.0.1:9/none"])
def test_health_says_that_the_database_is_away(tmp_path: Path, url: str) -> None:
    away = Database(url.format(folder=tmp_path))
    with served_by(site_of(demo_settings(tmp_path), away)) as client:
        answer = client.get("/healthz")
        assert answer.status_code == 503
        assert answer.json() == {"status": "unavailable", "database": "away"}
    away.close()


@pytest.mark.parametrize(("kind", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_qr_of_a_link(client: TestClient, kind: str, start: bytes) -> None:
    answer = client.get(f"/qr/{OPEN}.{kind}")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert "max-age" in answer.headers["cache-control"]
    assert client.get(f"/qr/{CLOSED}.{kind}").status_code == 200


@pytest.mark.parametrize("path", ["/qr/ZZZZ2345.svg", "/qr/x.png", "/qr/%00.svg", "/qr/ABCD2345.gif"])
def test_no_qr_for_what_is_no_link(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_qr_carries_the_public_address(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(url: str, _kind: str) -> bytes:
        drawn.append(url)
        return b""

    monkeypatch.setattr("dashboard.web.qr.draw_qr", draw)
    settings = demo_settings(tmp_path, HUELLA_PUBLIC_URL="https://huella.example.cl/")
    for site in (served.site, site_of(settings, served.database)):
        with served_by(site) as client:
            client.get(f"/qr/{OPEN}.svg")
    assert drawn == [f"http://localhost/f/{OPEN}", f"https://huella.example.cl/f/{OPEN}"]


@pytest.fixture
def map_folder(served: Served) -> Path:
    folder = served.site.settings.map_folder
    folder.mkdir(parents=True)
    for name in ("regions.json", "comunas-02.json", "hatch_comunas-02.json"):
        (folder / name).write_text(json.dumps({"name": name, "pad": "x" * 900}))
    (folder / "secret.txt").write_text("no")
    (folder.parent / "outside.json").write_text("{}")
    return folder


@pytest.mark.usefixtures("map_folder")
@pytest.mark.parametrize("name", ["regions.json", "comunas-02.json", "hatch_comunas-02.json"])
def test_boundaries_are_compressed_and_kept(client: TestClient, name: str) -> None:
    answer = client.get(f"/geo/{name}?v=abc")
    assert answer.json()["name"] == name
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert "immutable" not in client.get(f"/geo/{name}").headers["cache-control"]
    plain = client.get(f"/geo/{name}", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json()["name"] == name


@pytest.mark.usefixtures("map_folder")
@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        "..%2Foutside.json",
        "../outside.json",
        "%2e%2e/outside.json",
        "nothing.json",
        "regions.json%00",
    ],
)
def test_no_other_file_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/geo/{name}").status_code == 404


def test_any_base_map_is_the_empty_one(client: TestClient) -> None:
    for name in ("world_110m.json", "south-america_50m.json"):
        topology = client.get(f"/geo/topojson/{name}").json()
        assert topology["type"] == "Topology"
        assert topology["arcs"] == []


def test_assets_are_named_after_their_content_and_kept(client: TestClient) -> None:
    answer = client.get(asset_url("form.css"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert len(gzip.compress(answer.content)) < 10_000
    assert client.get("/huella-static/form.css").status_code == 404
    assert client.get("/huella-static/..%2Fapp.py").status_code == 404


@pytest.mark.parametrize(
    ("query", "led"),
    [
        ("lang=en&next=/map?a=1", "/map?a=1&lang=en"),
        ("lang=es&next=/map%3Fa%3D1%26lang%3Den", "/map?a=1"),
        ("lang=xx&next=//evil.example", "/"),
        ("", "/"),
    ],
)
def test_switching_the_language_only_changes_the_address(client: TestClient, query: str, led: str) -> None:
    answer = client.get(f"/language?{query}")
    assert answer.status_code == 303
    assert answer.headers["location"] == led


@pytest.mark.parametrize("path", ["/", "/methods", "/feedback"])
def test_pages_say_their_language_and_our_name(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert '<html lang="es">' in page.text
    assert "<title>Huella</title>" in page.text
    assert "<script>" not in page.text
    assert '<html lang="en">' in client.get(f"{path}?lang=en").text
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]

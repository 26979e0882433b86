"""The gallery as a page that needs no server and no network: figures, their words, light and dark."""

import json
import shutil
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import plotly
import plotly.graph_objects as go

from dashboard.charts.describe import alternative_text
from dashboard.charts.frame import chart_config
from dashboard.charts.theme import FONT, tokens
from dashboard.maps.boundaries import load_boundaries
from dashboard.maps.topology import TOPOLOGY_FILE, empty_topology
from dashboard.maps.world import WORLD_FILE, WORLD_NAME
from tests.gallery.entries import KINDS, Entry, Ground, T

PLOTLY = "plotly.min.js"
NAMES = {
    "typical": "típico",
    "empty": "vacío",
    "single": "uno solo",
    "huge": "enorme",
    "withheld": "reservado",
}
PHONE_KINDS = ("typical", "huge")
WIDE, PHONE = 900, 358  # pixels

STYLE = f"""
body{{margin:24px;font:16px {FONT};background:#fff;color:{tokens().ink}}}
h2{{margin:48px 0 8px}}h3{{margin:24px 0 4px;font-size:16px}}
.row{{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}}
figure{{margin:0;padding:8px;max-width:100%;border:1px solid {tokens().line}}}
figure.dark{{background:{tokens(dark=True).paper};color:{tokens(dark=True).ink}}}
figcaption{{font-size:13px;max-width:{WIDE}px}}.phone figcaption{{max-width:{PHONE}px}}
.plot{{width:{WIDE}px}}.phone .plot{{width:{PHONE}px}}
"""
# Maps name their boundaries by address; here they find them in the page.
DRAW = """
window.PlotlyGeoAssets = {topojson: {TOPOLOGY: EMPTY}};
const files = GEO;
function draw(id, figure) {
  const named = figure.data.filter(trace => typeof trace.geojson === 'string');
  for (const trace of named) trace.geojson = files[trace.geojson.split('?')[0].split('/').pop()];
  Plotly.newPlot(id, figure.data, figure.layout, CONFIG);
}
"""


def write_gallery(folder: Path, map_folder: Path, *, entries: Sequence[Entry]) -> Path:
    """Writes index.html and plotly.min.js; returns the page. `map_folder` holds the derived map."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(plotly.__file__).parent / "package_data" / PLOTLY, folder / PLOTLY)
    body = "".join(line for entry in entries for line in _entry(entry, map_folder))
    page = folder / "index.html"
    page.write_text(
        f'<!doctype html><html lang="{T.language}"><meta charset="utf-8"><title>Huella: figuras</title>'
        f"<style>{STYLE}</style><script src={PLOTLY}></script><script>{_script(map_folder)}</script>"
        f"<h1>Huella: figuras</h1>{body}",
        encoding="utf-8",
    )
    return page


def _script(map_folder: Path) -> str:
    files = {
        file.name: json.loads(file.read_text(encoding="utf-8"))
        for stem in ("regions", "comunas")
        for file in (map_folder / f"{stem}.json", map_folder / f"hatch_{stem}.json")
    }
    files[WORLD_NAME] = json.loads(WORLD_FILE.read_text(encoding="utf-8"))
    values = {
        "TOPOLOGY": json.dumps(TOPOLOGY_FILE.removesuffix(".json")),
        "EMPTY": empty_topology(),
        "GEO": json.dumps(files, separators=(",", ":")),
        "CONFIG": json.dumps(chart_config(T.language)),
    }
    script = DRAW
    for name, value in values.items():
        script = script.replace(name, value)
    return script


def _entry(entry: Entry, map_folder: Path) -> Iterator[str]:
    boundaries = load_boundaries(map_folder)
    yield f"<h2>{escape(entry.name)}</h2><p>{escape((entry.figure.__doc__ or '').split('  ')[0])}</p>"
    for kind in KINDS:
        yield f"<h3>{NAMES[kind]}</h3>"
        if kind in entry.why_not:
            yield f"<p>{escape(entry.why_not[kind])}</p>"
            continue
        yield '<div class="row">'
        grounds = [Ground(boundaries), Ground(boundaries, dark=True)]
        if entry.has_narrow and kind in PHONE_KINDS:
            grounds.append(Ground(boundaries, narrow=True))
        for ground in grounds:
            yield _figure(entry.cases[kind](ground), f"{entry.name}-{kind}", ground)
        yield "</div>"


def _figure(figure: go.Figure, name: str, ground: Ground) -> str:
    looks = [look for look, is_on in (("dark", ground.dark), ("phone", ground.narrow)) if is_on]
    place = "-".join([name, *looks])
    size = len(figure.to_json()) / 1000
    words = escape(alternative_text(figure, t=T))
    drawn = figure.to_json().replace("</", "<\\/")
    return (
        f'<figure class="{" ".join(looks)}"><div class="plot" id="{place}"></div>'
        f"<figcaption>{words} <small>({T.number(size, 1)} kB)</small></figcaption></figure>"
        f"<script>draw({json.dumps(place)}, {drawn})</script>"
    )

"""Plotly's configuration for a map: the chart's own, a picture to keep, and the empty base map from here."""

from dashboard.charts.frame import chart_config
from dashboard.i18n import translator
from dashboard.maps.boundaries import DEFAULT_BASE
from dashboard.maps.topology import TOPOLOGY_FOLDER

PNG_BUTTON = "Download plot as a PNG"  # plotly's own words, by which its dictionary knows the button
PICTURE_SCALE = 2


def map_config(language: str, *, base: str = DEFAULT_BASE) -> dict[str, object]:
    """With it a map asks only `<base>` for files: boundaries, stripes and `topojson/world_110m.json`.

    The browser itself makes the picture; nothing leaves it.
    """
    config = chart_config(language)
    locale = str(config["locale"])
    known = config.get("locales")
    ours = dict(known.get(locale, {})) if isinstance(known, dict) else {}
    ours["dictionary"] = {PNG_BUTTON: translator(language)("maps.save_picture")}
    return config | {
        "topojsonURL": f"{base.rstrip('/')}/{TOPOLOGY_FOLDER}/",
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": "huella-mapa", "scale": PICTURE_SCALE},
        "locales": {locale: ours},
    }

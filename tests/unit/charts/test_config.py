"""What plotly says in the browser is in the reader's language, as the plotly in Streamlit spells it."""

from pathlib import Path

import streamlit

from dashboard.charts.frame import chart_config
from dashboard.maps.config import map_config


def test_every_phrase_we_translate_is_one_that_plotly_says() -> None:
    scripts = Path(streamlit.__file__).parent / "static" / "static" / "js"
    (bundle,) = scripts.glob("PlotlyChart.*.js")
    locales = chart_config("es", file_name="x")["locales"]
    assert isinstance(locales, dict)
    said = bundle.read_text(encoding="utf-8")
    phrases = locales["es"]["dictionary"]
    assert phrases
    assert [phrase for phrase in phrases if phrase not in said] == []


def test_only_a_map_that_says_its_source_elsewhere_offers_a_picture() -> None:
    assert map_config("es")["displayModeBar"] is False
    assert map_config("es", file_name="huella-map")["modeBarButtons"] == [["toImage"]]

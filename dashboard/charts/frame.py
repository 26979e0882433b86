"""What figures have in common: the empty figure, notes in the margin, the browser's configuration."""

from collections.abc import Mapping
from types import MappingProxyType

import plotly.graph_objects as go

from dashboard.charts.theme import BASE_SIZE, layout, tokens
from dashboard.charts.words import wrapped
from dashboard.i18n import Translator

EMPTY_HEIGHT = 160

# Plotly's own words, as the version in Streamlit spells them.
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "Download plot as a PNG": "Descargar como PNG",
        "Preparing image - this may take a few seconds": "Preparando la imagen",
        "Image download succeeded": "Imagen lista",
        "Sorry, there was a problem downloading your image!": "No se pudo descargar la imagen",
    }
)
# The ones a date axis would write.
_SPANISH: Mapping[str, object] = MappingProxyType(
    {
        "days": ["Domingo", "Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado"],
        "shortDays": ["Dom", "Lun", "Mar", "Mié", "Jue", "Vie", "Sáb"],
        "months": [
            "Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio",
            "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre",
        ],
        "shortMonths": ["Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic"],
        "date": "%d/%m/%Y",
        "decimal": ",",
        "thousands": ".",
    }
)  # fmt: skip


def chart_config(language: str, file_name: str = "") -> dict[str, object]:
    """Plotly's configuration in the browser: our locale, nothing fetched from anywhere.

    With a `file_name` the mode bar offers the picture and nothing else; without one there is none.
    """
    locales = {"es": {"dictionary": dict(_WORDS), "format": dict(_SPANISH)}} if language == "es" else {}
    picture = {
        "displayModeBar": "hover",
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": file_name, "scale": 2},
    }
    return {
        **(picture if file_name else {"displayModeBar": False}),
        "displaylogo": False,
        "scrollZoom": False,
        "responsive": True,
        "showTips": False,
        "locale": "es" if language == "es" else "en-US",
        "locales": locales,
    }


def empty_figure(
    words: str, *, t: Translator, dark: bool = False, height: int = EMPTY_HEIGHT, scale: float = 1.0
) -> go.Figure:
    """Says calmly what will appear here."""
    look = tokens(dark)
    said = {
        "text": wrapped(words, 48),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "font": {"color": look.muted, "size": (BASE_SIZE + 1) * scale},
    }
    hidden = {"visible": False}
    frame = {"height": height, "xaxis": hidden, "yaxis": hidden, "annotations": [said]}
    return go.Figure([], layout(t.language, dark=dark, scale=scale) | frame)

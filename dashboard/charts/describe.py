"""What a figure says, as plain values for tests and as a sentence for those who do not see it."""

import base64
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.charts.rows import LABEL, NOTE
from dashboard.i18n import Translator

DESCRIBED = ("name", "geo", "locations", "x", "y", "base", "lon", "lat", "text", "hovertext", "customdata")
NAMED = 4  # territories of a class that the alternative text names before it counts


def describe(figure: go.Figure) -> dict[str, object]:
    """Traces, legend, rows and notes as lists and texts; nothing about colours or places on the page."""
    content = figure.to_plotly_json()
    layout: Mapping[str, object] = content["layout"]
    return {
        "traces": [_trace(trace) for trace in content["data"]],
        "legend": legend_names(figure),
        "rows": [words(label) for label in _axis_labels(layout)],
        "notes": [words(str(one["text"])) for one in _annotations(layout) if one.get("name") != LABEL],
    }


def legend_names(figure: go.Figure) -> list[str]:
    """The entries of the legend, in order."""
    return _legend(figure.to_plotly_json())


def _legend(content: Mapping[str, Any]) -> list[str]:  # Any: plotly's JSON
    return [
        str(trace["name"])
        for trace in content["data"]
        if trace.get("name") and trace.get("showlegend", trace["type"] != "choropleth")
    ]


def alternative_text(figure: go.Figure, *, t: Translator) -> str:
    """The figure in sentences, from its own values: a map by class, rows by label, a line by month."""
    content = _seen(figure)
    told = content["layout"].get("meta")
    if isinstance(told, Mapping) and "alternative" in told:
        return str(told["alternative"])  # a figure whose values do not stand in rows tells them itself
    notes = _annotations(content["layout"])
    by_row = {one["y"]: words(str(one["text"])) for one in notes if one.get("name") == NOTE}
    if by_row:
        labels = [words(label) for label in _axis_labels(content["layout"])]
        rows = [(label, by_row.get(row, "")) for row, label in enumerate(labels)]
        return _sentences([t("charts.alternative", label=label, values=text) for label, text in rows if text])
    if any(trace["type"] == "choropleth" for trace in content["data"]):
        return _map_sentences(content, _legend(content), t)
    texts = [words(str(text)) for trace in content["data"] for text in trace.get("text") or [] if text]
    if texts:
        return _sentences(texts)
    return t("charts.alternative_empty", words=" ".join(words(str(one["text"])) for one in notes))


def _seen(figure: go.Figure) -> Mapping[str, Any]:  # Any: plotly's JSON
    """The figure's own values, to read and not to change: a copy costs more than the sentences."""
    return {"data": figure._data, "layout": figure._layout}


def _map_sentences(content: Mapping[str, object], legend: list[str], t: Translator) -> str:
    """Class by class, highest first, the names of its territories."""
    layers: dict[str, list[str]] = {}
    data: list[Mapping[str, object]] = list(content["data"])  # type: ignore[call-overload]  # plotly's JSON
    for trace in data:
        if trace["type"] == "choropleth" and trace.get("hovertext"):
            classes, names = decoded(trace["z"]), decoded(trace["hovertext"])
            for place, name in zip(classes, names, strict=True):  # type: ignore[call-overload]  # two lists
                layer = f"value-{place}" if trace["name"] == "value" else str(trace["name"])
                known = layers.setdefault(layer, [])
                known += [name] if name not in known else []
    title = words(str(content["layout"]["legend"]["title"]["text"]))  # type: ignore[index]
    values = sum(1 for trace in data if trace.get("legendgroup") == "classes")
    order = [f"value-{position}" for position in reversed(range(values))] + ["zero", "no_data", "withheld"]
    lines = [
        t("maps.alternative_range", range=label, names=_named(layers[layer], t))
        for layer, label in zip(order, legend, strict=False)
        if layer in layers
    ]
    return " ".join([t("maps.alternative", measure=title), *lines])


def _named(names: list[str], t: Translator) -> str:
    listed = ", ".join(words(name) for name in names[:NAMED])
    rest = len(names) - NAMED
    return t("maps.alternative_more", names=listed, count=t.number(rest)) if rest > 0 else listed


def _sentences(texts: list[str]) -> str:
    return ". ".join(texts) + "."


def words(text: str) -> str:
    """Plotly's little HTML as plain words."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br ?/?>", " ", text))).strip()


def _trace(trace: Mapping[str, object]) -> dict[str, object]:
    return (
        {"type": trace["type"]}
        | _bands(trace)
        | {key: decoded(trace[key]) for key in DESCRIBED if trace.get(key) is not None}
    )


def _bands(trace: Mapping[str, Any]) -> dict[str, object]:  # Any: plotly's JSON
    """Nodes and links of a flow."""
    if "node" not in trace:
        return {}
    nodes = [words(label) for label in trace["node"]["label"]]
    ends = (decoded(trace["link"][key]) for key in ("source", "target", "value"))
    return {"nodes": nodes, "links": [(nodes[a], nodes[b], value) for a, b, value in zip(*ends, strict=True)]}


def decoded(value: object) -> object:
    """Plotly's base64 arrays, numpy arrays and tuples as lists."""
    if isinstance(value, Mapping) and "bdata" in value:
        return np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"]).tolist()
    if isinstance(value, np.ndarray):
        return value.tolist()
    return list(value) if isinstance(value, tuple) else value


def _annotations(layout: Mapping[str, object]) -> list[Mapping[str, object]]:
    found = layout.get("annotations")
    return list(found) if isinstance(found, (list, tuple)) else []


def _axis_labels(layout: Mapping[str, object]) -> list[str]:
    """Of each row; where the figure cuts long ones, all of their words."""
    meta, axis = layout.get("meta"), layout.get("yaxis")
    if isinstance(meta, Mapping) and "rows" in meta:
        return list(meta["rows"])
    labels = axis.get("ticktext") if isinstance(axis, Mapping) else None
    return [str(label) for label in labels] if labels is not None else []

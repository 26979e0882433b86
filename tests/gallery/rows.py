"""Data for the gallery: the same shapes that services give, small, huge, and with nothing to tell."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from dashboard.charts import comparison, favourable, flow, learning, likert, months, recommendation, trend
from dashboard.indicators.intervals import wilson

NAN = math.nan
STATEMENTS = (
    "Lo que aprendí me sirve para mi trabajo de todos los días",
    "Me sentí segura/o para hablar",
    "La metodología fue adecuada",
    "Sé dónde pedir ayuda si veo una discriminación",
)
LONG = "Una afirmación larga con <b>marcas</b> & comillas «raras» que no cabe en una línea ni en dos, número"
GAPS = "Lo reservado no llega a este gráfico: una fila que no se publica no existe."


def many(count: int) -> list[str]:
    return [f"{LONG} {number}" for number in range(1, count + 1)]


def likert_rows(labels: Sequence[str], people: int) -> pd.DataFrame:
    rows = []
    for place, label in enumerate(labels):
        counts = (
            [max(0, people // 10 * (1 + (place + choice) % 4)) for choice in range(5)] if people else [0] * 5
        )
        n = sum(counts)
        share = (counts[3] + counts[4]) / n if n else NAN
        low, high = _interval(counts[3] + counts[4], n)
        rows += [
            (f"q{place}", label, c, k, n, share, low, high) for c, k in zip("12345", counts, strict=True)
        ]
    return pd.DataFrame(rows, columns=list(likert.COLUMNS))


def _interval(part: int, whole: int) -> tuple[float, float]:
    found = wilson(part, whole)
    return (NAN, NAN) if found is None else (found.low, found.high)


def learning_rows(labels: Sequence[str], n: int) -> pd.DataFrame:
    rows = [
        (label, 1.8 + place % 3 * 0.3, 3.1 + place % 4 * 0.4, n, 1.3 + place % 4 * 0.1, 1.0, 1.9)
        for place, label in enumerate(labels)
    ]
    return pd.DataFrame(rows, columns=list(learning.COLUMNS))


def nps_rows(labels: Sequence[str], n: int) -> pd.DataFrame:
    rows = [(label, 0.12, 0.30, 0.58, 46.0, 33.0, 57.0, n) for label in labels]
    return pd.DataFrame(rows, columns=list(recommendation.COLUMNS))


def trend_rows(count: int) -> pd.DataFrame:
    rows = []
    for at in range(count):
        share, n = 0.6 + 0.25 * math.sin(at / 3), 12 + at * 7 % 80
        low, high = _interval(round(share * n), n)
        rows.append((date(2015 + at // 12, at % 12 + 1, 1), share, low, high, n))
    return pd.DataFrame(rows, columns=list(trend.COLUMNS))


def dot_rows(labels: Sequence[str], n: int) -> pd.DataFrame:
    rows = []
    for place, label in enumerate(labels):
        part = round(n * (0.5 + place % 5 / 10))
        rows.append((f"t{place}", label, part / n, *_interval(part, n), n))
    return pd.DataFrame(rows, columns=list(comparison.DOT_COLUMNS))


def rate_rows(labels: Sequence[str], *, known: bool = True) -> pd.DataFrame:
    rows = [(label, 48, 75.0, 0.64, 0.25) if known else (label, 33, NAN, NAN, NAN) for label in labels]
    return pd.DataFrame(rows, columns=list(comparison.RATE_COLUMNS))


def count_rows(labels: Sequence[str]) -> pd.DataFrame:
    rows = [(label, 7 ** (place % 6) + place) for place, label in enumerate(labels)]
    return pd.DataFrame(rows, columns=list(comparison.COUNT_COLUMNS))


FAVOURABLE = pd.DataFrame(
    [
        ("Mujeres", "exact", 0.81, 0.74, 0.86, 150),
        ("Hombres", "exact", 0.66, 0.45, 0.82, 24),
        ("No binarias", "range", NAN, 0.62, 1.0, 12),
        ("Prefiere no decir", "withheld", NAN, NAN, NAN, 0),
        ("Otra", "none", NAN, NAN, NAN, 10),
    ],
    columns=list(favourable.COLUMNS),
)
FAVOURABLE_WITHHELD = FAVOURABLE[FAVOURABLE["state"] == "withheld"]


def favourable_many(labels: Sequence[str]) -> pd.DataFrame:
    rows = [(label, "exact", 0.7, 0.6, 0.78, 90) for label in labels]
    return pd.DataFrame(rows, columns=list(favourable.COLUMNS))


def flow_rows(organisations: int, regions: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two funders, a project of each, organisations that work in neighbouring regions."""
    at = range(organisations)
    projects = [("1", "2")[place % 2] for place in at]
    counts = [1 + place * 13 % 29 for place in at]
    sums = {key: sum(c for p, c in zip(projects, counts, strict=True) if p == key) for key in ("1", "2")}
    sums = {key: total for key, total in sums.items() if total}
    links = [("funder", key if key == "1" else "", key, total) for key, total in sums.items()]
    links += [("project", projects[place], f"o{place}", counts[place]) for place in at]
    links += [("organisation", f"o{place}", f"r{place % regions}", counts[place]) for place in at]
    nodes = [("funder", key if key == "1" else "", "Fondo Siete Ríos" if key == "1" else "Sin financista", n)
             for key, n in sums.items()]  # fmt: skip
    nodes += [("project", key, f"Aulas con <i>Derechos</i> {key}", n) for key, n in sums.items()]
    nodes += [("organisation", f"o{p}", f"Red de Escuelas del Litoral Norte {p}", counts[p]) for p in at]
    for region in range(min(regions, organisations)):
        n = sum(counts[place] for place in at if place % regions == region)
        nodes.append(("territory", f"r{region}", f"Libertador General {region}", n))
    return pd.DataFrame(nodes, columns=list(flow.NODE_COLUMNS)), pd.DataFrame(
        links, columns=list(flow.LINK_COLUMNS)
    )


def month_rows(count: int, most: int) -> pd.DataFrame:
    rows = [(date(1995 + at // 12, at % 12 + 1, 1), 1 + at * 7 % most) for at in range(0, count, 2)]
    return pd.DataFrame(rows, columns=["month", "trainings"])


def day_rows(days: Sequence[int], most: int) -> pd.DataFrame:
    rows = [(date(2025, 8, 1) + timedelta(days=day), 1 + day * 7 % most) for day in days]
    return pd.DataFrame(rows, columns=["day", "trainings"])


def planned_rows(count: int, most: int) -> pd.DataFrame:
    rows = [
        (date(2010 + at // 12, at % 12 + 1, 1), at * 7 % most, most // 3 if at > count - 3 else 0)
        for at in range(count)
    ]
    return pd.DataFrame(rows, columns=list(months.COLUMNS))

"""Who would recommend the training."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.learning import signed
from dashboard.charts.rows import Look, in_rows, is_small, note
from dashboard.charts.theme import Trace, bar_trace, tokens
from dashboard.charts.words import is_known
from dashboard.i18n import Translator

COLUMNS = ("label", "detractors", "passives", "promoters", "score", "low", "high", "n")
GROUPS = ("detractors", "passives", "promoters")
READABLE = 0.07


def nps_bar(
    scores: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> go.Figure:
    """Would people recommend it, and how sure is the score?

    One row in `COLUMNS` for each bar: the three groups as shares, score and interval from −100 to 100.
    """
    if scores.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    shares = {name: [round(float(share), 4) for share in scores[name].tolist()] for name in GROUPS}
    bases = _bases(shares)
    faint = [0.55 if is_small(n) else 1.0 for n in scores["n"].tolist()]
    traces = [_group(name, shares[name], bases[name], faint, look) for name in GROUPS]
    columns = (scores[column].tolist() for column in ("score", "n", "low", "high"))
    notes = [
        note(signed(score, t, 0), n, _interval(low, high, t), look)
        for score, n, low, high in zip(*columns, strict=True)
    ]
    return in_rows(traces, scores["label"].tolist(), notes, look=look, x_axis={"range": [0, 1]})


def _bases(shares: dict[str, list[float]]) -> dict[str, list[float]]:
    """Each group begins where the one before it ends."""
    found, reached = {}, [0.0] * len(shares[GROUPS[0]])
    for name in GROUPS:
        found[name] = [round(start, 4) for start in reached]
        reached = [start + share for start, share in zip(reached, shares[name], strict=True)]
    return found


def _interval(low: float, high: float, t: Translator) -> str:
    known = is_known(low) and is_known(high)
    return t("charts.from_to", low=signed(low, t, 0), high=signed(high, t, 0)) if known else ""


def _group(name: str, shares: list[float], bases: list[float], faint: list[float], look: Look) -> Trace:
    colours = tokens(look.dark)
    fill = dict(zip(GROUPS, (colours.diverging[0], colours.diverging[2], colours.diverging[4]), strict=True))
    ink = colours.ink if name == "passives" and not look.dark else colours.paper
    percents = [look.t.percent(share) for share in shares]
    return bar_trace(
        name=look.t(f"charts.nps.{name}"),
        orientation="h",
        y=list(range(len(shares))),
        x=shares,
        base=bases,
        marker={"color": fill[name], "opacity": faint, "line": {"width": 0}},
        text=[text if share >= READABLE else "" for text, share in zip(percents, shares, strict=True)],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": ink, "size": look.size(-2)},
        hovertext=percents,
        hovertemplate="%{fullData.name}: %{hovertext}<extra></extra>",
    )

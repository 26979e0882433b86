"""Agreement, question by question."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, in_rows, interval_text, is_small, note
from dashboard.charts.theme import LIGHT, tokens
from dashboard.i18n import Translator

COLUMNS = ("question", "label", "choice", "count", "n", "share", "low", "high")
CHOICES = ("1", "2", "3", "4", "5")
READABLE = 0.09  # a part of a bar narrower than this carries no number


def likert_bars(
    distribution: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> go.Figure:
    """How far do people agree with each statement?

    One row per question and choice in `COLUMNS`; `share`, `low` and `high` are those who agree (4–5), the
    same in every row of a question. Bars are aligned on the middle of the neutral answer.
    """
    if distribution.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    questions = distribution.drop_duplicates("question")
    shares = _shares(distribution, questions["question"].tolist())
    bases = shares.cumsum(axis=1).shift(1, axis=1, fill_value=0.0)
    bases = bases.sub(shares["1"] + shares["2"] + shares["3"] / 2, axis=0)
    faint = [0.55 if is_small(n) else 1.0 for n in questions["n"].tolist()]
    traces = [_choice_bars(choice, shares[choice], bases[choice], faint, look) for choice in CHOICES]
    notes = [
        note(t.percent(share), n, interval_text(low, high, look), look)
        for share, n, low, high in zip(
            *(questions[c].tolist() for c in ("share", "n", "low", "high")), strict=True
        )
    ]
    ends = [float(bases["1"].min()), float((bases["5"] + shares["5"]).max())]
    return in_rows(traces, questions["label"].tolist(), notes, look=look, x_axis={"range": ends})


def _shares(distribution: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """One row per question, one column per choice, each the share of its answers."""
    counts = distribution.pivot_table(index="question", columns="choice", values="count", aggfunc="sum")
    counts = counts.reindex(index=order, columns=list(CHOICES)).fillna(0.0).astype(float)
    return counts.div(counts.sum(axis=1).where(lambda total: total > 0, 1.0), axis=0)


def _choice_bars(
    choice: str, shares: "pd.Series[float]", bases: "pd.Series[float]", faint: list[float], look: Look
) -> go.Bar:
    colours = tokens(look.dark)
    position = CHOICES.index(choice)
    percents = [look.t.percent(share) for share in shares.tolist()]
    is_strong = choice in {"1", "5"}
    return go.Bar(
        name=look.t(f"charts.agreement.{choice}"),
        orientation="h",
        y=list(range(len(shares))),
        x=[round(share, 4) for share in shares.tolist()],
        base=[round(base, 4) for base in bases.tolist()],
        marker={"color": colours.diverging[position], "opacity": faint, "line": {"width": 0}},
        text=[
            text if share >= READABLE else "" for text, share in zip(percents, shares.tolist(), strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": colours.paper if is_strong else LIGHT.ink, "size": look.size(-3)},
        hovertext=percents,
        hovertemplate="%{fullData.name}: %{hovertext}<extra></extra>",
    )

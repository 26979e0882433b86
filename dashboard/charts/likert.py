"""Agreement, question by question."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.diverging import Part, Parts, diverging_rows, shares_of
from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, interval_text, note
from dashboard.charts.theme import LIGHT, tokens
from dashboard.i18n import Translator

COLUMNS = ("question", "label", "choice", "count", "n", "share", "low", "high")
CHOICES = ("1", "2", "3", "4", "5")
STRONG = ("1", "5")


def likert_bars(
    distribution: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> go.Figure:
    """How far do people agree with each statement?

    One row per question and choice in `COLUMNS`; `share`, `low` and `high` are those who agree (4–5), the
    same in every row of a question. Who disagrees stands left of zero, who agrees right; the neutral answer
    stands apart, for it is neither. In the order of the data.
    """
    if distribution.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    questions = distribution.drop_duplicates("question")
    shares = shares_of(
        distribution, questions["question"].tolist(), {choice: (choice,) for choice in CHOICES}, "choice"
    )
    columns = (questions[column].tolist() for column in ("share", "n", "low", "high"))
    notes = [
        note(t.percent(share), n, interval_text(low, high, look), look)
        for share, n, low, high in zip(*columns, strict=True)
    ]
    return diverging_rows(
        shares, _parts(look), questions["label"].tolist(), notes, questions["n"].tolist(), look
    )


def _parts(look: Look) -> Parts:
    colours = tokens(look.dark)
    parts = {
        choice: Part(
            choice,
            look.t(f"charts.agreement.{choice}"),
            colour,
            colours.paper if choice in STRONG else LIGHT.ink,
        )
        for choice, colour in zip(CHOICES, colours.diverging, strict=True)
    }
    return Parts(left=(parts["2"], parts["1"]), right=(parts["4"], parts["5"]), apart=parts["3"])

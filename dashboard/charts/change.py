"""How many steps people moved from before to now: whom the mean gain speaks of."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.diverging import Part, Parts, diverging_rows, shares_of
from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look, interval_text, note
from dashboard.charts.theme import LIGHT, tokens
from dashboard.charts.words import is_known
from dashboard.i18n import Translator

COLUMNS = ("question", "label", "step", "count", "n", "share", "low", "high", "effect")
STEPS = {"down": (-4, -3, -2, -1), "same": (0,), "step1": (1,), "step2": (2,), "step3": (3, 4)}
TALL_ROW = 66  # one line more than other rows
EFFECTS = ((0.2, "tiny"), (0.5, "small"), (0.8, "medium"))  # Cohen (1988): below each, its word


def change_bars(
    steps: pd.DataFrame, *, t: Translator, dark: bool = False, scale: float = 1.0, narrow: bool = False
) -> go.Figure:
    """How many moved, and how far?

    One row per objective and step (−4 to 4) in `COLUMNS`; `share`, `low` and `high` are those who moved up,
    `effect` is the effect size or NaN, the same in every row of an objective. Who stayed stands apart.
    """
    if steps.empty:
        return empty_figure(t("charts.empty"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    objectives = steps.drop_duplicates("question")
    shares = shares_of(steps, objectives["question"].tolist(), STEPS, "step")
    columns = (objectives[column].tolist() for column in ("share", "n", "low", "high", "effect"))
    notes = [
        "<br>".join(
            filter(
                None,
                (note(t.percent(share), n, interval_text(low, high, look), look), effect_text(effect, t)),
            )
        )
        for share, n, low, high, effect in zip(*columns, strict=True)
    ]
    labels, people = objectives["label"].tolist(), objectives["n"].tolist()
    return diverging_rows(shares, _parts(look), labels, notes, people, look, row_height=TALL_ROW)


def effect_text(effect: float, t: Translator) -> str:
    """ "d = 0,96, grande"; nothing where everybody moved alike."""
    if not is_known(effect):
        return ""
    size = next((word for most, word in EFFECTS if abs(effect) < most), "large")
    return t("charts.effect.text", value=t.number(effect, 2), size=t(f"charts.effect.{size}"))


def _steps(look: Look) -> dict[str, tuple[str, str]]:
    """Whom it moved further stands out more from the ground: darker on a light one, lighter on a dark one."""
    colours = tokens(look.dark)
    near, far = colours.diverging[3], colours.sequential[3]
    if look.dark:
        near, far, farthest = far, near, (colours.sequential[5], LIGHT.ink)
    else:
        farthest = (colours.diverging[4], colours.paper)
    return {"step1": (near, LIGHT.ink), "step2": (far, LIGHT.ink), "step3": farthest}


def _parts(look: Look) -> Parts:
    colours, t = tokens(look.dark), look.t
    light, dark = LIGHT.ink, colours.paper
    fills = {
        "down": (colours.diverging[0], dark),
        "same": (colours.diverging[2], light),
    } | _steps(look)
    parts = {name: Part(name, t(f"charts.change.{name}"), *fill) for name, fill in fills.items()}
    return Parts(
        left=(parts["down"],), right=(parts["step1"], parts["step2"], parts["step3"]), apart=parts["same"]
    )

"""Who stands behind the trainings: funders, projects, organisations and territories, joined by bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import empty_figure
from dashboard.charts.rows import Look
from dashboard.charts.theme import layout, tokens
from dashboard.charts.words import plain
from dashboard.i18n import Translator

NODE_COLUMNS = ("stage", "key", "name", "trainings")
LINK_COLUMNS = ("stage", "source", "target", "trainings")
STAGES = ("funder", "project", "organisation", "territory")
OTHERS = "others"  # the key of those gathered because they are small
MOST, MOST_NARROW = 10, 7  # of each stage; the last one gathers what is left
LETTERS = {"funder": 28, "project": 28, "organisation": 21, "territory": 18}  # the last two share a gap
LETTERS_NARROW = 17
NODE_ROOM, LEAST_HEIGHT = 40, 300  # pixels
TITLE_ROOM = 34
NAMED = 4  # of each stage in the alternative text


@dataclass(frozen=True, slots=True)
class _Flow:
    """Nodes and links as they are drawn, the small ones gathered; `titles` names each stage."""

    nodes: pd.DataFrame
    links: pd.DataFrame
    titles: dict[str, str]
    look: Look

    def of(self, stage: str) -> pd.DataFrame:
        return self.nodes[self.nodes["stage"] == stage]

    def height(self, stages: Sequence[str]) -> int:
        most = max(len(self.of(stage)) for stage in stages)
        return round(max(LEAST_HEIGHT / (2 if self.look.narrow else 1), most * NODE_ROOM) * self.look.scale)


def organisation_flow(
    nodes: pd.DataFrame,
    links: pd.DataFrame,
    *,
    role: str = "host",
    t: Translator,
    dark: bool = False,
    scale: float = 1.0,
    narrow: bool = False,
) -> go.Figure:
    """Who funds, which project, who carries out or hosts (`role`), and where; widths count trainings.

    `nodes` has NODE_COLUMNS and `links` LINK_COLUMNS, a link's stage being its source's. A narrow screen has
    room for two columns of names: the three steps then stand one below the other.
    """
    if links.empty:
        return empty_figure(t("network.empty.title"), t=t, dark=dark, scale=scale)
    look = Look(t, dark, scale, narrow)
    titles = {stage: t(f"network.stage.{role if stage == 'organisation' else stage}") for stage in STAGES}
    flow = _Flow(*gathered(nodes, links, MOST_NARROW if narrow else MOST, t), titles, look)
    parts = list(pairwise(STAGES)) if narrow else [STAGES]
    heights = [flow.height(part) + round(TITLE_ROOM * scale) for part in parts]
    frame = {
        "height": sum(heights) + 16,
        "margin": {"l": 4, "r": 4, "t": 4, "b": 12},
        "meta": {"alternative": _alternative(nodes, titles, t)},
    }
    traces, notes, top = [], [], 1.0
    for part, height in zip(parts, heights, strict=True):
        bottom = max(0.0, top - height / sum(heights))
        start = top - TITLE_ROOM * scale / sum(heights)
        traces.append(_sankey(flow, part, (bottom + (0.02 if narrow else 0), start)))
        notes += _titles(flow, part, start)
        top = bottom
    return go.Figure(traces, layout(t.language, dark=dark, scale=scale) | frame | {"annotations": notes})


def gathered(
    nodes: pd.DataFrame, links: pd.DataFrame, most: int, t: Translator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """At most `most` nodes of each stage, largest first: the last one is all the smaller ones together."""
    kept, others = [], {}
    for stage in STAGES:
        here = nodes[nodes["stage"] == stage].sort_values("trainings", ascending=False, kind="stable")
        few = here if len(here) <= most else here.head(most - 1)
        kept.append(few)
        rest = here.iloc[len(few) :]
        others.update({(stage, key): OTHERS for key in rest["key"]})
        if len(rest):
            name = t.plural("network.others", len(rest))
            row = (stage, OTHERS, name, int(rest["trainings"].sum()))
            kept.append(pd.DataFrame([row], columns=list(NODE_COLUMNS)))
    following = dict(pairwise(STAGES))
    drawn = [
        (stage, others.get((stage, source), source), others.get((following[stage], target), target), count)
        for stage, source, target, count in links[list(LINK_COLUMNS)].itertuples(index=False)
    ]
    sums = pd.DataFrame(drawn, columns=list(LINK_COLUMNS)).groupby(list(LINK_COLUMNS[:3]), sort=False)
    return pd.concat(kept, ignore_index=True), sums["trainings"].sum().reset_index()


def shortened(name: str, letters: int) -> str:
    """A name that fits beside a node; what is cut shows when the node is touched."""
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip(' ,(')}…"


def _sankey(flow: _Flow, stages: Sequence[str], y: tuple[float, float]) -> go.Sankey:
    look, colours = flow.look, tokens(flow.look.dark)
    nodes = flow.nodes[flow.nodes["stage"].isin(stages)]
    ends = list(zip(nodes["stage"].tolist(), nodes["key"].tolist(), strict=True))
    letters = [LETTERS_NARROW if look.narrow else LETTERS[stage] for stage, _ in ends]
    names = [plain(name) for name in nodes["name"]]
    counts = [look.t.number(count) for count in nodes["trainings"]]
    words = [look.t.plural("maps.training_count", count) for count in nodes["trainings"]]
    return go.Sankey(
        arrangement="fixed",
        domain={"x": [0, 1], "y": [round(y[0], 4), round(y[1], 4)]},
        textfont={"size": look.size(-2), "color": colours.ink, "shadow": "none"},
        node={
            "label": [
                f"{plain(shortened(name, room))} <b>{count}</b>"
                for name, room, count in zip(nodes["name"], letters, counts, strict=True)
            ],
            "customdata": [f"<b>{name}</b><br>{said}" for name, said in zip(names, words, strict=True)],
            "hovertemplate": "%{customdata}<extra></extra>",
            "color": [_colour(stage, key, look) for stage, key in ends],
            "line": {"width": 0},
            "thickness": 14,
            "pad": 18 * look.scale,
        },
        link=_links(flow, stages, {end: at for at, end in enumerate(ends)}, names),
    )


def _links(
    flow: _Flow, stages: Sequence[str], places: dict[tuple[str, str], int], names: list[str]
) -> dict[str, object]:
    t, colours = flow.look.t, tokens(flow.look.dark)
    following = dict(pairwise(stages))
    drawn = flow.links[flow.links["stage"].isin(list(following))]
    ends = [
        (places[stage, source], places[following[stage], target])
        for stage, source, target in zip(drawn["stage"], drawn["source"], drawn["target"], strict=True)
    ]
    counts = [int(count) for count in drawn["trainings"]]
    red, green, blue = (int(colours.primary[i : i + 2], 16) for i in (1, 3, 5))
    return {
        "source": [source for source, _ in ends],
        "target": [target for _, target in ends],
        "value": counts,
        "customdata": [
            f"{names[source]} → {names[target]}<br><b>{t.plural('maps.training_count', count)}</b>"
            for (source, target), count in zip(ends, counts, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "color": f"rgba({red},{green},{blue},0.18)",
        "hovercolor": f"rgba({red},{green},{blue},0.45)",
    }


def _colour(stage: str, key: str, look: Look) -> str:
    """A stage's own; grey where nobody is named or several are gathered."""
    colours = tokens(look.dark)
    return colours.withheld if key in ("", OTHERS) else colours.categorical[STAGES.index(stage)]


def _titles(flow: _Flow, stages: Sequence[str], y: float) -> list[dict[str, object]]:
    """The name of each column above it."""
    look, last = flow.look, len(stages) - 1
    return [
        {
            "text": plain(flow.titles[stage]),
            "xref": "paper",
            "yref": "paper",
            "x": round(at / last, 4),
            "y": round(y, 4),
            "xanchor": "right" if at == last else "left",
            "yanchor": "bottom",
            "yshift": 4,
            "showarrow": False,
            "font": {"color": tokens(look.dark).muted, "size": look.size(-1)},
        }
        for at, stage in enumerate(stages)
    ]


def _alternative(nodes: pd.DataFrame, titles: dict[str, str], t: Translator) -> str:
    """Stage by stage, the largest names with their trainings."""
    sentences = []
    for stage in STAGES:
        here = nodes[nodes["stage"] == stage].sort_values("trainings", ascending=False, kind="stable")
        listed = [
            f"{name} {t.number(count)}" for name, count in zip(here["name"], here["trainings"], strict=True)
        ]
        told, more = ", ".join(listed[:NAMED]), len(listed) - NAMED
        names = t("maps.alternative_more", names=told, count=t.number(more)) if more > 0 else told
        sentences.append(t("charts.alternative", label=titles[stage], values=names))
    return ". ".join(sentences) + "."

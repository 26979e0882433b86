"""The organisations network under the trainings page: the figure, its source, and the same numbers."""

from itertools import pairwise

import pandas as pd
import streamlit as st

from dashboard.charts.describe import alternative_text
from dashboard.charts.flow import organisation_flow
from dashboard.i18n import Translator
from dashboard.services.network import ROLES, STAGES, Network, network
from dashboard.ui import address, data
from dashboard.ui.empty import empty_state
from dashboard.ui.figures import period_of, show
from dashboard.ui.filters import say_refused
from dashboard.ui.look import is_dark, is_phone
from dashboard.ui.resources import database, kept
from dashboard.ui.switches import choice
from dashboard.ui.url import parse_choice
from db.criteria import Filters, Scope

REGION_DIGITS = 2


def organisation_network(scope: Scope, filters: Filters, t: Translator, *, is_quiet: bool = False) -> None:
    """Who funds, which project, who hosts or carries out, and where; `is_quiet`: another says it is empty."""
    if parse_choice(address.parameters(), "by", ROLES)[1]:
        say_refused(("by",))
    role = choice("by", ROLES, t("network.by"), "network.role", t)
    found = kept(
        scope,
        ("network", filters, role),
        data.stamp(),
        lambda: network(database(), scope, filters, role=role),
    )
    if found.links.empty:
        if not is_quiet:
            empty_state("network.empty", icon=":material/hub:")
        return
    st.subheader(t("network.title"), anchor=False)
    nodes, dark, narrow = named(found.nodes, role, t), is_dark(), is_phone()
    figure = kept(
        scope,
        ("flow", filters, role, t.language, dark, narrow),
        data.stamp(),
        lambda: organisation_flow(nodes, found.links, role=role, t=t, dark=dark, narrow=narrow),
    )
    count = t.plural("maps.training_count", found.trainings)
    source = t("network.source", count=count, period=period_of(filters, t))
    show(
        figure,
        f"network_{role}",
        title=t("network.title"),
        source=source,
        table=readable(found, nodes, role, t),
        alternative=alternative_text(figure, t=t),
    )
    st.caption(source)
    st.caption(t("network.note"))


def named(nodes: pd.DataFrame, role: str, t: Translator) -> pd.DataFrame:
    """Every node in words: what no source names says so, and a region among comunas is told apart."""
    digits = max((len(key) for key in nodes[nodes["stage"] == "territory"]["key"]), default=REGION_DIGITS)
    columns = (nodes[column].tolist() for column in ("stage", "key", "name"))
    names = [_name(stage, key, name, role, digits, t) for stage, key, name in zip(*columns, strict=True)]
    return nodes.assign(name=names)


def _name(stage: str, key: str, name: str, role: str, digits: int, t: Translator) -> str:
    if not key:
        return t(f"network.nobody.{role if stage == 'organisation' else stage}")
    if stage == "territory" and len(key) < digits:
        return t("network.only_region", name=name)
    return name or key


def readable(found: Network, nodes: pd.DataFrame, role: str, t: Translator) -> pd.DataFrame:
    """The links in words, step by step, the widest first; every name in full and none gathered."""
    columns = (nodes[column].tolist() for column in ("stage", "key", "name"))
    names = {(stage, key): name for stage, key, name in zip(*columns, strict=True)}
    titles = {stage: t(f"network.stage.{role if stage == 'organisation' else stage}") for stage in STAGES}
    following = dict(pairwise(STAGES))
    rows = [
        (
            f"{titles[stage]} → {titles[following[stage]]}",
            names[stage, source],
            names[following[stage], target],
            count,
        )
        for stage, source, target, count in found.links.itertuples(index=False)
    ]
    order = {f"{titles[stage]} → {titles[following[stage]]}": at for at, stage in enumerate(following)}
    rows.sort(key=lambda row: (order[row[0]], -row[3], row[1], row[2]))
    heads = [t(f"network.columns.{name}") for name in ("stage", "source", "target", "trainings")]
    return pd.DataFrame(rows, columns=heads)

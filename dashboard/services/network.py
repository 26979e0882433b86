"""The organisations behind the trainings: who funds, which project, who carries out or hosts, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.services.store import Database, snapshot
from db.criteria import COUNTRY, Filters, Scope
from db.queries import network as queries

ROLES = ("host", "implementer")
STAGES = queries.STAGES
NODE_COLUMNS = ("stage", "key", "name", "trainings")
LINK_COLUMNS = ("stage", "source", "target", "trainings")
REGION, COMUNA = 2, 5  # digits of a CUT code


@dataclass(frozen=True, slots=True)
class Network:
    """`nodes` and `links` have the columns above; a link's stage is its source's.

    A key of "" stands for trainings whose source names nobody there. A training with two hosts counts once
    for each, so that a stage may add up to more than `trainings`.
    """

    nodes: pd.DataFrame
    links: pd.DataFrame
    trainings: int


def network(database: Database, scope: Scope, filters: Filters, *, role: str) -> Network:
    """The network of what a scope and filters show, cancelled trainings left out.

    Territories are regions, or the comunas of the territory that is filtered by.
    """
    asked = {"role": role, "digits": REGION if filters.territory in ("", COUNTRY) else COMUNA}
    with snapshot(database) as session:
        names = queries.names(session)
        nodes = queries.nodes(session, scope, filters, **asked)  # type: ignore[arg-type]  # role and digits
        links = queries.links(session, scope, filters, **asked)  # type: ignore[arg-type]
        trainings = queries.training_count(session, scope, filters)
    return Network(_nodes(nodes, names), _links(links), trainings)


def _nodes(found: list[pd.DataFrame], names: Mapping[str, Mapping[Any, str]]) -> pd.DataFrame:
    rows = [
        (stage, _key(key), names[stage].get(_number(key), ""), int(trainings))
        for stage, table in zip(STAGES, found, strict=True)
        for key, trainings in table.itertuples(index=False)
    ]
    ordered = sorted(rows, key=lambda row: (STAGES.index(row[0]), -row[3], row[2]))
    return pd.DataFrame(ordered, columns=list(NODE_COLUMNS))


def _links(found: list[pd.DataFrame]) -> pd.DataFrame:
    rows = [
        (stage, _key(source), _key(target), int(trainings))
        for stage, table in zip(STAGES, found, strict=False)
        for source, target, trainings in table.itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=list(LINK_COLUMNS))


def _number(key: object) -> object:
    """A key as the database has it: a column with gaps comes as fractions."""
    return int(key) if isinstance(key, float) and not pd.isna(key) else key


def _key(key: object) -> str:
    return "" if pd.isna(key) else str(_number(key))  # type: ignore[call-overload]  # a number or a text

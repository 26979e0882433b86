"""Raw answers counted by pandas: one frame per question, in memory, with categories where they help."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd

from tests.benchmarks.answers import QUESTIONS, stored
from tests.benchmarks.counting import Counts, CountsOf, counted

CHUNK = 100_000


def frames(path: Path) -> dict[str, pd.DataFrame]:
    """value, year and region of every answer, each a category: nothing is left to convert or join later."""
    with closing(sqlite3.connect(path)) as connection:
        trainings = pd.read_sql_query(
            "SELECT id, substr(starts_on, 1, 4) AS year, substr(territory_code, 1, 2) AS region"
            " FROM training",
            connection,
            index_col="id",
        ).astype("category")
        return {question: _frame(connection, question, trainings) for question in QUESTIONS}


def _frame(connection: sqlite3.Connection, question: str, trainings: pd.DataFrame) -> pd.DataFrame:
    values = pd.CategoricalDtype(list(stored(question)[0]))
    parts = [
        part.astype({"value": values})
        for part in pd.read_sql_query(
            "SELECT training_id, value FROM answer WHERE question = ?",
            connection,
            params=(question,),
            chunksize=CHUNK,
        )
    ]
    answers = pd.concat(parts, ignore_index=True)
    joined = trainings.loc[answers["training_id"]].reset_index(drop=True)
    return joined.assign(value=answers["value"])


def counts_of(loaded: dict[str, pd.DataFrame]) -> CountsOf:
    def counts(question: str, by: str) -> Counts:
        answers = loaded[question]
        if not by:
            people = answers["value"].value_counts()
            return counted(question, (("", value, n) for value, n in people.items()))
        table = answers.groupby([by, "value"], observed=True).size()
        return counted(question, ((*_pair(key), n) for key, n in table.items()))

    return counts


def _pair(key: object) -> tuple[object, object]:
    assert isinstance(key, tuple)
    return key[0], key[1]


def mebibytes(loaded: dict[str, pd.DataFrame]) -> float:
    return sum(int(each.memory_usage(deep=True).sum()) for each in loaded.values()) / 2**20

"""From a query to a DataFrame with the declared columns, also when there is no row."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Select
from sqlalchemy.orm import Session

Query = Select[*tuple[Any, ...]]
"""Any: each query names columns of its own."""


def frame(session: Session, query: Query, columns: Sequence[str]) -> pd.DataFrame:
    """The rows of a query under the columns declared beside it."""
    return pd.DataFrame.from_records([tuple(row) for row in session.execute(query)], columns=list(columns))

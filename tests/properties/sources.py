"""Whose answers a tally counts."""

from db.criteria import Pool
from db.models import Tally
from db.queries.publication import Source


def source_of(tally: Tally) -> Source:
    """A training's id, or a pool."""
    if tally.training_id is not None:
        return tally.training_id
    return Pool(str(tally.territory_code), int(tally.year or 0))

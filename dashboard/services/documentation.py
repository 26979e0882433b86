"""Which measures territories document, with how much is covered and when it was reviewed: never a score."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.services.store import Database, reading
from db.queries import attention, territories


@dataclass(frozen=True, slots=True)
class Documented:
    """What is documented in a territory and those inside it.

    `categories` and `groups` count measures by what they are about and whom they are for; `with_profile` of
    `places` territories that could have a profile have one; `reviewed_on` is the longest ago of their last
    reviews, None where one was never reviewed.
    """

    code: str
    measures: int
    categories: Mapping[str, int]
    groups: Mapping[str, int]
    places: int
    with_profile: int
    never_reviewed: int
    reviewed_on: date | None


def documented(database: Database, codes: Sequence[str]) -> tuple[Documented, ...]:
    """One for each territory asked for, in their order."""
    with reading(database) as session:
        known = territories.territories(session)
        comunas = known.loc[known["level"] == "comuna", "code"].tolist()
        reviews = attention.reviews(session)
        found = []
        for code in codes:
            measures = territories.measures_in(session, code)
            inside = [reviewed for place, reviewed in reviews.items() if place.startswith(code)]
            days = [day for day in inside if day is not None]
            found.append(
                Documented(
                    code=code,
                    measures=len(measures),
                    categories=Counter(measure.category for measure in measures),
                    groups=Counter(group.group for measure in measures for group in measure.groups),
                    places=max(1, sum(comuna.startswith(code) for comuna in comunas)),
                    with_profile=len(inside),
                    never_reviewed=len(inside) - len(days),
                    reviewed_on=min(days) if days and len(days) == len(inside) else None,
                )
            )
    return tuple(found)

"""Net promoter score: % who answered 9–10 minus % who answered 0–6 to "would you recommend it?" """

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.indicators.intervals import Estimate, mean_interval

LOWEST_PROMOTER, HIGHEST_DETRACTOR = 9, 6


@dataclass(frozen=True, slots=True)
class NetPromoter:
    """`score` is −100 to 100 with its interval; the parts are people."""

    score: Estimate
    detractors: int
    passives: int
    promoters: int


def net_promoter(counts: Mapping[str, int]) -> NetPromoter | None:
    """NPS of a distribution "0"…"10" → people; the interval is that of the mean of −100, 0 and 100."""
    promoters = sum(people for choice, people in counts.items() if int(choice) >= LOWEST_PROMOTER)
    detractors = sum(people for choice, people in counts.items() if int(choice) <= HIGHEST_DETRACTOR)
    passives = sum(counts.values()) - promoters - detractors
    parts = {-100.0: detractors, 0.0: passives, 100.0: promoters}
    score = mean_interval(parts, low=-100.0, high=100.0)
    return NetPromoter(score, detractors, passives, promoters) if score is not None else None

"""Rates: responses over attendance with an adequacy note, reach over inhabitants, coverage of comunas."""

from collections.abc import Sequence
from dataclasses import dataclass

ADEQUACY: tuple[tuple[int, float], ...] = ((9, 0.80), (20, 0.60), (30, 0.47), (40, 0.40), (60, 0.30))
ADEQUACY_BEYOND = 0.25
SMALLEST_GROUP = 5
SMALL_SAMPLE = 20  # under it a mean is marked
WHOLE_PERCENTS = 30  # under it percentages show without decimals and with their interval
PER_INHABITANTS = 10_000


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """Over trainings with a reported attendance. `share` exceeds 1 when more answered than were counted."""

    responses: int
    attendance: int
    share: float
    trainings: int
    trainings_not_reported: int
    adequate: int  # trainings whose own rate is adequate for their size


def required_share(attendance: int) -> float | None:
    """The rate at which responses speak for a group that size (bands of docs/methods.md).

    None below five people: no rate is adequate for so few.
    """
    if attendance < SMALLEST_GROUP:
        return None
    for most, share in ADEQUACY:
        if attendance <= most:
            return share
    return ADEQUACY_BEYOND


def is_adequate(responses: int, attendance: int) -> bool:
    needed = required_share(attendance)
    return needed is not None and attendance > 0 and responses / attendance >= needed


def response_rate(groups: Sequence[tuple[int, int | None]]) -> ResponseRate | None:
    """The rate over (responses, attendance) of each training; attendance None (not reported) gives none."""
    known = [(responses, people) for responses, people in groups if people]
    attendance = sum(people for _, people in known)
    if not attendance:
        return None
    responses = sum(count for count, _ in known)
    return ResponseRate(
        responses=responses,
        attendance=attendance,
        share=responses / attendance,
        trainings=len(known),
        trainings_not_reported=sum(people is None for _, people in groups),
        adequate=sum(is_adequate(count, people) for count, people in known),
    )


def reach(attendances: int, inhabitants: int) -> float | None:
    """Attendances per 10,000 inhabitants; None where nobody is known to live."""
    return attendances / inhabitants * PER_INHABITANTS if inhabitants else None


def coverage(reached: int, comunas: int) -> float | None:
    """The share (0 to 1) of comunas with at least one training; None where there are no comunas to reach."""
    return reached / comunas if comunas else None

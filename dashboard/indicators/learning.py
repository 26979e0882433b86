"""Learning gain from retrospective pairs: what people say they knew before and know now."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.indicators.intervals import Estimate, mean_interval, standard_deviation, wilson

STEPS = 4.0  # the largest possible difference on a scale of five


@dataclass(frozen=True, slots=True)
class LearningGain:
    """`gain` in steps of the five-point scale; `effect` is the mean difference over its deviation."""

    before: float
    now: float
    gain: Estimate
    improved: Estimate
    effect: float | None


def learning_gain(counts: Mapping[str, int]) -> LearningGain | None:
    """Gain of a distribution of pairs "before>now" → people; None when nobody answered.

    gain = mean(now) − mean(before), with Student's t interval of the differences; improved = share with
    now > before, Wilson; effect size = mean difference / standard deviation of differences (Cohen's d_z).
    """
    pairs = [(*_pair(choice), people) for choice, people in counts.items() if people]
    n = sum(people for _, _, people in pairs)
    differences: Counter[float] = Counter()
    for before, now, people in pairs:
        differences[float(now - before)] += people
    gain = mean_interval(differences, low=-STEPS, high=STEPS)
    improved = wilson(sum(people for step, people in differences.items() if step > 0), n)
    if gain is None or improved is None:
        return None
    deviation = standard_deviation(differences)
    return LearningGain(
        before=sum(before * people for before, _, people in pairs) / n,
        now=sum(now * people for _, now, people in pairs) / n,
        gain=gain,
        improved=improved,
        effect=gain.value / deviation if deviation else None,
    )


def overall_gain(by_question: Mapping[str, Mapping[str, int]]) -> LearningGain | None:
    """The gain over all objectives together, with the interval of the best-answered one's people."""
    pooled: Counter[str] = Counter()
    for counts in by_question.values():
        pooled.update(counts)
    overall = learning_gain(pooled)
    people = max((sum(counts.values()) for counts in by_question.values()), default=0)
    if overall is None or people == 0:
        return None
    # Answers of one person are not independent: as wide as if each had answered once.
    widened = (overall.gain.n / people) ** 0.5
    return LearningGain(
        overall.before,
        overall.now,
        _widen(overall.gain, widened, people),
        _widen_share(overall.improved, people),
        overall.effect,
    )


def _widen(estimate: Estimate, factor: float, n: int) -> Estimate:
    half = (estimate.high - estimate.value) * factor
    return Estimate(estimate.value, max(-STEPS, estimate.value - half), min(STEPS, estimate.value + half), n)


def _widen_share(estimate: Estimate, people: int) -> Estimate:
    widened = wilson(estimate.value * estimate.n, estimate.n, people=people)
    return widened if widened is not None else estimate


def _pair(choice: str) -> tuple[int, int]:
    before, _, now = choice.partition(">")
    return int(before), int(now)

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


def learning_gain(counts: Mapping[str, int], *, people: int | None = None) -> LearningGain | None:
    """Gain of a distribution of pairs "before>now" → answers; None when nobody answered.

    gain = mean(now) − mean(before), with Student's t interval of the differences; improved = share with
    now > before, Wilson; effect size = mean difference / standard deviation of differences (Cohen's d for
    paired data). `people` is how many stand behind the answers, where one person gave several.
    """
    pairs = [(*_pair(choice), answers) for choice, answers in counts.items() if answers]
    n = sum(answers for _, _, answers in pairs)
    differences: Counter[float] = Counter()
    for before, now, answers in pairs:
        differences[float(now - before)] += answers
    gain = mean_interval(differences, low=-STEPS, high=STEPS, people=people)
    better = sum(answers for step, answers in differences.items() if step > 0)
    improved = wilson(better, n, people=people)
    if gain is None or improved is None:
        return None
    deviation = standard_deviation(differences)
    return LearningGain(
        before=sum(before * answers for before, _, answers in pairs) / n,
        now=sum(now * answers for _, now, answers in pairs) / n,
        gain=gain,
        improved=improved,
        effect=gain.value / deviation if deviation else None,
    )


def overall_gain(by_question: Mapping[str, Mapping[str, int]]) -> LearningGain | None:
    """The gain over all objectives together, as wide as if each person had answered for one objective."""
    pooled: Counter[str] = Counter()
    for counts in by_question.values():
        pooled.update(counts)
    people = max((sum(counts.values()) for counts in by_question.values()), default=0)
    return learning_gain(pooled, people=people)


def _pair(choice: str) -> tuple[int, int]:
    before, _, now = choice.partition(">")
    return int(before), int(now)

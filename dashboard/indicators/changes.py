"""How many steps each person moved from before to now: what a mean of differences alone does not tell."""

from collections.abc import Mapping

STEPS = tuple(range(-4, 5))  # on a scale of five


def changes(counts: Mapping[str, int]) -> tuple[int, ...]:
    """People by how many steps their "now" is above their "before", from −4 to 4, of pairs "before>now"."""
    found = dict.fromkeys(STEPS, 0)
    for choice, people in counts.items():
        before, _, now = choice.partition(">")
        found[int(now) - int(before)] += people
    return tuple(found.values())

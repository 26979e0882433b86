"""The publication rule for one stream: when a step may be published, and whose answers it holds.

A stream is the answers to one question of one training. While the link is open the published part advances
in steps of at least k answers and always leaves at least k waiting, so two states of a live screen never
differ by fewer than k people. At closing everything waiting is published, if it is at least k.
"""

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
_SYSTEM = random.SystemRandom()


def step_size(waiting: int, *, is_open: bool, k: int) -> int:
    """How many waiting answers to publish now; 0 = none. Never between 1 and k − 1."""
    if waiting < k:
        return 0
    if not is_open:
        return waiting
    spare = waiting - k
    return spare if spare >= k else 0


def answers_needed(waiting: int, *, is_open: bool, k: int) -> int:
    """How many more must wait before a step is due; 0 = one is."""
    return max(0, (2 * k if is_open else k) - waiting)


def draw(
    waiting: Sequence[Item], size: int, generator: random.Random | random.SystemRandom = _SYSTEM
) -> list[Item]:
    """Which answers go into the step: at random, so that no order of arrival is needed or kept."""
    return generator.sample(list(waiting), size)

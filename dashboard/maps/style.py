"""How a map draws its values: classes, marks, and whether there are names on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.maps.classes import Classing

Marks = Literal["fill", "bubbles", "both"]


@dataclass(frozen=True, slots=True)
class MapStyle:
    """`classing` None leaves the choice to the data. `marks`: territories filled by class, bubbles whose area
    grows with the value, or filled with bubbles whose area grows with the column `weight`. Where the map is
    one of several that must agree, `pool` holds the values of all and `heaviest` their greatest weight.
    `weight_title` names the weight in the legend.
    """

    classing: Classing | None = None
    pool: Sequence[float] | None = None
    heaviest: float | None = None
    weight_title: str = ""
    marks: Marks = "fill"
    has_names: bool = False


PLAIN = MapStyle()

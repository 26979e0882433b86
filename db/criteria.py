"""What a reader may see (Scope) and asked to see (Filters): plain values that everyone may speak."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

COUNTRY = "CL"
_FITTING_POOLS = {"territory", "since", "until"}
SEVERAL = ("project", "organisation", "kind", "topic", "audience", "status")
"""The filters that may hold several values: any of them admits a training."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The few answers of many trainings of a territory that began in a year: they show together only."""

    territory_code: str
    year: int


@dataclass(frozen=True, slots=True)
class Scope:
    """The trainings a person may see. `None` means no limit; with limits, either one admits a training."""

    regions: tuple[str, ...] | None = None
    projects: tuple[int, ...] | None = None

    @property
    def is_limited(self) -> bool:
        return self.regions is not None or self.projects is not None

    def admits_region(self, territory: str) -> bool:
        """Whether a territory (CUT code) lies in a region this person is limited to."""
        return self.regions is None or territory[:2] in self.regions

    def admits_pool(self, pool: Pool) -> bool:
        """Whether every training that a pool could hold may be seen."""
        return not self.is_limited or pool.territory_code[:2] in (self.regions or ())


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Filters:
    """Attributes of trainings, never of respondents. Empty text, `()` and `None` mean "not filtered".

    Several values stand in one order and once each, so that the same choice is the same filter.
    """

    territory: str = ""  # CUT code of a region ("05"), province ("056") or comuna ("05601")
    since: date | None = None
    until: date | None = None
    project: tuple[int, ...] = ()
    organisation: tuple[int, ...] = ()
    training: int | None = None
    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    search: str = ""

    def __post_init__(self) -> None:
        for name in SEVERAL:
            values = getattr(self, name)
            if len(values) > 1:
                object.__setattr__(self, name, tuple(sorted(set(values))))

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the filters that differ from the default, in order."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != f.default)

    def values(self, name: str) -> tuple[str, ...]:
        """What one filter asks for, as text; () where it is not active."""
        value = getattr(self, name)
        if name in SEVERAL:
            return tuple(str(one) for one in value)
        return () if value in (None, "") else (str(value),)

    @property
    def fit_pools(self) -> bool:
        """Whether any pool can fit: it has a territory and a year, and no other attribute of a training."""
        return set(self.active) <= _FITTING_POOLS

    def hold_pool(self, pool: Pool) -> bool:
        """Whether a pool fits whole."""
        return self.fit_pools and self.surround(pool)

    def surround(self, pool: Pool) -> bool:
        """Whether a pool's territory and year lie within those asked for."""
        inside = self.territory in ("", COUNTRY) or pool.territory_code.startswith(self.territory)
        whole_year = (self.since is None or self.since <= date(pool.year, 1, 1)) and (
            self.until is None or self.until >= date(pool.year, 12, 31)
        )
        return inside and whole_year

    def without(self, *names: str) -> "Filters":
        """The same filters with some back at their default."""
        defaults: dict[str, Any] = {f.name: f.default for f in fields(self) if f.name in names}
        return replace(self, **defaults)


NO_FILTERS = Filters()

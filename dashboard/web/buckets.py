"""Token buckets: a room full of people never meets them, a flood does. No address is looked at."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from threading import Lock

MOST_LINKS = 2_000
"""Buckets kept at once; a flood of made-up codes pushes out the oldest, never grows the memory."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then `per_second` on and on."""

    per_second: float
    burst: float


ONE_LINK = Rate(per_second=20, burst=600)
EVERYTHING = Rate(per_second=60, burst=1_800)
LOGINS = Rate(per_second=1, burst=30)
"""Checking a password is slow on purpose: a flood of logins must not tire the server for everyone."""
PIN_OF_LINK, PINS = Rate(per_second=0.05, burst=60), Rate(per_second=0.5, burst=600)
"""Only wrong ones count. Ten thousand PINs of four digits take more than two days."""
SLIPS_OF_LINK, SLIPS = Rate(per_second=0.2, burst=60), Rate(per_second=2, burst=600)


_OVERALL = "*"
"""No code is called so; what is no code at all has the bucket ""."""


@dataclass(slots=True)
class Bucket:
    """Fills up with time; each request takes one token."""

    rate: Rate
    tokens: float
    filled_at: float

    def wait(self, moment: float) -> float:
        """Takes a token and returns 0, or returns the seconds until there is one."""
        gained = max(0.0, moment - self.filled_at) * self.rate.per_second
        self.tokens = min(self.rate.burst, self.tokens + gained)
        self.filled_at = moment
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return (1 - self.tokens) / self.rate.per_second


@dataclass
class FormLimits:
    """How many responses may arrive, per link and overall, in this process."""

    link: Rate = ONE_LINK
    overall: Rate = EVERYTHING
    clock: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def seconds_to_wait(self, code: str) -> int:
        """0 when the request may go on, else whole seconds for `Retry-After`."""
        moment = self.clock()
        with self._lock:
            wait = self._bucket(code, self.link, moment).wait(moment)
            wait = wait or self._bucket(_OVERALL, self.overall, moment).wait(moment)
        return ceil(wait)

    def give_back(self, code: str) -> None:
        """What was asked for turned out to be no guess: it does not count."""
        with self._lock:
            for name in (code, _OVERALL):
                if (bucket := self._buckets.get(name)) is not None:
                    bucket.tokens = min(bucket.rate.burst, bucket.tokens + 1)

    def _bucket(self, name: str, rate: Rate, moment: float) -> Bucket:
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = Bucket(rate, rate.burst, moment)
        self._buckets.move_to_end(name)
        if len(self._buckets) > MOST_LINKS:
            self._buckets.popitem(last=False)
        return bucket


def pin_limits() -> FormLimits:
    """How many wrong PINs may be typed."""
    return FormLimits(link=PIN_OF_LINK, overall=PINS)


def slip_limits() -> FormLimits:
    """How many slips may be made up."""
    return FormLimits(link=SLIPS_OF_LINK, overall=SLIPS)


def login_limits() -> FormLimits:
    """How many logins may be tried, whoever they are for; each account has its own limit besides."""
    return FormLimits(link=LOGINS, overall=LOGINS)

"""What every route needs: settings, the database, the limits and the clock, as one value to pass around."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dashboard.services import clock
from dashboard.services.pins import RightPins
from dashboard.services.responses import Trust
from dashboard.services.store import Database, open_database
from dashboard.settings import Settings
from dashboard.web.buckets import FormLimits, login_limits, pin_limits, slip_limits
from dashboard.web.first_pages import FirstPages
from dashboard.web.publishing import Publisher


@dataclass(frozen=True, slots=True)
class Site:
    """One per process."""

    settings: Settings
    database: Database
    publisher: Publisher
    limits: FormLimits = field(default_factory=FormLimits)  # responses sent
    openings: FormLimits = field(default_factory=FormLimits)  # forms asked for: also guesses of codes
    logins: FormLimits = field(default_factory=login_limits)
    withdrawals: FormLimits = field(default_factory=login_limits)  # as few: a code is not to be guessed
    pin_guesses: FormLimits = field(default_factory=pin_limits)
    slip_guesses: FormLimits = field(default_factory=slip_limits)
    right_pins: RightPins = field(default_factory=RightPins)
    first_pages: FirstPages = field(default_factory=FirstPages)
    now: Callable[[], datetime] = clock.now

    @property
    def trust(self) -> Trust:
        """What tokens and slips are proved with."""
        return Trust(self.settings.secret, self.settings.slip_key)

    def today(self) -> date:
        """The local day on which a link is open or closed."""
        return self.local_now().date()

    def local_now(self) -> datetime:
        """The local time, which a survey's rules may ask for."""
        return clock.local(self.now(), self.settings.timezone)


def site_of(settings: Settings, database: Database | None = None) -> Site:
    """The site of these settings; the engine is made now, the first connection when somebody asks."""
    opened = database or open_database(settings.database_url)
    return Site(settings, opened, Publisher(opened, settings.k, ZoneInfo(settings.timezone)))

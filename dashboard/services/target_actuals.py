"""What trainings of a place and period came to, as the facts that indicators of targets are made of."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

import numpy as np
import pandas as pd

from dashboard.cube.columns import Bools
from dashboard.cube.selection import Selection, counts_by_question, selected
from dashboard.indicators.agreement import agreement, satisfaction
from dashboard.indicators.learning import overall_gain
from dashboard.indicators.pace import Period
from dashboard.indicators.recommendation import net_promoter
from dashboard.indicators.registry import Facts
from dashboard.services import tables
from dashboard.services.cubes import selection
from dashboard.services.overview import CODE_LENGTH
from dashboard.services.places import places
from dashboard.services.questions import QuestionView, question_views
from dashboard.services.results import newest_step, response_rate_of
from dashboard.services.store import Database, reading
from db.criteria import COUNTRY, Filters, Scope
from db.queries.targets import organisations_reached


@dataclass(frozen=True, slots=True)
class Place:
    """A territory ("" = the whole country), or a project."""

    territory: str = ""
    project: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of a place and period, and when the newest of its answers were published."""

    facts: Facts
    published_at: datetime | None


@dataclass(slots=True)
class Ground:
    """Reads each place once, and each of its periods once, for all targets of a reader."""

    database: Database
    scope: Scope
    today: date
    questions: dict[str, QuestionView]
    places: pd.DataFrame
    _views: dict[Place, Selection] = field(default_factory=dict)
    _known: dict[tuple[Place, Period], Known] = field(default_factory=dict)

    @classmethod
    def of(cls, database: Database, scope: Scope, *, today: date) -> Self:
        """The language does not matter: no question is named."""
        people = places(database, today.year).table.set_index("code")
        return cls(database, scope, today, question_views(database, "es"), people)

    def known(self, place: Place, period: Period) -> Known:
        """The facts of the trainings that began in the period. Raises PublicationError."""
        key = (place, period)
        if key not in self._known:
            self._known[key] = self._reckoned(place, period)
        return self._known[key]

    def _reckoned(self, place: Place, period: Period) -> Known:
        filters = Filters(
            territory=place.territory, project=() if place.project is None else (place.project,)
        )
        if place not in self._views:
            self._views[place] = selection(self.database, self.scope, filters, self.today)
        whole = self._views[place]
        asked = replace(filters, since=period.starts_on, until=period.ends_on)
        began = _began_in(whole, period)
        view = selected(whole.cube, whole.trainings & began, self.scope, asked)
        with reading(self.database) as session:
            organisations = organisations_reached(
                session, self.scope, filters, period.starts_on, period.ends_on
            )
        return Known(self._facts(view, place, organisations), newest_step(view))

    def _facts(self, view: Selection, place: Place, organisations: int) -> Facts:
        held = view.cube.trainings
        done = view.trainings & held.is_done
        attendance, hours = held.attendance[done], held.hours[done]
        codes = {held.codes[at] for at in np.unique(held.territories[done]).tolist()}
        received = view.cube.links.received_by_training[view.trainings]
        counts, questions = counts_by_question(view.cube, view.sums()), self.questions
        items = tables.satisfaction_items(questions)

        def of(indicator: str) -> dict[str, int]:
            return counts.get(tables.question_of(questions, indicator), {})

        learnt = [each.name for each in questions.values() if each.indicator == "learning"]
        return Facts(
            trainings=len(attendance),
            attendances=int(np.nansum(attendance)),
            not_reported=int(np.count_nonzero(np.isnan(attendance))),
            hours=float(np.nansum(hours)),
            hours_unknown=int(np.count_nonzero(np.isnan(hours))),
            comunas=sum(len(code) == CODE_LENGTH["comuna"] for code in codes),
            comunas_there=self._comunas_in(place.territory),
            organisations=organisations,
            inhabitants=self._inhabitants(place.territory),
            received=int(received.sum()),
            rate=response_rate_of(received, held.attendance[view.trainings]),
            satisfaction=satisfaction({name: counts.get(name, {}) for name in items}),
            felt_safe=agreement(of("felt_safe")),
            recommendation=net_promoter(of("nps")),
            learning=overall_gain({name: counts[name] for name in learnt if name in counts}),
        )

    def _comunas_in(self, territory: str) -> int:
        inside = "" if territory == COUNTRY else territory
        codes = self.places.index[self.places["level"] == "comuna"]
        return sum(str(code).startswith(inside) for code in codes)

    def _inhabitants(self, territory: str) -> int | None:
        people = self.places["population"].get(territory or COUNTRY)
        return int(people) if people is not None and not pd.isna(people) else None


def _began_in(view: Selection, period: Period) -> Bools:
    days = view.cube.trainings.days
    return (days >= period.starts_on.toordinal()) & (days <= period.ends_on.toordinal())

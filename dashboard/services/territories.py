"""Territories: the list, the way to one, its profile, measures and partnerships."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.services.store import Database, reading
from dashboard.services.trainings import HighlightView, highlight_views
from db.criteria import Filters, Scope
from db.models import Measure, Project
from db.queries import territories, trainings


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The campaign's fields. `vision` and `motivations` are language → paragraphs."""

    territory_code: str
    campaign_region: str
    country: str
    joined_year: int | None
    leader: str
    leader_role: str
    mandate_starts: int | None
    mandate_ends: int | None
    government_type: str
    population_range: str
    vision: Mapping[str, list[str]]
    motivations: Mapping[str, list[str]]
    reviewed_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    territory_code: str
    type: str
    category: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    status: str
    since_year: int | None
    link: str
    groups: tuple[str, ...]
    ohchr_type: str
    building_block: str
    source: str


@dataclass(frozen=True, slots=True)
class PartnershipView:
    organisation: str | None  # None = the source names nobody
    description: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class ReportedTotal:
    """People trained as reported for a whole project; never spread over its trainings or summed."""

    project_id: int
    project: str
    people: int
    qualifier: str
    funders: tuple[str, ...]
    implementers: tuple[str, ...]
    source: str
    is_synthetic: bool
    highlights: tuple[HighlightView, ...]


def profile_of(database: Database, code: str) -> ProfileView | None:
    with reading(database) as session:
        profile = territories.profile_of(session, code)
    if profile is None:
        return None
    return ProfileView(
        territory_code=profile.territory_code,
        campaign_region=profile.campaign_region,
        country=profile.country,
        joined_year=profile.joined_year,
        leader=profile.leader,
        leader_role=profile.leader_role,
        mandate_starts=profile.mandate_starts,
        mandate_ends=profile.mandate_ends,
        government_type=profile.government_type,
        population_range=profile.population_range,
        vision=profile.vision,
        motivations=profile.motivations,
        reviewed_on=profile.reviewed_on,
        source=profile.source,
    )


def measures_of(database: Database, code: str) -> tuple[MeasureView, ...]:
    """Measures of a territory and of the territories inside it."""
    with reading(database) as session:
        return tuple(_measure(measure) for measure in territories.measures_in(session, code))


def partnerships_of(database: Database, code: str) -> tuple[PartnershipView, ...]:
    with reading(database) as session:
        found = territories.partnerships_in(session, code)
        return tuple(PartnershipView(name, p.description, p.source) for p, name in found)


def reported_totals(database: Database, scope: Scope, filters: Filters) -> tuple[ReportedTotal, ...]:
    """Projects among the trainings seen that reported people for the whole only."""
    with reading(database) as session:
        found = territories.projects_with_totals(session, scope, filters)
        return tuple(
            _total(
                project,
                highlight_views(
                    trainings.highlights_about(
                        session, training_id=None, visit_id=None, project_id=project.id
                    )
                ),
            )
            for project in found
        )


def _measure(measure: Measure) -> MeasureView:
    return MeasureView(
        territory_code=measure.territory_code,
        type=measure.type,
        category=measure.category,
        title=measure.title,
        description=measure.description,
        status=measure.status,
        since_year=measure.since_year,
        link=measure.link,
        groups=tuple(sorted(group.group for group in measure.groups)),
        ohchr_type=measure.ohchr_type,
        building_block=measure.building_block,
        source=measure.source,
    )


def _total(project: Project, highlights: tuple[HighlightView, ...]) -> ReportedTotal:
    def named(role: str) -> tuple[str, ...]:
        return tuple(sorted(o.organisation.name for o in project.organisations if o.role == role))

    return ReportedTotal(
        project_id=project.id,
        project=project.name,
        people=project.people_trained or 0,
        qualifier=project.people_qualifier,
        funders=named("funder"),
        implementers=named("implementer"),
        source=project.source,
        is_synthetic=project.is_synthetic,
        highlights=highlights,
    )

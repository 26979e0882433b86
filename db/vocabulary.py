"""The closed lists that columns use; their words live in `dashboard/i18n`."""

from typing import Final

CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0/O, 1/I/L, U/V: copied from a board
LEVELS: Final = ("country", "region", "province", "comuna")
PRECISIONS: Final = ("day", "month", "window", "unknown")
TRAINING_KINDS: Final = (
    "workshop",
    "training_session",
    "talk",
    "meeting",
    "training_day",
    "course",
    "seminar",
)
MODALITIES: Final = ("in_person", "online", "hybrid")
TRAINING_STATUSES: Final = ("planned", "done", "cancelled")
LINK_STATES: Final = ("open", "closed")
REVIEW_STATES: Final = ("approved", "rejected")  # of a text that somebody read
BOUNDS: Final = ("", "at_least", "at_most")  # of a published number; "" = it is exact
CHANNELS: Final = ("phone", "page", "paper", "import")
PROJECT_ROLES: Final = ("funder", "implementer", "partner")
TRAINING_ROLES: Final = ("host", "partner", "implementer")
ORGANISATION_KINDS: Final = (
    "foundation",
    "company",
    "school",
    "university",
    "public_service",
    "municipality",
    "civil_society",
    "network",
    "other",
)
QUALIFIERS: Final = ("exact", "more_than", "about")
AUDIENCES: Final = (
    "teachers",
    "students",
    "school_employees",
    "school_directors",
    "service_staff",
    "mejor_ninez_employees",
    "workers",
    "partner_organisations",
    "civic_organisations",
    "municipal_employees",
    "community",
)
TOPICS: Final = (
    "gender_and_diversity",
    "lgbti_children",
    "recognising_diversities",
    "childhood_rights",
    "disability_rights",
    "migrants_rights",
    "older_adults_rights",
    "violence_prevention",
    "access_to_justice",
    "non_discrimination",
)
ROLES: Final = ("coordinator", "manager", "administrator")
MEASURE_TYPES: Final = ("policy", "mechanism", "programme")
MEASURE_CATEGORIES: Final = ("cross_cutting", "education", "external_collaboration")
MEASURE_STATUSES: Final = ("documented", "in_force", "planned", "ended")
GROUPS: Final = (
    "migrants",
    "older_adults",
    "persons_with_disabilities",
    "children_and_adolescents",
    "women",
    "lgbti_people",
    "indigenous_peoples",
    "people_deprived_of_liberty",
    "municipal_employees",
    "residents",
    "others",
)
OHCHR_TYPES: Final = ("structure", "process", "outcome")

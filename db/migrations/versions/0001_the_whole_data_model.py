"""the whole data model

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=15), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_limited", sa.Boolean(), nullable=False),
        sa.Column("may_export_rows", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('coordinator', 'manager', 'administrator')", name=op.f("ck_account_role")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "data_request",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("name", name=op.f("uq_indicator_name")),
    )
    op.create_table(
        "login_failure",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("window_ends_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_failure")),
    )
    op.create_table(
        "publication_counter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_counter")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", db.types.JsonValue(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("name", name=op.f("uq_survey_name")),
    )
    op.create_table(
        "territory",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_code", sa.String(length=16), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("point_source", sa.String(length=100), nullable=True),
        sa.CheckConstraint(
            "level IN ('country', 'region', 'province', 'comuna')", name=op.f("ck_territory_level")
        ),
        sa.ForeignKeyConstraint(["parent_code"], ["territory.code"], name=op.f("fk_territory_parent_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_territory")),
    )
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_territory_parent_code"), ["parent_code"], unique=False)

    op.create_table(
        "account_region",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_region_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_account_region_territory_code")
        ),
        sa.PrimaryKeyConstraint("account_id", "territory_code", name=op.f("pk_account_region")),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("happened_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("details", db.types.JsonValue(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_audit_event_account_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_happened_at"), ["happened_at"], unique=False)

    op.create_table(
        "breakdown",
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("attribute", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("published_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_breakdown_territory_code")
        ),
        sa.PrimaryKeyConstraint(
            "territory_code",
            "period",
            "question",
            "attribute",
            "category",
            "choice",
            name=op.f("pk_breakdown"),
        ),
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_login_session_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_login_session_token_hash"), ["token_hash"], unique=False)

    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("title", db.types.JsonValue(), nullable=False),
        sa.Column("description", db.types.JsonValue(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("since_year", sa.Integer(), nullable=True),
        sa.Column("link", sa.String(length=200), nullable=False),
        sa.Column("ohchr_type", sa.String(length=40), nullable=False),
        sa.Column("building_block", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "status IN ('documented', 'in_force', 'planned', 'ended')", name=op.f("ck_measure_status")
        ),
        sa.CheckConstraint("type IN ('policy', 'mechanism', 'programme')", name=op.f("ck_measure_type")),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_measure_territory_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_territory_code"), ["territory_code"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("territory_code", sa.String(length=16), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('foundation', 'company', 'school', 'university', 'public_service', 'municipality', 'civil_society', 'network', 'other')",
            name=op.f("ck_organisation_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_organisation_territory_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    op.create_table(
        "population",
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_population_territory_code")
        ),
        sa.PrimaryKeyConstraint("territory_code", "year", name=op.f("pk_population")),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("territory_code", sa.String(length=16), nullable=True),
        sa.Column("people_trained", sa.Integer(), nullable=True),
        sa.Column("people_qualifier", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "people_qualifier IN ('exact', 'more_than', 'about')", name=op.f("ck_project_people_qualifier")
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_project_territory_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("name", name=op.f("uq_project_name")),
    )
    op.create_table(
        "survey_version",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", db.types.JsonValue(), nullable=False),
        sa.Column("published_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_version_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_version")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_survey_version_survey_id_number")),
    )
    op.create_table(
        "territory_profile",
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("campaign_region", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=200), nullable=False),
        sa.Column("joined_year", sa.Integer(), nullable=True),
        sa.Column("leader", sa.String(length=200), nullable=False),
        sa.Column("leader_role", sa.String(length=200), nullable=False),
        sa.Column("mandate_starts", sa.Integer(), nullable=True),
        sa.Column("mandate_ends", sa.Integer(), nullable=True),
        sa.Column("government_type", sa.String(length=40), nullable=False),
        sa.Column("population_range", sa.String(length=40), nullable=False),
        sa.Column("vision", db.types.JsonValue(), nullable=False),
        sa.Column("motivations", db.types.JsonValue(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_territory_profile_territory_code")
        ),
        sa.PrimaryKeyConstraint("territory_code", name=op.f("pk_territory_profile")),
    )
    op.create_table(
        "account_project",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_project_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_account_project_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "project_id", name=op.f("pk_account_project")),
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_agreement_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_agreement_territory_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_territory_code"), ["territory_code"], unique=False)

    op.create_table(
        "measure_group",
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("group", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_group_measure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", "group", name=op.f("pk_measure_group")),
    )
    op.create_table(
        "partnership",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("description", db.types.JsonValue(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_partnership_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_partnership_territory_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
    )
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_territory_code"), ["territory_code"], unique=False)

    op.create_table(
        "project_organisation",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "role IN ('funder', 'implementer', 'partner')", name=op.f("ck_project_organisation_role")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_project_organisation_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_organisation_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "organisation_id", "role", name=op.f("pk_project_organisation")
        ),
    )
    with op.batch_alter_table("project_organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_project_organisation_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("territory_code", sa.String(length=16), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_target_indicator_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_target_project_id")),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_target_territory_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.String(length=10), nullable=False),
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("lead", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'window', 'unknown')", name=op.f("ck_visit_date_precision")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_visit_project_id")),
        sa.ForeignKeyConstraint(["territory_code"], ["territory.code"], name=op.f("fk_visit_territory_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_project_id"), ["project_id"], unique=False)

    op.create_table(
        "training",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.String(length=10), nullable=False),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("modality", sa.String(length=10), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("territory_code", sa.String(length=16), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("attendance_total", sa.Integer(), nullable=True),
        sa.Column("attendance_qualifier", sa.String(length=10), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "attendance_qualifier IN ('exact', 'more_than', 'about')",
            name=op.f("ck_training_attendance_qualifier"),
        ),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'window', 'unknown')", name=op.f("ck_training_date_precision")
        ),
        sa.CheckConstraint(
            "kind IN ('workshop', 'training_session', 'talk', 'meeting', 'training_day', 'course', 'seminar')",
            name=op.f("ck_training_kind"),
        ),
        sa.CheckConstraint(
            "modality IN ('in_person', 'online', 'hybrid')", name=op.f("ck_training_modality")
        ),
        sa.CheckConstraint("status IN ('planned', 'done', 'cancelled')", name=op.f("ck_training_status")),
        sa.CheckConstraint("attendance_total >= 0", name=op.f("ck_training_attendance_total")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_training_dates")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_training_project_id")),
        sa.ForeignKeyConstraint(
            ["territory_code"], ["territory.code"], name=op.f("fk_training_territory_code")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_training_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_starts_on"), ["starts_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_territory_code"), ["territory_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_attendance_people")),
        sa.ForeignKeyConstraint(
            ["training_id"], ["training.id"], name=op.f("fk_attendance_training_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("training_id", "dimension", "category", name=op.f("pk_attendance")),
    )
    op.create_table(
        "facilitator",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["training_id"], ["training.id"], name=op.f("fk_facilitator_training_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facilitator")),
    )
    with op.batch_alter_table("facilitator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facilitator_training_id"), ["training_id"], unique=False)

    op.create_table(
        "highlight",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("training_id", sa.Integer(), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_highlight_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["training_id"], ["training.id"], name=op.f("fk_highlight_training_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_highlight_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_highlight")),
    )
    with op.batch_alter_table("highlight", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_highlight_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_highlight_training_id"), ["training_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_highlight_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("counts", db.types.JsonValue(), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("published_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("answers > 0", name=op.f("ck_publication_answers")),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], name=op.f("fk_publication_training_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint(
            "training_id", "question", "step", name=op.f("uq_publication_training_id_question_step")
        ),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_number"), ["number"], unique=False)

    op.create_table(
        "survey_link",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=True),
        sa.Column("is_kiosk", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_survey_link_state")),
        sa.CheckConstraint("cap > 0", name=op.f("ck_survey_link_cap")),
        sa.CheckConstraint("received >= 0", name=op.f("ck_survey_link_received")),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], name=op.f("fk_survey_link_training_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_survey_link_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_link")),
        sa.UniqueConstraint("code", name=op.f("uq_survey_link_code")),
    )
    with op.batch_alter_table("survey_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_link_training_id"), ["training_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_survey_link_version_id"), ["version_id"], unique=False)

    op.create_table(
        "tally",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], name=op.f("fk_tally_training_id")),
        sa.PrimaryKeyConstraint("training_id", "question", "choice", name=op.f("pk_tally")),
    )
    op.create_table(
        "tally_total",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("published_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], name=op.f("fk_tally_total_training_id")),
        sa.PrimaryKeyConstraint("training_id", "question", name=op.f("pk_tally_total")),
    )
    with op.batch_alter_table("tally_total", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tally_total_number"), ["number"], unique=False)

    op.create_table(
        "training_audience",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["training.id"],
            name=op.f("fk_training_audience_training_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("training_id", "audience", name=op.f("pk_training_audience")),
    )
    with op.batch_alter_table("training_audience", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_audience_audience"), ["audience"], unique=False)

    op.create_table(
        "training_organisation",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "role IN ('host', 'partner', 'implementer')", name=op.f("ck_training_organisation_role")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_training_organisation_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["training.id"],
            name=op.f("fk_training_organisation_training_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "training_id", "organisation_id", "role", name=op.f("pk_training_organisation")
        ),
    )
    with op.batch_alter_table("training_organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_training_organisation_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "training_topic",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["training_id"], ["training.id"], name=op.f("fk_training_topic_training_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("training_id", "topic", name=op.f("pk_training_topic")),
    )
    with op.batch_alter_table("training_topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_topic_topic"), ["topic"], unique=False)

    op.create_table(
        "response",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "channel IN ('phone', 'page', 'paper', 'import')", name=op.f("ck_response_channel")
        ),
        sa.ForeignKeyConstraint(["link_id"], ["survey_link.id"], name=op.f("fk_response_link_id")),
        sa.ForeignKeyConstraint(["version_id"], ["survey_version.id"], name=op.f("fk_response_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_link_id"), ["link_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("response_id", sa.String(length=36), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("value", db.types.JsonValue(), nullable=False),
        sa.Column("is_published_by_training", sa.Boolean(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_answer_publication_id")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_answer_response_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], name=op.f("fk_answer_training_id")),
        sa.PrimaryKeyConstraint("response_id", "question", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_publication_id"), ["publication_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_answer_training_id_question_publication_id"),
            ["training_id", "question", "publication_id"],
            unique=False,
        )

    # The row that publishers take turns on.
    op.execute("INSERT INTO publication_counter (id, number) VALUES (1, 0)")


def downgrade() -> None:
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_training_id_question_publication_id"))
        batch_op.drop_index(batch_op.f("ix_answer_publication_id"))

    op.drop_table("answer")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_link_id"))

    op.drop_table("response")
    with op.batch_alter_table("training_topic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_topic_topic"))

    op.drop_table("training_topic")
    with op.batch_alter_table("training_organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_organisation_organisation_id"))

    op.drop_table("training_organisation")
    with op.batch_alter_table("training_audience", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_audience_audience"))

    op.drop_table("training_audience")
    with op.batch_alter_table("tally_total", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tally_total_number"))

    op.drop_table("tally_total")
    op.drop_table("tally")
    with op.batch_alter_table("survey_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_link_version_id"))
        batch_op.drop_index(batch_op.f("ix_survey_link_training_id"))

    op.drop_table("survey_link")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_number"))

    op.drop_table("publication")
    with op.batch_alter_table("highlight", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_highlight_visit_id"))
        batch_op.drop_index(batch_op.f("ix_highlight_training_id"))
        batch_op.drop_index(batch_op.f("ix_highlight_project_id"))

    op.drop_table("highlight")
    with op.batch_alter_table("facilitator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_facilitator_training_id"))

    op.drop_table("facilitator")
    op.drop_table("attendance")
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_visit_id"))
        batch_op.drop_index(batch_op.f("ix_training_territory_code"))
        batch_op.drop_index(batch_op.f("ix_training_starts_on"))
        batch_op.drop_index(batch_op.f("ix_training_project_id"))

    op.drop_table("training")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_project_id"))

    op.drop_table("visit")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_indicator_id"))

    op.drop_table("target")
    with op.batch_alter_table("project_organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_organisation_organisation_id"))

    op.drop_table("project_organisation")
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partnership_territory_code"))

    op.drop_table("partnership")
    op.drop_table("measure_group")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_territory_code"))

    op.drop_table("agreement")
    op.drop_table("account_project")
    op.drop_table("territory_profile")
    op.drop_table("survey_version")
    op.drop_table("project")
    op.drop_table("population")
    op.drop_table("organisation")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_territory_code"))

    op.drop_table("measure")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_token_hash"))
        batch_op.drop_index(batch_op.f("ix_login_session_account_id"))

    op.drop_table("login_session")
    op.drop_table("breakdown")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_happened_at"))

    op.drop_table("audit_event")
    op.drop_table("account_region")
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_territory_parent_code"))

    op.drop_table("territory")
    op.drop_table("survey")
    op.drop_table("setting")
    op.drop_table("publication_counter")
    op.drop_table("login_failure")
    op.drop_table("indicator")
    op.drop_table("data_request")
    op.drop_table("account")

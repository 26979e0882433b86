"""Every table, so that the metadata is complete once this package is imported."""

from db.models.account import (
    Account,
    AccountProject,
    AccountRegion,
    AccountVisit,
    AuditEvent,
    DataRequest,
    LoginFailure,
    LoginSession,
    Setting,
)
from db.models.answer_import import AnswerImport
from db.models.base import Base
from db.models.comment import Comment, CommentReview, CommentTag
from db.models.organisation import Organisation, Project, ProjectOrganisation
from db.models.profile import (
    Agreement,
    Indicator,
    Measure,
    MeasureGroup,
    Partnership,
    Target,
    TerritoryProfile,
)
from db.models.publication import (
    Breakdown,
    BreakdownBlock,
    BreakdownTraining,
    Publication,
    PublicationCounter,
    Tally,
)
from db.models.slip import Slip
from db.models.survey import Answer, Response, Survey, SurveyDraft, SurveyLink, SurveyVersion
from db.models.territory import Population, Territory
from db.models.training import (
    Attendance,
    Facilitator,
    Highlight,
    Training,
    TrainingAudience,
    TrainingOrganisation,
    TrainingTopic,
    Visit,
)
from db.models.view import SavedView

__all__ = [
    "Account",
    "AccountProject",
    "AccountRegion",
    "AccountVisit",
    "Agreement",
    "Answer",
    "AnswerImport",
    "Attendance",
    "AuditEvent",
    "Base",
    "Breakdown",
    "BreakdownBlock",
    "BreakdownTraining",
    "Comment",
    "CommentReview",
    "CommentTag",
    "DataRequest",
    "Facilitator",
    "Highlight",
    "Indicator",
    "LoginFailure",
    "LoginSession",
    "Measure",
    "MeasureGroup",
    "Organisation",
    "Partnership",
    "Population",
    "Project",
    "ProjectOrganisation",
    "Publication",
    "PublicationCounter",
    "Response",
    "SavedView",
    "Setting",
    "Slip",
    "Survey",
    "SurveyDraft",
    "SurveyLink",
    "SurveyVersion",
    "Tally",
    "Target",
    "Territory",
    "TerritoryProfile",
    "Training",
    "TrainingAudience",
    "TrainingOrganisation",
    "TrainingTopic",
    "Visit",
]

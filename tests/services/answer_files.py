"""Answers files made on the spot, and what a test does with them."""

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from sqlalchemy import func, select

from dashboard.i18n import translator
from dashboard.roles import Member
from dashboard.services.answer_import import DryRun, Imported, Plan, check_import, import_answers
from dashboard.services.answer_import_columns import guessed
from dashboard.services.answer_import_table import table_of
from dashboard.survey.library.post_training import post_training
from db.engine import Database
from db.models import Answer, AnswerImport, Response, SurveyLink
from tests.factories import NOW, TODAY

es = translator("es")
SURVEY = post_training()
HEADINGS = ("relevance", "obstacles", "knows_rights.before", "knows_rights.now", "recommend", "useful")
GOOD = ("5", "time fear", "2", "4", "9", "Todo, y más")


def csv_of(*rows: tuple[str, ...], separator: str = ",", encoding: str = "utf-8") -> bytes:
    written = StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def xlsx_of(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def plan_for(link: SurveyLink, content: bytes, **mapped: str) -> Plan:
    table = table_of(content)
    found = guessed(SURVEY, table) | {int(column[1:]): key for column, key in mapped.items()}
    return Plan(link.id, table, {column: key for column, key in found.items() if key})


def dry_run(database: Database, member: Member, plan: Plan) -> DryRun:
    return check_import(database, member, plan, today=TODAY)


def run(database: Database, member: Member, plan: Plan, **values: Any) -> Imported:
    chosen: dict[str, Any] = {"has_consent": True, "today": TODAY, "now": NOW} | values
    return import_answers(database, member, plan, **chosen)


def stored(database: Database) -> tuple[int, int, int]:
    """Responses, what the link counts, files remembered."""
    with database.read() as session:
        counted = [
            session.scalar(select(func.count()).select_from(table)) or 0 for table in (Response, AnswerImport)
        ]
        return counted[0], session.scalars(select(SurveyLink.received)).one(), counted[1]


def answers(database: Database) -> list[dict[str, Any]]:
    with database.read() as session:
        found: dict[str, dict[str, Any]] = {}
        for answer in session.scalars(select(Answer)):
            found.setdefault(answer.response_id, {})[answer.question] = answer.value
        return sorted(found.values(), key=lambda each: sorted(map(str, each.items())))

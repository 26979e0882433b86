"""What screens say about trainings: no more exact than the source, never 0 for unknown."""

from datetime import date
from math import nan

import pandas as pd
import pytest

from dashboard.i18n import Translator, translator
from dashboard.ui.downloads import safe_csv
from dashboard.ui.map_tables import map_values, measure_words, readable_values
from dashboard.ui.plain import plain
from dashboard.ui.sources import source_words
from dashboard.ui.training_words import attendance_words, date_words, people_words
from db.criteria import EVERYTHING, Scope
from db.seed.files import document
from db.vocabulary import (
    AUDIENCES,
    GROUPS,
    LEVELS,
    MEASURE_CATEGORIES,
    MEASURE_STATUSES,
    MEASURE_TYPES,
    MODALITIES,
    OHCHR_TYPES,
    ORGANISATION_KINDS,
    PRECISIONS,
    PROJECT_ROLES,
    QUALIFIERS,
    ROLES,
    TOPICS,
    TRAINING_KINDS,
    TRAINING_ROLES,
    TRAINING_STATUSES,
)

es, en = translator("es"), translator("en")
VOCABULARIES = {
    "audience": AUDIENCES,
    "group": GROUPS,
    "kind": TRAINING_KINDS,
    "level": LEVELS,
    "link_state": ("open", "closed", "not_yet"),
    "measure_category": MEASURE_CATEGORIES,
    "measure_status": MEASURE_STATUSES,
    "measure_type": MEASURE_TYPES,
    "modality": MODALITIES,
    "ohchr_type": OHCHR_TYPES,
    "organisation_kind": ORGANISATION_KINDS,
    "precision": PRECISIONS,
    "project_role": PROJECT_ROLES,
    "qualifier": QUALIFIERS,
    "role": ROLES,
    "status": TRAINING_STATUSES,
    "topic": TOPICS,
    "training_role": TRAINING_ROLES,
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_value_of_a_closed_list_has_a_label(vocabulary: str) -> None:
    missing = [
        (t.language, value)
        for t in (es, en)
        for value in VOCABULARIES[vocabulary]
        if not t.has(f"vocabulary.{vocabulary}.{value}")
    ]
    assert missing == []


def test_a_date_is_no_more_exact_than_its_source() -> None:
    july, november = date(2023, 7, 1), date(2023, 11, 30)
    assert date_words(july, date(2023, 7, 31), "month", es) == "julio de 2023"
    assert date_words(july, november, "window", es) == "entre julio de 2023 y noviembre de 2023"
    assert date_words(None, None, "unknown", es) == "fecha no informada"
    assert date_words(july, november, "unknown", es) == "fecha no informada"
    assert date_words(None, None, "day", es) == "fecha no informada"
    assert date_words(july, july, "day", en) == "1 Jul 2023"


@pytest.mark.parametrize("unknown", [None, nan])
def test_attendance_that_was_not_reported_is_never_zero(unknown: float | None) -> None:
    assert attendance_words(unknown, "exact", es) == "no informada"


def test_a_reported_total_keeps_its_qualifier() -> None:
    assert people_words(620, "more_than", es) == "más de 620"
    assert people_words(1234, "exact", es) == "1.234"
    assert attendance_words(0, "exact", es) == "0"


def test_what_people_typed_is_never_obeyed_as_markdown() -> None:
    assert plain("[click](http://x) *bold* :red[x] $y$") == (
        r"\[click\]\(http\://x\) \*bold\* \:red\[x\] \$y\$"
    )


def values(**changes: object) -> pd.DataFrame:
    row = {
        "code": "12", "name": "Magallanes", "state": "zero", "value": 0.0, "low": nan, "high": nan, "n": 0,
        "trainings": 0, "not_reported": 0,
    }  # fmt: skip
    return pd.DataFrame([row | changes])


def test_what_an_account_may_not_see_is_no_data_and_not_zero() -> None:
    assert map_values(values(), EVERYTHING, "trainings")["state"].tolist() == ["zero"]
    far = Scope(regions=("02",), projects=())
    assert map_values(values(), far, "trainings")["state"].tolist() == ["no_data"]
    assert map_values(values(), Scope(projects=(1,)), "trainings")["state"].tolist() == ["no_data"]
    assert map_values(values(), far, "measures")["state"].tolist() == ["zero"]
    assert map_values(values(), Scope(regions=("12",)), "trainings")["state"].tolist() == ["zero"]


def test_the_table_under_the_map_says_absences_in_words() -> None:
    words = measure_words("satisfaction", es)
    shown = map_values(values(state="withheld", value=nan, n=3), EVERYTHING, "satisfaction")
    assert readable_values(shown, "satisfaction", es)[words.title].tolist() == ["Reservado"]
    known = map_values(values(state="value", value=0.8, low=0.7, high=0.9, n=48), EVERYTHING, "satisfaction")
    note = readable_values(known, "satisfaction", es)[es("map.column.note")].tolist()[0]
    assert note == "n = 48; entre 70\u00a0% y 90\u00a0%"


def test_a_text_that_looks_like_a_formula_is_a_text_in_the_file() -> None:
    table = pd.DataFrame({"a": ["=1+1", "@x", "fine"], "n": [-1, 2, 3]})
    assert safe_csv(table).decode("utf-8-sig").split() == ["a,n", "'=1+1,-1", "'@x,2", "fine,3"]


@pytest.mark.parametrize("t", [es, en])
@pytest.mark.parametrize("file", ["season.toml", "san_antonio.toml"])
def test_each_document_of_the_demo_has_a_title(t: Translator, file: str) -> None:
    source = str(document(file)["source"])
    assert source.endswith(".txt")
    title = source_words(source, t)
    assert source not in title
    assert t("app.source.document") not in title
    assert source_words(source, t, with_file=True) == t("app.source.file", title=title, file=source)


def test_another_file_is_a_document_and_other_words_stay() -> None:
    unknown = source_words("informe_final-2.pdf", es)
    assert unknown == "Documento del equipo (archivo informe_final-2.pdf)"
    for words in ("sintético, semilla 20261122, n.º 001", "Daniela Rojas", "Informe 2.0", "", "Ver acta.pdf"):
        assert source_words(words, es) == words

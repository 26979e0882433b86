"""How the answers of an imported question are published, until a coordinator decides otherwise.

What speaks of a respondent's own attributes is never counted per training. Which of those are sensitive
follows article 2 g) of Ley 19.628 as Ley 21.719 words it: ethnic origin, political and union membership,
socioeconomic situation, beliefs, health, and a person's sex life, orientation and gender identity.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from dashboard.survey.definition import Question
from dashboard.survey.question_types import tally_choices, type_of

_ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "age": "edad, años de edad, age, how old, rango etario, tramo etario, fecha de nacimiento, birthdate,"
        " date of birth, birth year, año de nacimiento",
        "nationality": "nacionalidad, nacionalidades, nationality, pais de nacimiento, country of birth,"
        " migrante, migrantes, migrant, migration, migracion, situacion migratoria, refugiado,"
        " refugiada, refugee",
    }
)
_SENSITIVE: Mapping[str, str] = MappingProxyType(
    {
        "gender": "genero, gender, sexo, sex, identidad, identity, transgenero, transgender, trans",
        "orientation": "orientacion, orientation, orientacion sexual, lgbt, lgbti, lgbtiq, lgbtq, sexual",
        "belief": "religion, religiones, religious, religioso, religiosa, creencia, creencias, belief,"
        " beliefs, faith, confesion",
        "health": "salud, health, enfermedad, enfermedades, disease, illness, discapacidad, discapacidades,"
        " disability, disabilities, disabled, diagnostico, diagnosis",
        "ethnicity": "etnia, etnico, etnica, ethnicity, ethnic, indigena, indigenas, indigenous,"
        " pueblo originario, pueblos originarios, mapuche, aymara, rapanui, rapa nui, afrodescendiente,"
        " raza, race, tribal",
        "politics": "partido politico, political party, politica partidaria, sindicato, sindical,"
        " trade union",
        "income": "ingresos, ingreso mensual, ingreso familiar, income, salario, salary, sueldo, renta,"
        " nivel socioeconomico, situacion socioeconomica, socioeconomic",
    }
)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return f" {' '.join(re.sub(r'[^a-z0-9]+', ' ', letters).split())} "


def _table(kinds: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((_plain(words), kind) for kind, listed in kinds.items() for words in listed.split(","))


_PLAIN_ATTRIBUTES = _table(_ATTRIBUTES)
_SENSITIVE_ATTRIBUTES = _table(_SENSITIVE)


def attribute_of(texts: Iterable[str]) -> tuple[str, bool]:
    """("health", True): the attribute of a person that a name or label speaks of, and if it is sensitive."""
    plain = [_plain(text) for text in texts]
    for table, is_sensitive in ((_SENSITIVE_ATTRIBUTES, True), (_PLAIN_ATTRIBUTES, False)):
        for words, kind in table:
            if any(words in text for text in plain):
                return kind, is_sensitive
    return "", False


def published(question: Question, *, in_repeat: bool) -> tuple[Question, str]:
    """The question with a cautious way to publish, and the attribute that made us choose it."""
    if not type_of(question).takes_answer:
        return replace(question, published="never"), ""
    texts = (question.name, *(text for _, text in question.label.by_language))
    attribute, is_sensitive = attribute_of(texts)
    if in_repeat or not tally_choices(question):
        return replace(question, published="never", sensitive=is_sensitive), attribute if is_sensitive else ""
    way = replace(question, published="breakdown" if attribute else "training", sensitive=is_sensitive)
    return way, attribute

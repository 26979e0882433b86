"""A small survey with every type of question and every rule, for both renderers and for journeys."""

from dataclasses import replace

from dashboard.survey.definition import Choice, Definition, Question, Section
from dashboard.survey.library.post_training import post_training
from dashboard.survey.words import Words


def words(text: str) -> Words:
    """Spanish only; the other language falls back to it."""
    return Words.of(es=text)


def choices(*values: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, words(value.capitalize())) for value in values)


def question(name: str, kind: str, label: str, **values: object) -> Question:
    return Question(name, kind, words(label), published="never", **values)  # type: ignore[arg-type]


COMUNAS = (
    Choice("tocopilla", words("Tocopilla"), columns=(("region", "norte"),)),
    Choice("calama", words("Calama"), columns=(("region", "norte"),)),
    Choice("ancud", words("Ancud"), columns=(("region", "sur"),)),
)
MOODS = tuple(
    Choice(value, words(label))
    for value, label in (
        ("awful", "Muy mal"),
        ("bad", "Mal"),
        ("so_so", "Más o menos"),
        ("good", "Bien"),
        ("great", "Muy bien"),
    )
)


def _words_and_numbers() -> tuple[Question, ...]:
    return (
        question("hello", "note", "Estas preguntas son de prueba.", hint=words("No hay respuestas malas.")),
        question("nick", "text", "¿Cómo te gusta que te digan?", max_length=40),
        question(
            "story",
            "text",
            "${nick}, ¿qué te llevas de hoy?",
            appearance="multiline",
            guidance=words("Puede ser una idea,\nuna persona o una duda."),
        ),
        question(
            "age",
            "integer",
            "¿Cuántos años tienes?",
            required=True,
            required_message=words("Necesitamos tu edad para seguir."),
            constraint=". >= 5 and . < 120",
            constraint_message=words("La edad va de 5 a 119 años."),
        ),
        question(
            "is_adult",
            "calculate",
            "is_adult",
            calculation="if(${age} = '', '', if(${age} < 18, 'no', 'yes'))",
        ),
        question("source", "hidden", "source", default="afiche"),
        question("guardian", "text", "¿Quién te acompaña?", relevant="${is_adult} = 'no'"),
        question("hours", "decimal", "¿Cuántas horas dormiste?", hint=words("Puedes usar coma.")),
        question(
            "energy",
            "range",
            "¿Con cuánta energía llegas?",
            least=0,
            most=10,
            step=1,
            low=words("Nada"),
            high=words("Mucha"),
        ),
    )


def _choices() -> tuple[Question, ...]:
    return (
        question("region", "select_one", "¿De dónde vienes?", choices=choices("norte", "sur")),
        question(
            "comuna",
            "select_one",
            "¿De qué comuna del ${region}?",
            choices=COMUNAS,
            choice_filter="region = ${region}",
            required_when="${region} != ''",
        ),
        question("colour", "select_one", "Un color", choices=choices("rojo", "verde"), appearance="minimal"),
        question("likes", "select_multiple", "¿Qué te gusta?", choices=choices("leer", "cantar", "bailar")),
        question("mood", "select_one", "¿Cómo te sentiste?", choices=MOODS, appearance="smileys"),
        question("fair", "likert", "Me escucharon", appearance="smileys"),
        question("useful_now", "likert", "Me sirve"),
        question("again", "nps", "¿Volverías?"),
        question("knows", "retrospective_pair", "Conozco mis derechos"),
        question(
            "first_things",
            "rank",
            "Ordena de lo más a lo menos importante",
            choices=choices("pan", "techo", "abrigo"),
        ),
    )


def _moments() -> tuple[Question, ...]:
    """One is called like a property of every form on a page, which must not matter."""
    return (
        question("born", "date", "¿Cuándo naciste?", constraint=". <= today()"),
        question("wakes", "time", "¿A qué hora despiertas?"),
        question("met", "datetime", "¿Cuándo nos vimos?"),
        question("kept_type", "unsupported", "Una foto", foreign=(("type", "image"),)),
        question("elements", "text", "¿En qué idioma hablas?", default="español"),
        question("agrees", "acknowledge", "Sé que puedo dejar de responder cuando quiera.", required=True),
    )


def every_type() -> Definition:
    """All types in three sections, the last one without a title."""
    return replace(
        post_training(),
        name="every_type",
        title=words("Todas las preguntas"),
        sections=(
            Section("words", words("Palabras y números"), words("Primero, sobre ti."), _words_and_numbers()),
            Section("chosen", words("Elecciones"), None, _choices()),
            Section("", None, None, _moments()),
        ),
    )


SENT: dict[str, object] = {
    "nick": "Ale",
    "story": "Una idea\ny una duda",
    "age": "12",
    "guardian": "Mi abuela",
    "hours": "7.5",
    "energy": "8",
    "region": "norte",
    "comuna": "calama",
    "colour": "verde",
    "likes": ["leer", "bailar"],
    "mood": "great",
    "fair": "4",
    "useful_now": "na",
    "again": "10",
    "knows": {"before": "2", "now": "5"},
    "first_things": ["techo", "pan", "abrigo"],
    "born": "2014-03-01",
    "wakes": "07:05",
    "met": "2026-11-20T18:30",
    "elements": "español",
    "agrees": "yes",
}
"""Answers as a script sends them."""

STORED = SENT | {"age": 12, "hours": 7.5, "is_adult": "no", "source": "afiche"}
"""The same as they are kept."""


def form_fields(answers: dict[str, object]) -> dict[str, object]:
    """Answers as the fields of a form without a script."""
    fields: dict[str, object] = {}
    for name, value in answers.items():
        if isinstance(value, dict):
            fields |= {f"{name}.{part}": given for part, given in value.items()}
        elif name == "first_things" and isinstance(value, list):
            fields |= {f"{name}.{place}": given for place, given in enumerate(value, start=1)}
        else:
            fields[name] = value
    return fields

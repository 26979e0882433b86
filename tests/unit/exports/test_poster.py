"""The poster of a link: all of its words are on the page, and the QR leads where the address does."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
import segno
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from dashboard.exports.poster import Poster, Shape, poster_pdf
from dashboard.exports.poster_parts import TEAL
from dashboard.i18n import translator
from dashboard.settings import ROOT

SHAPES: tuple[Shape, ...] = ("a4", "slide")
POSTER = Poster(
    title="Charla sobre derechos de la niñez",
    organiser="Fundación Ñuñoa",
    address="https://huella.example.cl/f/K7M2PQ9X",
    code="K7M2PQ9X",
    language="es",
    minutes=4,
    least=5,
)
LONG = (
    "Jornada de formación en derechos humanos, interculturalidad y no discriminación para equipos de salud, "
    "educación y organizaciones comunitarias de Tocopilla, María Elena y San Pedro de Atacama, segunda parte"
)
Box = tuple[float, float, float, float]

shapes = pytest.mark.parametrize("shape", SHAPES)
languages = pytest.mark.parametrize("language", ["es", "en"])


def page_of(poster: Poster, shape: Shape, language: str = "es") -> PageObject:
    (page,) = PdfReader(BytesIO(poster_pdf(poster, translator(language), shape=shape))).pages
    return page


def text_of(poster: Poster, shape: Shape, language: str = "es") -> str:
    return " ".join(page_of(poster, shape, language).extract_text().split())


def boxes(page: PageObject) -> Iterator[list[Box]]:
    """The rectangles of every filled path, path by path; nothing on a poster moves the origin under them."""
    path: list[Box] = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"re":
            x, y, width, height = (float(number) for number in operands)
            path.append((x, y, width, height))
        elif operator in {b"f", b"f*", b"S", b"n"}:
            yield path
            path = []


def paragraphs(page: PageObject) -> Iterator[tuple[float, float, float]]:
    """Left, bottom and top of every paragraph: where its box was put, and where its first line stands."""
    corner, size, waiting = (0.0, 0.0), 0.0, False
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"cm":
            corner = float(operands[4]), float(operands[5])
        elif operator == b"BT":
            waiting = True
        elif operator == b"Tf":
            size = float(operands[1])
        elif operator == b"Tm":
            first_line = corner[1] + float(operands[5])
        elif operator in {b"Tj", b"TJ"} and waiting:
            waiting = False
            yield corner[0], corner[1], first_line + 0.66 * size


def drawn_matrix(page: PageObject) -> list[list[int]]:
    """The QR as it lies on the page: 1 where a module is dark."""
    dark = max(boxes(page), key=len)
    left, top = min(x for x, *_ in dark), max(y + height for _, y, _, height in dark)
    module = dark[0][2]
    size = round((max(x + width for x, _, width, _ in dark) - left) / module)
    matrix = [[0] * size for _ in range(size)]
    for x, y, width, height in dark:
        assert width == pytest.approx(module, abs=0.01)
        assert height == pytest.approx(module, abs=0.01)
        matrix[round((top - y - height) / module)][round((x - left) / module)] = 1
    return matrix


@shapes
@languages
def test_everything_a_person_needs_is_on_it(shape: Shape, language: str) -> None:
    t, text = translator(language), text_of(POSTER, shape, language)
    for words in (POSTER.title, POSTER.organiser, "huella.example.cl/f/K7M2PQ9X", "K7M2 PQ9X"):
        assert words in text
    assert t("poster.scan") in text
    assert t("poster.short.under_four") in text
    assert "https" not in text


@languages
def test_the_wall_says_four_promises_and_the_slide_the_same_in_three(language: str) -> None:
    t = translator(language)
    wall, slide = text_of(POSTER, "a4", language), text_of(POSTER, "slide", language)
    for promise in ("anonymous", "voluntary", "grouped", "short"):
        assert t(f"poster.{promise}.title") in wall
    assert t("poster.grouped.text", least="5") in wall
    assert t("poster.line.anonymous") in slide
    assert t("poster.line.grouped", least="5") in slide


@shapes
def test_what_it_promises_is_what_holds_here(shape: Shape) -> None:
    text = text_of(replace(POSTER, minutes=7, least=12), shape)
    assert "Toma cerca de 7 minutos." in text
    assert "cuatro" not in text
    assert "12 " in text


@pytest.mark.parametrize(("shape", "width", "height"), [("a4", 595.28, 841.89), ("slide", 960, 540)])
def test_one_page_of_its_size(shape: Shape, width: float, height: float) -> None:
    box = page_of(POSTER, shape).mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((width, height), abs=0.01)


@shapes
@pytest.mark.parametrize(
    "address", [POSTER.address, "http://127.0.0.1:8501/f/K7M2PQ9X", f"https://{'a' * 180}.cl/f/K7M2PQ9X"]
)
def test_the_qr_on_the_page_is_the_qr_of_the_address(shape: Shape, address: str) -> None:
    expected = segno.make(address, error="m", micro=False, boost_error=False)
    assert drawn_matrix(page_of(replace(POSTER, address=address), shape)) == [
        [int(module) for module in row] for row in expected.matrix
    ]


@shapes
@pytest.mark.parametrize("title", [POSTER.title, LONG, "palabra" * 40])
def test_the_qr_keeps_its_quiet_zone_and_a_size_to_be_scanned_from_afar(shape: Shape, title: str) -> None:
    page = page_of(replace(POSTER, title=title, organiser=LONG), shape)
    found = list(boxes(page))
    dark = max(found, key=len)
    module = dark[0][2]
    left, low = min(x for x, *_ in dark), min(y for _, y, *_ in dark)
    side = max(x + width for x, _, width, _ in dark) - left
    assert side >= (70 if shape == "a4" else 100) / 25.4 * 72  # millimetres
    (card,) = [path[0] for path in found if len(path) == 1 and path[0][2] == pytest.approx(path[0][3])]
    assert card == pytest.approx(
        (left - 4 * module, low - 4 * module, side + 8 * module, side + 8 * module), abs=0.1
    )
    right, top = card[0] + card[2], card[1] + card[3]
    for x, bottom, upper in paragraphs(page):
        assert x >= right or upper <= card[1] or bottom >= top - 0.01


@shapes
@languages
def test_a_long_title_is_never_cut(shape: Shape, language: str) -> None:
    organiser = "Corporación de Desarrollo Social y Derechos Humanos de la Región de Antofagasta, con otras"
    text = text_of(replace(POSTER, title=LONG, organiser=organiser), shape, language)
    assert LONG in text
    assert organiser in text
    assert "…" not in text


@shapes
def test_one_endless_word_is_broken_and_whole(shape: Shape) -> None:
    word = "Electroencefalografista" * 8
    assert word in text_of(replace(POSTER, title=word), shape).replace(" ", "")


@shapes
def test_a_long_address_goes_on_below_and_stays_whole(shape: Shape) -> None:
    address = "https://encuestas.huella-derechoshumanos.example.cl/f/K7M2PQ9X"
    text = text_of(replace(POSTER, address=address), shape)
    assert "encuestas.huella-derechoshumanos.example.cl /f/K7M2PQ9X" in text


@shapes
def test_without_an_organiser_nothing_is_said_of_one(shape: Shape) -> None:
    lines = page_of(replace(POSTER, organiser="  "), shape).extract_text().split("\n")
    assert all(line.strip() for line in lines if line)
    assert POSTER.title in " ".join(lines)


@shapes
def test_markup_in_a_title_is_words(shape: Shape) -> None:
    title = '<b>Niñez</b> & "familia" <img src="x"/> </para>'
    assert title in text_of(replace(POSTER, title=title), shape)


@shapes
def test_the_same_poster_gives_the_same_bytes(shape: Shape) -> None:
    first, again = (poster_pdf(POSTER, translator("es"), shape=shape) for _ in range(2))
    assert first == again
    assert first != poster_pdf(replace(POSTER, code="K7M2PQ9Y"), translator("es"), shape=shape)


def test_it_wears_the_colour_of_the_screens() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert (
        TEAL.hexval().removeprefix("0x") == config["theme"]["light"]["primaryColor"].removeprefix("#").lower()
    )


@settings(max_examples=25, deadline=None, phases=(Phase.generate,))
@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(SHAPES))
def test_whatever_people_typed_gives_one_page(title: str, organiser: str, shape: Shape) -> None:
    poster = replace(POSTER, title=title, organiser=organiser)
    assert "K7M2 PQ9X" in text_of(poster, shape)

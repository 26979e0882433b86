"""Slips on paper: every code once, with its QR, whatever the title."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from dashboard.exports.slips import SlipSheet, slips_pdf, spaced
from dashboard.i18n import translator

ADDRESS = "https://huella.example.cl/f/K7M2PQ9X"
LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ"


def codes(count: int) -> tuple[str, ...]:
    return tuple(f"ABCDEF{LETTERS[n // 29 % 29]}{LETTERS[n % 29]}X" for n in range(count))


def sheet(count: int = 3, **values: str) -> SlipSheet:
    words = {"title": "Charla de prueba", "organiser": "Fundación", "address": ADDRESS} | values
    return SlipSheet(words["title"], words["organiser"], words["address"], "K7M2PQ9X", "es", codes(count))


def pages(made: SlipSheet, language: str = "es") -> list[str]:
    reader = PdfReader(BytesIO(slips_pdf(made, translator(language))))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_every_code_is_printed_once() -> None:
    said = " ".join(pages(sheet(23)))
    assert all(said.count(spaced(code)) == 1 for code in codes(23))


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (10, 1), (11, 2), (101, 11)])
def test_ten_stand_on_a_page(count: int, expected: int) -> None:
    assert len(pages(sheet(count))) == expected


def test_a_slip_says_where_to_go_and_what_becomes_of_it() -> None:
    (said,) = pages(sheet(1))
    for words in ("Charla de prueba", "huella.example.cl/f/K7M2PQ9X", "ABC-DEF-22X", "Es anónima"):
        assert words in said
    assert "Anonymous" in pages(sheet(1), "en")[0]


def test_the_code_stands_where_no_server_hears_it() -> None:
    assert sheet().slip_address("ABCDEFGHJ") == f"{ADDRESS}#s=ABCDEFGHJ"


@pytest.mark.parametrize(
    "title", ["", "<b>&amp;", "palabra " * 60, "x" * 400, "日本 🙂 العربية", "Una línea\ny otra"]
)
def test_any_title_fits(title: str) -> None:
    said = pages(sheet(10, title=title))
    assert len(said) == 1
    assert said[0].count("ABC-DEF") == 10


def test_the_same_slips_are_the_same_bytes() -> None:
    assert slips_pdf(sheet(), translator("es")) == slips_pdf(sheet(), translator("es"))

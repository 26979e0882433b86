"""What says who somebody is, found in what people write: shapes for certain, names as a proposal."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.privacy.masking import CERTAIN, KINDS, cleaned, findings, is_rut, masked

MARKS = {kind: f"[{kind}]" for kind in KINDS}

CASES = [
    ("mi correo es ana.perez@gmail.com.", "mi correo es [email]."),
    ("ANA_PEREZ+1@Sub.Ejemplo.CL", "[email]"),
    ("ana arroba gmail punto com", "[email]"),
    ("escríbeme a juan(at)correo.cl", "escríbeme a [email]"),
    ("ana＠ejemplo.cl", "[email]"),
    ("ver www.huella.cl/x?y y huella.cl", "ver [link] y [link]"),
    ("https://example/a b", "[link] b"),
    ("mejor.me gustó mucho.gracias", "mejor.me gustó mucho.gracias"),
    ("sigue a @la_profe", "sigue a [handle]"),
    ("RUT 12.345.678-5", "RUT [rut]"),
    ("12345678-5 y 9.876.543-k", "[rut] y [rut]"),
    ("123456785", "[rut]"),
    ("7654321K", "[rut]"),
    ("12 345 678-9", "[rut]"),
    ("fono +56 9 8765 4321", "fono [phone]"),
    ("llama al 987654321", "llama al [phone]"),
    ("9-1234-5678", "[phone]"),
    ("(55) 2234567", "[phone]"),
    ("+56 55 223 4567", "[phone]"),
    ("55 2 234 567", "[number]"),
    ("9\u200b8765\u200d4321", "[phone]"),
    ("nací el 12-03-1985", "nací el [number]"),
    ("en 2024-2025 y la ley 21.120", "en 2024-2025 y la ley 21.120"),
    ("el 8 de agosto de 2025, 40 personas", "el 8 de agosto de 2025, 40 personas"),
    ("Av. Brasil 1234, depto 5", "Av. Brasil 1234, depto 5"),
    ("Gracias a la profesora Marcela Fuentes y a don Pedro", "Gracias a la profesora [name] y a don [name]"),
    ("la Sra. Juana de la Cruz Soto llegó", "la Sra. [name] llegó"),
    ("me llamo Xiomara", "me llamo [name]"),
    ("conversar con Ana y Luis", "conversar con [name] y [name]"),
    ("hablé con jose y andres", "hablé con [name] y [name]"),
    ("Rosa es linda y la Rosa también", "Rosa es linda y la [name] también"),
    ("En paz, en julio, con un marco y una norma", "En paz, en julio, con un marco y una norma"),
    ("El Liceo San Antonio y el Colegio Gabriela", "El Liceo San Antonio y el Colegio Gabriela"),
    ("llama al987654321ya", "llama al[phone]ya"),
    ("9 90540246", "[phone]"),
    ("Derechos Humanos en Chile", "Derechos Humanos en Chile"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), CASES)
def test_cases(written: str, expected: str) -> None:
    assert masked(written, MARKS) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("\u202eal revés\u202c y \u2066dentro\u2069", "al revés y dentro"),
        ("uno\x00dos\x07\u200b\ufeff tres\u00ad", "unodos tres"),
        ("a\r\nb\x0bc\u2028d\n\n\n\n e  e ", "a\nb\nc\nd\n\ne e"),
        ("n\u0303o", "ño"),
        ("👩\u200d🏫 bien", "👩\u200d🏫 bien"),
        ("<b>hola</b> *fuerte*", "<b>hola</b> *fuerte*"),
    ],
)
def test_what_cannot_be_seen_goes(written: str, expected: str) -> None:
    assert cleaned(written) == expected


@pytest.mark.parametrize(("digits", "check"), [("12345678", "5"), ("7654321", "6"), ("10000013", "K")])
def test_check_digits(digits: str, check: str) -> None:
    assert is_rut(digits, check) == is_rut(digits, check.lower())
    assert sum(is_rut(digits, other) for other in "0123456789K") == 1


def check_digit(number: int) -> str:
    return next(each for each in "0123456789K" if is_rut(str(number), each))


words = st.sampled_from(["", "hola ", "mi RUT: ", "(", "fono:", "\n", "¡", "correo "])
tails = st.sampled_from(["", " gracias", ".", ")", "\n", ", chao"])
ruts = st.integers(1_000_000, 29_999_999)


@given(words, ruts, st.sampled_from(["{:,}-{}", "{}-{}", "{}{}", "{:,}{}", "{:,} - {}"]), tails)
def test_no_rut_survives(before: str, number: int, shape: str, after: str) -> None:
    written = shape.format(number, check_digit(number)).replace(",", ".")
    found = masked(before + written + after, MARKS, CERTAIN)
    assert not any(letter.isdigit() for letter in found)


groups = st.sampled_from(["+569{}", "9 {}", "+56 9 {}", "(9) {}", "9.{}", "56 9{}", "0056 9 {}"])


@given(words, groups, st.from_regex(r"[2-9][0-9]{3}[ .-]?[0-9]{4}", fullmatch=True), tails)
def test_no_mobile_number_survives(before: str, shape: str, digits: str, after: str) -> None:
    found = masked(before + shape.format(digits) + after, MARKS, CERTAIN)
    assert not any(letter.isdigit() for letter in found)


local = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,20}", fullmatch=True)
domain = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?(\.[a-z]{2,8}){1,3}", fullmatch=True)


@given(words, local, st.sampled_from(["@", " arroba ", "(at)", "[arroba]"]), domain, tails)
def test_no_mail_survives(before: str, name: str, at: str, host: str, after: str) -> None:
    found = masked(f"{before}{name}{at}{host}{after}", MARKS, CERTAIN)
    assert "[email]" in found
    assert host not in found.replace("[email]", "")


anything = st.text(
    st.one_of(st.characters(), st.sampled_from("aAáñ .@-+0123456789kK/[]()\n\u202e\u200d")), max_size=120
)


@given(anything)
def test_masking_again_changes_nothing_more(written: str) -> None:
    once = masked(written, MARKS)
    assert findings(cleaned(once), CERTAIN) == ()
    assert masked(once, MARKS, CERTAIN) == once


@given(anything)
def test_findings_stand_apart_and_in_order(written: str) -> None:
    clean = cleaned(written)
    found = findings(clean)
    assert all(0 <= each.start < each.end <= len(clean) for each in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    ["a", "9 ", "A ", "@", "a.", "Ana ", "9", "a@", "señora ", " .com", "http://", "de la ", "(1"],
)
def test_the_longest_text_is_masked_at_once(piece: str) -> None:
    hostile = (piece * 2000)[:2000]
    began = time.process_time()
    masked(hostile, MARKS)
    assert time.process_time() - began < 0.5

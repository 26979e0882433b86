"""What the figure by who answered says: a dot where the share is known, limits where it is not."""

from math import nan
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.describe import alternative_text, describe
from dashboard.charts.favourable import COLUMNS, favourable_rows, limits_text
from dashboard.i18n import translator

T = translator("es")
S = "\u00a0"

ROWS = pd.DataFrame(
    [
        ("18 a 29 años", "exact", 0.9, 0.78, 0.96, 48),
        ("60 años o más", "exact", 0.7, 0.4, 0.89, 10),
        ("Femenino", "range", nan, 34 / 40, 34 / 38, 40),
        ("Masculino", "range", nan, 0.9048, 1.0, 12),
        ("Docente", "none", nan, nan, nan, 0),
        ("Reservado: grupos de menos de 5 personas", "withheld", nan, nan, nan, None),
    ],
    columns=list(COLUMNS),
).astype({"n": "Int64"})


def traces_of(shares: pd.DataFrame) -> list[dict[str, Any]]:
    """Whiskers, ranges, what is withheld, dots."""
    found: Any = describe(favourable_rows(shares, t=T))["traces"]
    return list(found)


def test_each_state_is_drawn_and_said_in_its_own_way() -> None:
    said = describe(favourable_rows(ROWS, t=T))
    assert said["rows"] == ROWS["label"].tolist()
    assert said["notes"] == [
        f"90{S}% n = 48 78–96{S}%",
        f"70{S}% n = 10 40–89{S}% muestra pequeña",
        f"entre 85{S}% y 90{S}% n = 40",
        f"al menos 90{S}% n = 12 muestra pequeña",
        "nadie tomó partido",
    ]
    assert said["legend"] == [T("charts.favourable.range"), T("maps.withheld")]
    whiskers, ranges, _, dots = traces_of(ROWS)
    assert whiskers["x"] == [0.78, 0.96, None, 0.4, 0.89, None]
    assert (ranges["y"], ranges["base"], ranges["x"]) == ([2, 3], [0.85, 0.9048], [0.0447, 0.0952])
    assert (dots["y"], dots["x"]) == ([0, 1], [0.9, 0.7])


def test_what_is_withheld_has_no_number() -> None:
    withheld = traces_of(ROWS)[2]
    assert (withheld["y"], withheld["base"], withheld["x"]) == ([5], [0.0], [1.0])
    assert withheld["hovertext"] == [T("maps.withheld_why")]
    assert "text" not in withheld


def test_no_legend_where_everything_is_known() -> None:
    assert describe(favourable_rows(ROWS.head(2), t=T))["legend"] == []


def test_the_alternative_text_says_the_limits() -> None:
    text = alternative_text(favourable_rows(ROWS, t=T), t=T)
    assert f"Femenino: entre 85{S}% y 90{S}% n = 40" in text
    assert f"Masculino: al menos 90{S}%" in text


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.85, 0.95, f"entre 85{S}% y 95{S}%"),
        (0.896, 0.901, f"entre 89{S}% y 91{S}%"),  # outwards: it says no more than is known
        (0.9048, 1.0, f"al menos 90{S}%"),
        (0.0, 0.049, f"a lo más 5{S}%"),
        (0.0, 1.0, f"entre 0{S}% y 100{S}%"),
        (0.29, 0.57, f"entre 29{S}% y 57{S}%"),  # 0.29 × 100 is a speck less than 29
    ],
)
def test_limits_in_words(low: float, high: float, words: str) -> None:
    assert limits_text(low, high, T) == words


def test_on_a_phone_the_words_stand_above_and_the_dark_look_works() -> None:
    figure = favourable_rows(ROWS, t=translator("en"), dark=True, narrow=True)
    assert figure.layout.yaxis.showticklabels is False
    said = describe(figure)
    assert said["notes"][3] == "at least 90% n = 12 small sample"  # type: ignore[index]


def test_empty_data_says_calmly_what_will_appear() -> None:
    assert describe(favourable_rows(ROWS.head(0), t=T))["notes"] == [T("charts.empty")]

"""What is said under the map of the comunas that were never reached."""

import pandas as pd
import pytest

from dashboard.i18n import translator
from dashboard.ui.map_layers import gap_sentence

T = translator("es")


def missed(*people: float | None) -> pd.DataFrame:
    rows = [(f"0510{at}", f"Comuna {at}", one) for at, one in enumerate(people)]
    return pd.DataFrame(rows, columns=["code", "name", "people"]).astype({"people": float})


@pytest.mark.parametrize("language", ["es", "en"])
def test_where_nothing_is_missing_nobody_is_counted(language: str) -> None:
    said = gap_sentence(missed(), translator(language))
    assert said == translator(language)("map.layers.gap_none")
    assert "0" not in said


def test_people_whose_number_is_not_known_are_not_said_to_be_none() -> None:
    assert gap_sentence(missed(None, None), T) == T.plural("map.layers.gap_uncounted", 2)


def test_comunas_and_their_people_are_counted() -> None:
    said = gap_sentence(missed(1000, 234, None), T)
    assert said.startswith("3 comunas")
    assert "1.234 personas" in said

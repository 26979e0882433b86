"""One look: the theme of the pages and that of the figures name the same colours."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.change import change_bars
from dashboard.charts.theme import DARK, LIGHT, Tokens, on_white, tokens
from dashboard.i18n import translator
from tests.unit.charts.test_outcome_charts import STEPS

CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"


def config() -> dict[str, Any]:
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("section", "dark"), [("light", False), ("dark", True)])
def test_pages_and_figures_agree(section: str, dark: bool) -> None:
    look, theme = tokens(dark), config()["theme"][section]
    assert theme["primaryColor"] == theme["linkColor"] == look.primary
    assert theme["backgroundColor"] == look.paper
    assert theme["secondaryBackgroundColor"] == look.surface
    assert theme["textColor"] == look.ink
    assert theme["borderColor"] == look.line
    assert theme["redColor"] == look.accent
    assert theme["grayTextColor"] == look.muted
    assert tuple(theme["chartCategoricalColors"]) == look.categorical


def test_the_server_keeps_to_itself() -> None:
    settings = config()
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["runner"]["postScriptGC"] is False
    assert settings["server"]["enableAgentApi"] is False
    assert settings["server"]["enableStaticServing"] is False
    assert settings["server"]["trustedUserHeaders"] == {"X-Huella-Session": "session"}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
def test_more_steps_stand_out_more_from_the_ground(dark: bool) -> None:
    figure = change_bars(STEPS, t=translator("es"), dark=dark)
    names = [translator("es")(f"charts.change.step{step}") for step in (1, 2, 3)]
    fills = {bar.name: bar.marker.color for bar in figure.data}
    apart = [contrast(fills[name], tokens(dark).paper) for name in names]
    assert apart == sorted(apart)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [tokens(False), tokens(True)], ids=["light", "dark"])
def test_words_can_be_read(look: Tokens) -> None:
    for ink in (look.ink, look.muted, look.primary, look.accent):
        assert contrast(ink, look.paper) >= 4.5
    assert contrast(look.muted, look.surface) >= 4.5


@pytest.mark.parametrize("look", [tokens(False), tokens(True)], ids=["light", "dark"])
def test_the_sequential_ramp_runs_one_way(look: Tokens) -> None:
    steps = [luminance(colour) for colour in look.sequential]
    assert steps == sorted(steps, reverse=look is tokens(False))


def test_a_picture_of_the_dark_look_is_light_on_white() -> None:
    """Each dark colour has one light one: else a picture would mix two things."""
    colours = on_white(dark=True)
    assert colours[DARK.paper] == on_white()[LIGHT.paper] == "#FFFFFF"
    assert colours[DARK.ink] == LIGHT.ink
    for shown, printed in (
        (DARK.diverging, LIGHT.diverging),
        (DARK.sequential, LIGHT.sequential),
        (DARK.categorical, LIGHT.categorical),
    ):
        assert [colours[colour] for colour in shown] == list(printed)
    assert all(on_white()[colour] == colour for colour in LIGHT.categorical)

"""The worked examples of docs/methods are what the code computes, in both languages."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.indicators.agreement import agreement, satisfaction
from dashboard.indicators.intervals import Estimate
from dashboard.indicators.learning import learning_gain
from dashboard.indicators.recommendation import net_promoter
from dashboard.settings import ROOT

ROW = re.compile(r"^\| `(\w+)` \| `(\{.*\})` \| (\S+) \| (\S+) \| (\S+) \| (\d+) \|$", re.MULTILINE)


def _estimate(found: Any) -> Estimate | None:
    for part in ("score", "gain"):
        found = getattr(found, part, found)
    assert isinstance(found, Estimate)
    return found


COMPUTED: dict[str, Callable[[Any], Any]] = {
    "agreement": agreement,
    "satisfaction": satisfaction,
    "net_promoter": net_promoter,
    "learning_gain": learning_gain,
}


@pytest.mark.parametrize("name", ["methods.md", "methods.en.md"])
def test_each_worked_example_is_what_the_code_computes(name: str) -> None:
    rows = ROW.findall((ROOT / "docs" / name).read_text(encoding="utf-8"))
    assert {row[0] for row in rows} == set(COMPUTED)
    for indicator, data, value, low, high, n in rows:
        found = _estimate(COMPUTED[indicator](json.loads(data)))
        assert found is not None
        shown = (f"{found.value:.4f}", f"{found.low:.4f}", f"{found.high:.4f}", str(found.n))
        assert shown == (value, low, high, n), indicator


def test_both_languages_show_the_same_examples() -> None:
    spanish, english = (
        ROW.findall((ROOT / "docs" / name).read_text(encoding="utf-8"))
        for name in ("methods.md", "methods.en.md")
    )
    assert spanish == english

"""The worked examples of docs/methods are what the code computes, in both languages, for each indicator."""

import inspect
import json
import re
from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

import pytest

from dashboard.indicators import agreement as agreement_module
from dashboard.indicators import learning, rates, recommendation
from dashboard.indicators.agreement import INTENDING, agreement, satisfaction, scale_mean, share_of
from dashboard.indicators.intervals import Estimate
from dashboard.indicators.learning import learning_gain, overall_gain
from dashboard.indicators.rates import coverage, is_adequate, reach, required_share, response_rate
from dashboard.indicators.recommendation import net_promoter
from dashboard.settings import ROOT

NOTHING = "–"
Cells = tuple[str, ...]


class Page(NamedTuple):
    """What the test looks for on the page of one language."""

    file: str
    indicators: str
    examples: str
    small: str
    adequate: str
    limits: tuple[str, str]


SPANISH = Page(
    file="methods.md",
    indicators="Indicadores",
    examples="Ejemplos comprobados",
    small="muestra pequeña",
    adequate="alcanza en {} de {}",
    limits=("Con menos de {} personas los porcentajes", "con menos de {} se marca"),
)
ENGLISH = Page(
    file="methods.en.md",
    indicators="Indicators",
    examples="Checked examples",
    small="small sample",
    adequate="adequate in {} of {}",
    limits=("Below {} people percentages", "below {} a figure is marked"),
)
PAGES = pytest.mark.parametrize("page", [SPANISH, ENGLISH], ids=["es", "en"])


class Example(NamedTuple):
    """Any: each function has arguments of its own, which come from the table as JSON."""

    function: Callable[..., Any]
    call: Callable[[Any], Any]


def of(function: Callable[[Any], Any], part: str) -> Example:
    return Example(function, lambda data: attrgetter(part)(function(data)))


EXAMPLES = {
    "Agreement with a statement": Example(agreement, agreement),
    "Satisfaction": Example(satisfaction, satisfaction),
    "Felt safe": Example(agreement, agreement),
    "Mean with its distribution": of(scale_mean, "mean"),
    "Recommendation (NPS)": of(net_promoter, "score"),
    "Learning": of(learning_gain, "gain"),
    "Learning, all objectives": of(overall_gain, "gain"),
    "Improved": of(learning_gain, "improved"),
    "Effect size": Example(learning_gain, learning_gain),
    "Intention": Example(share_of, lambda data: share_of(data, INTENDING)),
    "Response rate": Example(response_rate, response_rate),
    "Reach": Example(reach, lambda data: reach(**data)),
    "Coverage": Example(coverage, lambda data: coverage(**data)),
}


def _tables(page: Page, heading: str) -> list[list[Cells]]:
    """The tables of one section, each as rows of cells without its head."""
    text = (ROOT / "docs" / page.file).read_text(encoding="utf-8")
    section = re.split(r"^## ", text.partition(f"\n## {heading}\n")[2], flags=re.MULTILINE)[0]
    blocks = re.findall(r"(?:^\|.*\|$\n?)+", section, re.MULTILINE)
    return [[tuple(c.strip() for c in line[1:-1].split("|")) for line in b.splitlines()][2:] for b in blocks]


def _indicators(page: Page) -> list[str]:
    return [row[0] for row in _tables(page, page.indicators)[0]]


def _examples(page: Page) -> list[Cells]:
    return _tables(page, page.examples)[0]


def _numbers(cell: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", cell)]


def _shown(found: Any, page: Page) -> Cells:
    """Value, from, to, n and note, as the table shows them."""
    if isinstance(found, Estimate):
        note = page.small if found.n < rates.SMALL_SAMPLE else NOTHING
        return f"{found.value:.4f}", f"{found.low:.4f}", f"{found.high:.4f}", str(found.n), note
    if isinstance(found, learning.LearningGain):
        return f"{found.effect:.4f}", NOTHING, NOTHING, str(found.gain.n), NOTHING
    if isinstance(found, rates.ResponseRate):
        note = page.adequate.format(found.adequate, found.trainings)
        return f"{found.share:.4f}", NOTHING, NOTHING, NOTHING, note
    return f"{found:.4f}", NOTHING, NOTHING, NOTHING, NOTHING


@PAGES
def test_each_indicator_has_an_example(page: Page) -> None:
    assert len(_indicators(page)) == len(EXAMPLES)
    assert sorted(row[0] for row in _examples(page)) == sorted(_indicators(page))


def test_each_function_of_the_indicators_has_an_example() -> None:
    modules = (agreement_module, learning, rates, recommendation)
    written = {
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    adequacy = {required_share, is_adequate}
    assert {example.function for example in EXAMPLES.values()} | adequacy == written


@PAGES
def test_each_worked_example_is_what_the_code_computes(page: Page) -> None:
    names = dict(zip(_indicators(page), _indicators(ENGLISH), strict=True))
    for indicator, data, *shown in _examples(page):
        found = EXAMPLES[names[indicator]].call(json.loads(data.strip("`")))
        assert tuple(shown) == _shown(found, page), indicator


def test_both_languages_show_the_same_examples() -> None:
    spanish, english = ([row[1:-1] for row in _examples(page)] for page in (SPANISH, ENGLISH))
    assert spanish == english
    in_order = [[_indicators(page).index(row[0]) for row in _examples(page)] for page in (SPANISH, ENGLISH)]
    assert in_order[0] == in_order[1]


def test_the_mean_goes_with_its_distribution() -> None:
    rows = {row[0]: row for row in _examples(ENGLISH)}
    data = json.loads(rows["Mean with its distribution"][1].strip("`"))
    found = scale_mean(data)
    assert found is not None
    assert found.people == tuple(data[choice] for choice in agreement_module.SCALE)


@PAGES
def test_the_bands_of_adequacy_are_those_of_the_code(page: Page) -> None:
    fewest, *bands = _tables(page, page.indicators)[1]
    (smallest,), (all_of_them, attended) = _numbers(fewest[0]), _numbers(fewest[2])
    assert (smallest, all_of_them, attended) == (rates.SMALLEST_GROUP, smallest - 1, smallest - 1)
    assert not is_adequate(all_of_them, attended)
    assert [_numbers(band[0])[-1] for band in bands[:-1]] == [most for most, _ in rates.ADEQUACY]
    assert _numbers(bands[-1][0]) == [rates.ADEQUACY[-1][0]]
    lows = [_numbers(band[0])[0] for band in bands[:-1]]
    assert lows == [smallest, *(most + 1 for most, _ in rates.ADEQUACY[:-1])]


@PAGES
def test_the_example_of_each_band_is_the_fewest_responses_that_suffice(page: Page) -> None:
    for _, rate, example in _tables(page, page.indicators)[1][1:]:
        (percent,), (responses, attendance) = _numbers(rate), _numbers(example)
        assert required_share(attendance) == percent / 100
        assert is_adequate(responses, attendance)
        assert not is_adequate(responses - 1, attendance)


@PAGES
def test_the_sizes_of_small_samples_are_those_of_the_code(page: Page) -> None:
    text = " ".join((ROOT / "docs" / page.file).read_text(encoding="utf-8").split())
    for limit, number in zip(page.limits, (rates.WHOLE_PERCENTS, rates.SMALL_SAMPLE), strict=True):
        assert limit.format(number) in text

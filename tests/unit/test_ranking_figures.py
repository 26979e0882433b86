"""What a ranking says beside its figure: the finding, what its order does not say, and who is withheld."""

import math
from dataclasses import replace

import pandas as pd

from dashboard.i18n import translator
from dashboard.services.ranking import COLUMNS, Ranking
from dashboard.ui.ranking_figures import EACH_END, drawn_ranking, ranking_notes, ranking_title

T = translator("es")
NO = math.nan


def row(key: str, value: float, verdict: str, n: int = 40) -> tuple[object, ...]:
    return (key, f"Taller {key}", "value", value, value - 0.1, value + 0.05, n, 1, 0.7, 0.5, verdict)


def withheld(key: str, label: str = "") -> tuple[object, ...]:
    return (key, label or f"Taller {key}", "withheld", NO, NO, NO, 0, 1, NO, NO, "few")


def found(*rows: tuple[object, ...]) -> Ranking:
    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    verdicts = table.loc[table["state"] == "value", "verdict"].tolist()
    return Ranking(
        dimension="training",
        score="satisfaction",
        rows=table,
        total=len(verdicts),
        tested=len([one for one in verdicts if one != "few"]),
        differing=len([one for one in verdicts if one in ("above", "below")]),
        withheld=len(rows) - len(verdicts),
        overall=(0.75, 0.7, 0.8, 120),
        published_at=None,
    )


def rows_of(ranking: Ranking) -> list[str]:
    drawn = drawn_ranking(ranking, str, t=T, dark=False, narrow=False)
    return [str(label).replace("<br>", " ") for label in drawn.figure.layout.yaxis.ticktext]


def test_the_title_is_the_finding() -> None:
    some = found(row("1", 0.9, "above"), row("2", 0.7, ""))
    assert ranking_title(some, T) == "1 de 2 se distingue del resto más de lo que haría el azar"
    assert ranking_title(found(row("1", 0.8, ""), row("2", 0.7, "")), T) == T("outcomes.ranked.none")
    assert ranking_title(found(row("1", 0.8, "few")), T) == T("outcomes.ranked.one_only")
    assert ranking_title(found(withheld("1")), T) == T("outcomes.ranking_title")


def test_the_notes_say_what_the_order_does_not() -> None:
    mixed = found(row("1", 0.9, "above"), row("2", 0.7, ""), row("3", 0.6, "few", 6), withheld("4"))
    said = ranking_notes(mixed, T)
    for key in ("outcomes.chance", "outcomes.few.one", "outcomes.withheld_groups.one"):
        assert T(key, count="1") in said
    assert "n = 120" in said
    assert T("outcomes.chance") not in ranking_notes(found(row("1", 0.8, ""), row("2", 0.7, "")), T)


def test_of_many_rows_both_ends_are_drawn_and_all_are_in_the_table() -> None:
    many = found(*(row(str(at), 0.9 - at / 100, "") for at in range(30)))
    assert rows_of(many) == [f"Taller {at}" for at in (*range(EACH_END), *range(30 - EACH_END, 30))]
    drawn = drawn_ranking(many, str, t=T, dark=False, narrow=False)
    assert len(drawn.table) == 30


def test_the_withheld_share_one_row_and_have_no_number() -> None:
    three = found(row("1", 0.9, ""), withheld("2"), withheld("3"), withheld("4"))
    assert rows_of(three)[-1] == "Taller 2, Taller 3, Taller 4"
    assert rows_of(found(withheld("2"), withheld("3"), withheld("4"), withheld("5")))[-1].endswith("y 1 más")
    long = found(withheld("2", "Una actividad de nombre muy largo " * 3), withheld("3"))
    assert rows_of(long) == ["2 reservados"]
    table = drawn_ranking(three, str, t=T, dark=False, narrow=False).table
    assert table[T("results.column.n")].isna().tolist() == [False, True, True, True]


def test_labels_come_from_the_screen_where_the_data_has_none() -> None:
    plain = found(row("1", 0.9, ""))
    nameless = replace(plain, rows=plain.rows.assign(label=""))
    drawn = drawn_ranking(nameless, lambda key: f"Tema {key}", t=T, dark=False, narrow=False)
    assert list(drawn.figure.layout.yaxis.ticktext) == ["Tema 1"]

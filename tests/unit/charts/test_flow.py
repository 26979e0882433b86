"""The network of organisations: bands that add up, small ones gathered, names safe and short."""

import pandas as pd

from dashboard.charts.describe import alternative_text, describe
from dashboard.charts.flow import (
    LINK_COLUMNS,
    MOST,
    NODE_COLUMNS,
    OTHERS,
    gathered,
    organisation_flow,
    shortened,
)
from dashboard.i18n import translator

T = translator("es")
NODES = pd.DataFrame(
    [
        ("funder", "1", "Fondo <b>Siete</b> Ríos", 9),
        ("project", "2", "Aulas", 9),
        ("organisation", "3", "Escuela", 7),
        ("organisation", "", "Sin organización informada", 2),
        ("territory", "02", "Antofagasta", 9),
    ],
    columns=list(NODE_COLUMNS),
)
LINKS = pd.DataFrame(
    [
        ("funder", "1", "2", 9),
        ("project", "2", "3", 7),
        ("project", "2", "", 2),
        ("organisation", "3", "02", 7),
        ("organisation", "", "02", 2),
    ],
    columns=list(LINK_COLUMNS),
)


def crowd(count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`count` organisations with 1, 2, 3 … trainings of one project in one region."""
    names = [("organisation", f"o{n}", f"Escuela {n}", n) for n in range(1, count + 1)]
    nodes = pd.concat(
        [NODES[NODES["stage"] != "organisation"], pd.DataFrame(names, columns=list(NODE_COLUMNS))]
    )
    links = [("project", "2", f"o{n}", n) for n in range(1, count + 1)]
    links += [("organisation", f"o{n}", "02", n) for n in range(1, count + 1)]
    return nodes, pd.concat([LINKS.head(1), pd.DataFrame(links, columns=list(LINK_COLUMNS))])


def links_of(figure: object) -> list[tuple[str, str, int]]:
    traces = describe(figure)["traces"]
    assert isinstance(traces, list)
    return [link for trace in traces for link in trace["links"]]


def test_bands_join_names_with_their_trainings() -> None:
    assert links_of(organisation_flow(NODES, LINKS, t=T)) == [
        ("Fondo &lt;b&gt;Siete&lt;/b&gt; Ríos 9".replace("&lt;", "<").replace("&gt;", ">"), "Aulas 9", 9),
        ("Aulas 9", "Escuela 7", 7),
        ("Aulas 9", "Sin organización inf… 2", 2),
        ("Escuela 7", "Antofagasta 9", 7),
        ("Sin organización inf… 2", "Antofagasta 9", 2),
    ]


def test_a_phone_sees_three_steps_of_the_same_bands() -> None:
    wide, narrow = organisation_flow(NODES, LINKS, t=T), organisation_flow(NODES, LINKS, t=T, narrow=True)
    assert (len(wide.data), len(narrow.data)) == (1, 3)
    assert [value for _, _, value in links_of(narrow)] == [value for _, _, value in links_of(wide)]


def test_names_are_escaped_everywhere() -> None:
    text = organisation_flow(NODES, LINKS, t=T).to_json()
    assert "<b>Siete" not in text
    assert "&lt;b&gt;Siete" in text


def test_the_small_ones_are_gathered_and_nothing_is_lost() -> None:
    nodes, links = gathered(*crowd(500), MOST, T)
    organisations = nodes[nodes["stage"] == "organisation"]
    assert len(organisations) == MOST
    assert organisations.iloc[-1][["key", "name"]].tolist() == [OTHERS, "491 más"]
    for stage in ("project", "organisation"):
        assert links[links["stage"] == stage]["trainings"].sum() == sum(range(1, 501))
    assert len(links) == 1 + 2 * MOST


def test_as_many_as_fit_are_not_gathered() -> None:
    nodes, _ = gathered(*crowd(MOST), MOST, T)
    assert OTHERS not in nodes["key"].tolist()


def test_long_names_are_cut_where_they_can_be_read() -> None:
    assert shortened("Liceo", 10) == "Liceo"
    assert shortened("Fundación Nube Verde (sintética)", 22) == "Fundación Nube Verde…"


def test_words_for_those_who_do_not_see_it() -> None:
    words = alternative_text(organisation_flow(NODES, LINKS, t=T, role="implementer"), t=T)
    assert words == (
        "Financia: Fondo <b>Siete</b> Ríos 9. Proyecto: Aulas 9. "
        "Ejecuta: Escuela 7, Sin organización informada 2. Territorio: Antofagasta 9."
    )

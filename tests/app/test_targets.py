"""The page of targets: what it shows, how one is set, changed and deleted, and what goes wrong calmly."""

from datetime import date

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.services import clock
from dashboard.services.accounts import member_of_session
from dashboard.services.target_edits import TargetDraft, delete_target, save_target
from dashboard.ui import session as keys
from dashboard.ui.plain import plain
from db.models import Target
from tests.app.conftest import World, everything_said
from tests.factories import TODAY

t = translator("es")


def targets(world: World) -> int:
    with world.database.read() as session:
        return session.scalars(select(func.count()).select_from(Target)).one()


def new_target(world: World, note: str = "") -> int:
    member = member_of_session(world.database, world.session("coordinator"), now=clock.now())
    assert member is not None
    draft = TargetDraft("hours", date(2026, 1, 1), date(2026, 12, 31), 700, "02201", note=note)
    return save_target(world.database, member, draft, now=clock.now())


def press(app: AppTest, label: str) -> AppTest:
    (found,) = [one for one in app.button if one.label == label]
    return found.click().run()


@pytest.mark.parametrize("view", ["total", "quarter", "month"])
def test_every_target_has_a_figure_with_words_and_the_page_says_that_it_is_synthetic(
    world: World, view: str
) -> None:
    app = world.open("coordinator", "targets", **({} if view == "total" else {"view": view}))
    assert not app.exception
    figures = app.get("plotly_chart")
    assert len(figures) == 12
    said = everything_said(app)
    assert t("app.synthetic") in said
    for words in ("Atrasada", "En camino", "Cumplida", "No se puede medir", "A este ritmo", "Reservado"):
        assert words in said


def test_a_wrong_view_and_a_wrong_target_are_named_and_not_obeyed(world: World) -> None:
    app = world.open("coordinator", "targets", view="century", edit="yes")
    assert not app.exception
    assert any("edit, view" in one.value for one in app.caption)
    assert len(app.get("plotly_chart")) == 12


def test_a_filter_that_targets_do_not_have_is_said_to_do_nothing(world: World) -> None:
    app = world.open("coordinator", "targets", kind="talk", territory="02")
    assert any(t("filters.kind").lower() in one.value for one in app.caption)
    assert len(app.get("plotly_chart")) == 2


def test_no_target_with_these_filters_is_not_no_target_at_all(world: World) -> None:
    app = world.open("coordinator", "targets", q="nada de esto")
    said = everything_said(app)
    assert t("targets.none_chosen.title") in said
    assert t("targets.empty.title") not in said
    app.button(key="way_out").click().run()
    assert app.query_params == {}
    assert app.get("plotly_chart")


def test_a_limited_person_sees_the_targets_of_their_region_and_is_told(world: World) -> None:
    app = world.open("limited", "targets")
    assert len(app.get("plotly_chart")) == 2
    assert t("targets.limited") in [one.value for one in app.caption]


def test_setting_a_target(world: World) -> None:
    before = targets(world)
    app = press(world.open("manager", "targets"), t("targets.add"))
    app.selectbox(key=keys.target_key("new", "indicator")).select("satisfaction").run()
    app.segmented_control(key=keys.target_key("new", "of")).select("territory").run()
    app = press(app, t("targets.form.save"))
    assert any(t("errors.choice") in one.value for one in app.markdown)
    app.selectbox(key=keys.target_key("new", "territory_code")).select("05601").run()
    app.number_input(key=keys.target_key("new", "value")).set_value(180.0).run()
    app = press(app, t("targets.form.save"))
    assert any(t("targets.problem.share") in one.value for one in app.markdown)
    assert app.number_input(key=keys.target_key("new", "value")).value == 180
    app.number_input(key=keys.target_key("new", "value")).set_value(85.0).run()
    app = press(app, t("targets.form.save"))
    assert not app.exception
    assert targets(world) == before + 1
    assert "edit" not in app.query_params
    with world.database.read() as session:
        newest = session.scalars(select(Target).order_by(Target.id.desc())).first()
        assert newest is not None
        assert (newest.value, newest.territory_code, newest.project_id) == (0.85, "05601", None)


def test_a_note_is_shown_as_it_was_typed(world: World) -> None:
    new_target(world, note="**[Acordada](https://example.org)**")
    app = world.open("coordinator", "targets", q="Acordada")
    assert r"\*\*\[Acordada\]\(https\://example.org\)\*\*" in [one.value for one in app.markdown]


def test_changing_what_somebody_else_changed_keeps_what_was_typed(world: World) -> None:
    saved = new_target(world)
    app = world.open("coordinator", "targets", edit=str(saved))
    field = keys.target_key(str(saved), "value")
    assert app.number_input(key=field).value == 700
    with world.database.write() as session:
        session.get_one(Target, saved).value = 650
    app.number_input(key=field).set_value(900.0).run()
    app = press(app, t("targets.form.save"))
    assert any(plain(t("targets.conflict")) in one.value for one in app.markdown)
    assert app.number_input(key=field).value == 900
    app = press(app, t("targets.form.save"))
    with world.database.read() as session:
        assert session.get_one(Target, saved).value == 900


def test_a_target_that_was_deleted_meanwhile_is_said_to_be_gone(world: World) -> None:
    saved = new_target(world)
    member = member_of_session(world.database, world.session("coordinator"), now=clock.now())
    assert member is not None
    delete_target(world.database, member, saved, 1, now=clock.now())
    app = world.open("coordinator", "targets", edit=str(saved))
    assert not app.exception
    assert any(t("targets.gone") in one.value for one in app.markdown)
    assert t("targets.back") in [one.label for one in app.button]


def test_deleting_asks_first(world: World) -> None:
    saved, before = new_target(world), targets(world)
    app = press(world.open("coordinator", "targets", edit=str(saved)), t("targets.form.delete"))
    assert targets(world) == before
    app = press(app, t("targets.form.delete_confirm"))
    assert targets(world) == before - 1
    assert not app.exception


def test_the_import_says_what_a_file_would_do_and_then_does_it(world: World) -> None:
    before = targets(world)
    app = world.open("coordinator", "targets", edit="import")
    content = "Indicador;Territorio;Desde;Hasta;Meta\nHoras de formación;Tocopila;2026;2026;90\n"
    app.file_uploader[0].set_value(("metas.csv", content.encode(), "text/csv")).run()
    (table,) = [one.value for one in app.dataframe]
    assert table.iloc[0].tolist()[:2] == ["2", "Territorio"]
    good = content.replace("Tocopila", "02201")
    app.file_uploader[0].set_value(("metas.csv", good.encode(), "text/csv")).run()
    (table,) = [one.value for one in app.dataframe]
    assert t("targets.file.new") in table.iloc[0].tolist()
    assert targets(world) == before
    app = press(app, t("targets.file.confirm"))
    assert not app.exception
    assert targets(world) == before + 1


def test_on_a_phone_what_is_wrong_with_a_file_is_read_without_a_table(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.ui.uploads.is_phone", lambda: True)
    app = world.open("coordinator", "targets", edit="import")
    content = "Indicador;Territorio;Desde;Hasta;Meta\nHoras de formación;**Tocopila**;2026;2026;90\n"
    app.file_uploader[0].set_value(("metas.csv", content.encode(), "text/csv")).run()
    assert not app.exception
    assert not app.dataframe
    (line,) = [one.value for one in app.markdown if "Tocopila" in one.value]
    assert line.startswith("**Fila 2 · Territorio**")
    assert "**Tocopila**" not in line, "what people wrote is no markup"


def test_a_stranger_is_led_to_the_login(world: World) -> None:
    app = world.open("anonymous", "targets", edit="new")
    assert [one.value for one in app.header] == [t("app.sign_in.title")]
    assert not app.get("plotly_chart")


def test_the_trend_of_the_results_shows_the_target_of_its_view(world: World) -> None:
    said = everything_said(world.open("coordinator", "results"))
    assert "Meta: 80" in said
    assert "Meta: 80" not in everything_said(world.open("coordinator", "results", territory="05"))


def test_results_show_the_target_of_exactly_their_view(world: World) -> None:
    """The share of answers has its own line, and the ranking that of the score it ranks by."""
    member = member_of_session(world.database, world.session("manager"), now=clock.now())
    assert member is not None
    year = (date(TODAY.year, 1, 1), date(TODAY.year, 12, 31))
    save_target(world.database, member, TargetDraft("response_rate", *year, 0.61, ""), now=clock.now())
    name = t("targets.chart.target")

    def lines(**filters: str) -> str:
        app = world.open("coordinator", "results", **filters)
        assert not app.exception
        return " ".join(one.proto.spec for one in app.get("plotly_chart")).replace("\\u00a0", " ")

    everything = lines()
    assert f"{name}: 61 %" in everything
    assert everything.count(f'"name":"{name}: 80 %"') == 1, "the demo's, on the ranking by satisfaction"
    assert f"{name}: 61 %" not in lines(territory="02"), "another view is nobody's target"

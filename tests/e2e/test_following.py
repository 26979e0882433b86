"""What follows the filters is drawn without the page around it, for whoever looks at that moment."""

import re

from playwright.sync_api import WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.i18n import translator
from tests.e2e.conftest import OpenPage
from tests.e2e.screens import COORDINATOR, map_is_drawn, settle, sign_in

t = translator("es")
BAR = "section.kind .bar"


def test_a_press_redraws_what_follows_and_not_the_page(open_page: OpenPage) -> None:
    page = open_page()
    received: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(kind_of(frame)))

    sign_in(page, COORDINATOR, "/map")
    page.on("websocket", listen)
    page.reload()
    map_is_drawn(page)
    settle(page)
    assert "navigation" in received

    received.clear()
    page.locator(BAR).first.click()
    page.wait_for_url(re.compile(r"\?kind=\w+$"))
    expect(page.locator("[class*='st-key-chip_kind']")).to_be_visible()
    settle(page)
    assert "delta" in received
    assert not {"navigation", "logo"} & set(received)


def kind_of(frame: bytes | str) -> str:
    assert isinstance(frame, bytes)
    return str(ForwardMsg.FromString(frame).WhichOneof("type"))


def test_a_press_after_a_sign_out_in_another_tab_shows_the_way_in_and_no_figure(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, COORDINATOR, "/map")
    map_is_drawn(page)
    other = page.context.new_page()
    other.goto("/logout")
    other.locator("form").get_by_role("button").first.click()
    other.wait_for_load_state()

    page.locator(BAR).first.click()
    expect(page.get_by_text(t("app.sign_in.text"))).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    expect(page.locator(BAR)).to_have_count(0)


def test_a_press_in_a_named_view_leaves_its_name(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, COORDINATOR, "/map?kind=talk")
    page.get_by_role("button", name=t("views.button"), exact=True).click()
    page.get_by_label(t("views.name")).fill("Charlas en el mapa")
    page.get_by_role("button", name=t("views.save"), exact=True).click()
    page.wait_for_url(re.compile(r"saved=\d+$"))
    expect(page.get_by_role("button", name="Charlas en el mapa")).to_be_visible()
    expect(page.get_by_text(t("views.saved"))).to_be_visible()

    page.locator("section.region .bar").first.click()
    page.wait_for_url(re.compile(r"\?kind=talk&territory=\d\d$|\?territory=\d\d&kind=talk$"))
    expect(page.get_by_role("button", name=t("views.button"), exact=True)).to_be_visible()
    expect(page.get_by_text("Charlas en el mapa")).to_have_count(0)

"""What one person was told on a shared screen is gone when the next one comes, also where nobody pressed."""

import pytest
from sqlalchemy import update

from db.models import SurveyLink
from tests.app.conftest import World
from tests.app.test_journeys import filled_in, open_code

SECONDS = "dashboard.ui.feedback.KIOSK_THANKS"


@pytest.mark.parametrize(
    ("is_kiosk", "seconds", "stays"), [(True, 60, True), (True, 0, False), (False, 0, True)]
)
def test_the_receipt_goes_away_by_itself_where_the_screen_is_shared(
    world: World, monkeypatch: pytest.MonkeyPatch, is_kiosk: bool, seconds: float, stays: bool
) -> None:
    code = open_code(world)
    with world.database.write() as session:
        session.execute(update(SurveyLink).where(SurveyLink.code == code).values(is_kiosk=is_kiosk))
    app = world.open("anonymous", "feedback", code=code)
    app.button[0].click().run()
    app = filled_in(app, code)
    (first,) = [one.value for one in app.code]
    monkeypatch.setattr(SECONDS, seconds)
    app = app.run()
    assert [one.value for one in app.code] == ([first] if stays else [])
    if not stays:  # the next person agrees anew, and is given a code of their own
        monkeypatch.setattr(SECONDS, 60)
        app.button[0].click().run()
        (second,) = [one.value for one in filled_in(app, code).code]
        assert second != first

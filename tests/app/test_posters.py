"""The poster's buttons stand beside the QR of a training, for whoever may see it."""

import pytest

from dashboard.settings import settings
from tests.app.conftest import World
from tests.factories import make_link


@pytest.mark.parametrize("role", ["coordinator", "manager"])
def test_both_shapes_are_offered_where_the_address_is_known(
    world: World, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUELLA_PUBLIC_URL", "https://huella.example.cl")
    settings.cache_clear()
    with world.database.write() as session:
        link = make_link(session, training_id=world.near)
    app = world.open(role, "trainings", training=str(world.near))
    assert not app.exception
    offered = [each.proto.id.split("-")[-1] for each in app.get("download_button")]
    assert {f"poster_a4_{link.id}", f"poster_slide_{link.id}"} <= set(offered)

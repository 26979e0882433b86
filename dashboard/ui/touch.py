"""Fingers on figures that can be clicked: else a tap does nothing there, and a swipe does not scroll."""

from dashboard.ui.components import silent


def let_fingers_through() -> None:
    """Once on a page with such figures; shows nothing."""
    silent("touch")

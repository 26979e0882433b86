"""A keyboard in popovers: else what is in them comes after the whole page, and the focus gets lost."""

from dashboard.ui.components import silent


def let_keys_in() -> None:
    """Once on every page; shows nothing."""
    silent("keys")

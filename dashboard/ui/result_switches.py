"""A switch of the results whose state is in the address, and which names what it does not know."""

from collections.abc import Sequence

from dashboard.i18n import Translator
from dashboard.ui import address
from dashboard.ui.filters import say_refused
from dashboard.ui.switches import choice
from dashboard.ui.url import parse_choice


def named_choice(name: str, options: Sequence[str], t: Translator) -> str:
    """One of `options` (the first leaves no trace in the address); another value there is named."""
    _, is_refused = parse_choice(address.parameters(), name, tuple(options))
    chosen = choice(name, options, t(f"outcomes.switch.{name}"), f"outcomes.{name}", t)
    if is_refused:
        say_refused((name,))
    return chosen

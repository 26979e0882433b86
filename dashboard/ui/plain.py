"""Names and titles that people typed, made safe for the Markdown that Streamlit reads almost everywhere."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:^])")


def plain(text: str) -> str:
    """The same words, none of which Markdown obeys."""
    return _MARKS.sub(r"\\\1", text)

"""Every key of the session, spelled once. Values are ids and builtins only."""

from collections.abc import Mapping, MutableMapping
from typing import Any, cast
from uuid import uuid4

import streamlit as st


def state() -> MutableMapping[str, object]:
    """The session's store, as a plain mapping."""
    return cast("MutableMapping[str, object]", st.session_state)


def text(key: str) -> str:
    """The text under a key; "" where there is none."""
    value = state().get(key)
    return value if isinstance(value, str) else ""


def flag(key: str) -> bool:
    """Whether a key was set to true."""
    return state().get(key) is True


def number(key: str) -> int:
    """The whole number under a key; 0 where there is none."""
    value = state().get(key)
    return value if isinstance(value, int) else 0


def selection(key: str) -> Mapping[str, Any]:
    """What is selected in a figure or a table; empty where nothing is. Any: as the browser sent it."""
    event = state().get(key)
    found = event.get("selection") if isinstance(event, dict) else None
    return found if isinstance(found, dict) else {}


def picked(key: str) -> object:
    """What was last pressed in a component of ours, as the browser sent it."""
    found = state().get(key)
    return found.get("pick") if isinstance(found, dict) else None


LANGUAGE = "huella_language"
CHOSEN_LANGUAGE = "huella_chosen_language"
PAGE = "huella_page"
NOTICE = "huella_notice"
LIST = "training_list"
PAGE_NUMBER = "training_list_page"
SURVEYS = "survey_list"
TARGET_PAGE = "target_list_page"
SEEN = "huella_seen"
FILTERS = "filter_menu"
CROSS = "cross_filters"
BARS = "cross_bars"
VIEW = "huella_view"
NAMED = "huella_view_named"
VIEWS = "view_menu"
VIEW_PROBLEMS = "view_problems"
MAP_OPTIONS = "map_options"
PLAYED = "map_played"
FOLLOWS = "follows_the_filters"


def filter_key(name: str) -> str:
    """The widget of one filter."""
    return f"filter_{name}"


def choice_key(name: str) -> str:
    """The widget of one choice kept in the URL (level, measure, …)."""
    return f"choice_{name}"


def map_key(signature: str) -> str:
    """The map of one view; another view is another widget, so no old selection outlives it."""
    return f"map_{signature}"


def download_key(figure: str) -> str:
    """The menu with the files of one figure."""
    return f"download_{figure}"


def view_field(view: int, name: str) -> str:
    """A widget of a named view; 0 for the one that is about to be saved."""
    return f"view_{view}_{name}"


def question_key(code: str, question: str) -> str:
    """The widget of one question of one form."""
    return f"answer_{code}_{question}"


def slips_key(link: int) -> str:
    """Whether a link asks for slips, as its switch shows it."""
    return f"slips_asked_{link}"


def consent_key(code: str) -> str:
    """Whether this visitor agreed to take part."""
    return f"consent_{code}"


def sent_key(code: str) -> str:
    """Whether this visitor's response was stored."""
    return f"sent_{code}"


def thanked_key(code: str) -> str:
    """Since when this visitor has been thanked, in seconds of the process's clock."""
    return f"thanked_{code}"


def draft_key(code: str) -> str:
    """The answers this visitor has given so far, of all parts of the form."""
    return f"draft_{code}"


def part_key(code: str) -> str:
    """Which part of the form this visitor is at."""
    return f"part_{code}"


def problems_key(code: str) -> str:
    """What was wrong with this visitor's response when it was last sent."""
    return f"problems_{code}"


def response_key(code: str) -> str:
    """Where the id of this visitor's response is kept."""
    return f"response_id_{code}"


def response_id(code: str) -> str:
    """The random id of this visitor's response: made once, so that a second click is recognised."""
    key = response_key(code)
    if key not in state():
        state()[key] = str(uuid4())
    return text(key)


def training_field(form: str, name: str) -> str:
    """The widget of one field of a training's form."""
    return f"training_{form}_{name}"


def revision_key(form: str) -> str:
    """The revision a training had when its form was opened."""
    return f"training_{form}_revision"


def form_problems_key(form: str) -> str:
    """What was wrong with a training's form when it was last saved."""
    return f"training_{form}_problems"


def target_key(form: str, name: str) -> str:
    """A widget or a note of the form of a target, or of the file of targets being imported."""
    return f"target_{form}_{name}"


def builder_key(survey_id: int, name: str) -> str:
    """A widget or a note of the page where a survey is written; 0 for a survey that is not there yet."""
    return f"builder_{survey_id}_{name}"


def paper_key(link_id: int, what: str) -> str:
    """What is kept of the sheets being typed, or of the file being imported, for one link."""
    return f"paper_{link_id}_{what}"


def comment_key(what: str) -> str:
    """A widget or a note of the section with what people wrote."""
    return f"comment_{what}"


def say(message: str) -> None:
    """Keeps one sentence to be shown after the next run."""
    state()[NOTICE] = message


def heard() -> str:
    """The sentence kept by `say`, once."""
    message = text(NOTICE)
    state().pop(NOTICE, None)
    return message


def forget(prefix: str) -> None:
    """Drops every key that starts with a prefix: a form was sent or left."""
    for key in [key for key in state() if str(key).startswith(prefix)]:
        del state()[key]

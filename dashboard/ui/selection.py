"""From a click on the map to the view it asks for. Pure: a test calls it where no test can click."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.maps.view import MapView
from db.criteria import Filters

LEVELS_IN_COUNTRY = ("region", "province", "comuna")
LEVELS_IN_TERRITORY = ("comuna", "province")


def clicked_code(selection: Mapping[str, object]) -> str:
    """The code of the first selected territory or training point; "" when nothing we know was clicked."""
    points = selection.get("points")
    if not isinstance(points, Sequence):
        return ""
    for point in points:
        if isinstance(point, Mapping):
            code = _code(point.get("location")) or _code(point.get("customdata"))
            if code:
                return code
    return ""


def _code(value: object) -> str:
    """A CUT code, alone or as the first of a point's custom data."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = value[0] if value else ""
    is_code = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) in (2, 3, 5)
    return str(value) if is_code else ""


def drilled(filters: Filters, code: str) -> Filters:
    """The same view of another territory; a code of "" is the whole country."""
    return replace(filters, territory=code)


def levels_for(territory: str) -> tuple[str, ...]:
    """What the map can be cut into, the usual first."""
    return LEVELS_IN_TERRITORY if territory else LEVELS_IN_COUNTRY


@dataclass(frozen=True, slots=True)
class Frame:
    """The room a map has on the screen: pixels high, and width by height."""

    height: int
    aspect: float


def view_of(territory: str, level: str, *, dark: bool, frame: Frame) -> MapView:
    """The frame of a territory: a region or province fills it, a comuna is outlined within its region."""
    code = territory if territory.isdecimal() else ""
    focus = code[:2] if len(code) == 5 else code
    chosen = {"region": "region", "province": "province"}.get(level, "comuna")
    return MapView(
        level=chosen,  # type: ignore[arg-type]  # one of the three levels by the line above
        focus=focus or None,
        selected=code if len(code) > 2 else None,
        dark=dark,
        height=frame.height,
        aspect=frame.aspect,
    )

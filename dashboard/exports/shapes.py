"""What is ticked, circled and written on, drawn as shapes so that it looks the same on every printer."""

from collections.abc import Sequence
from math import asin, degrees

from reportlab.graphics.shapes import ArcPath, Circle, Drawing, Group, Line, Rect, String
from reportlab.lib.units import mm

from dashboard.exports.typography import FAINT, GREY, INK, REGULAR, fonts, plain

MARK = 3.6 * mm
_STROKE = 0.8


def circle() -> Drawing:
    """To choose one."""
    return _sized(
        Circle(MARK / 2, MARK / 2, MARK / 2 - _STROKE, strokeColor=INK, strokeWidth=_STROKE, fillColor=None)
    )


def box(width: float = MARK, height: float = MARK) -> Drawing:
    """To choose several, or to write a number in."""
    drawing = Drawing(width, height)
    drawing.add(Rect(0.5, 0.5, width - 1, height - 1, strokeColor=INK, strokeWidth=_STROKE, fillColor=None))
    return drawing


def _sized(shape: object) -> Drawing:
    drawing = Drawing(MARK, MARK)
    drawing.add(shape)
    return drawing


def lines(count: int, width: float) -> Drawing:
    """To write on by hand."""
    gap = 8 * mm
    drawing = Drawing(width, count * gap)
    for number in range(count):
        drawing.add(Line(0, number * gap + 1, width, number * gap + 1, strokeColor=FAINT, strokeWidth=0.6))
    return drawing


def numbered_circles(steps: Sequence[str], width: float) -> Drawing:
    """The steps of a scale in one line, each with its number inside."""
    fonts()
    size = min(8 * mm, width / max(len(steps), 1) - 1)
    gap = (width - size) / max(len(steps) - 1, 1)
    drawing = Drawing(width, size)
    for place, step in enumerate(steps):
        x = size / 2 + place * gap
        drawing.add(Circle(x, size / 2, size / 2 - 1, strokeColor=INK, strokeWidth=_STROKE, fillColor=None))
        drawing.add(_centred(step, x, size / 2 - 3.2, 9 if len(step) < 4 else 6.5))
    return drawing


def combs(groups: Sequence[tuple[int, str]], between: str) -> Drawing:
    """Boxes for digits in groups, such as day, month and year, each group named below."""
    fonts()
    cell, x = 6.5 * mm, 0.0
    drawing = Drawing(sum(count for count, _ in groups) * cell + len(groups) * 6 * mm, cell + 11)
    for place, (count, name) in enumerate(groups):
        for number in range(count):
            left = x + number * cell
            drawing.add(Rect(left + 0.5, 11, cell, cell, strokeColor=INK, strokeWidth=0.6, fillColor=None))
        drawing.add(_centred(name, x + count * cell / 2, 1, 8, GREY))
        x += count * cell
        if place < len(groups) - 1:
            drawing.add(_centred(between, x + 3 * mm, 11 + cell / 2 - 4, 13))
        x += 6 * mm
    return drawing


def face(mood: float) -> Drawing:
    """A face from -1 (sad) to 1 (glad)."""
    size = 15 * mm
    middle, group = size / 2, Group()
    group.add(Circle(middle, middle, middle - 1, strokeColor=INK, strokeWidth=1.1, fillColor=None))
    for side in (-1, 1):
        group.add(
            Circle(middle + side * size * 0.17, middle + size * 0.12, 1.7, fillColor=INK, strokeColor=None)
        )
    group.add(_mouth(mood, middle, size))
    drawing = Drawing(size, size)
    drawing.add(group)
    return drawing


def _mouth(mood: float, middle: float, size: float) -> ArcPath | Line:
    half, level = size * 0.22, middle - size * 0.18
    if abs(mood) < 0.15:
        return Line(middle - half, level, middle + half, level, strokeColor=INK, strokeWidth=1.3)
    depth = size * 0.16 * abs(mood)
    radius = (half**2 + depth**2) / (2 * depth)
    mouth = ArcPath(strokeColor=INK, strokeWidth=1.3, fillColor=None)
    angle = _degrees(half / radius)
    if mood > 0:
        mouth.addArc(middle, level + radius - depth / 2, radius, 270 - angle, 270 + angle)
    else:
        mouth.addArc(middle, level - radius + depth / 2, radius, 90 - angle, 90 + angle)
    return mouth


def _degrees(sine: float) -> float:
    return degrees(asin(min(1.0, sine)))


def _centred(text: str, x: float, y: float, size: float, color: object = INK) -> String:
    return String(x, y, plain(text), fontName=REGULAR, fontSize=size, fillColor=color, textAnchor="middle")

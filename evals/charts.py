"""Plots as SVG text: bars with their intervals, a calibration curve, a heat map.

Colours are classes (`series-1` …, `axis`, `cell`), so that the page sets them for a dark and a light ground.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from evals.bootstrap import Estimate

_LEFT, _TOP, _BOTTOM, _TALL = 40, 24, 44, 200
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Bars:
    """Groups of bars between 0 and 1; `series` gives, by name, an estimate or None for each group."""

    title: str
    groups: tuple[str, ...]
    series: dict[str, tuple[Estimate | None, ...]]


@dataclass(frozen=True, slots=True)
class Curve:
    """A calibration curve: (mean confidence, share right, n) by bin."""

    title: str
    points: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """A value between 0 and 1, or None, for every row and column."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[float | None, ...], ...]
    across: str = ""
    down: str = ""


Chart = Bars | Curve | Heat


def svg(chart: Chart) -> str:
    """The chart as one `svg` element."""
    match chart:
        case Bars():
            return _bars(chart)
        case Curve():
            return _curve(chart)
        case Heat():
            return _heat(chart)


def short(value: float, places: int = 2) -> str:
    """A figure as the tables print it: .83, 1.00, -.05."""
    text = f"{value:.{places}f}"
    return text.replace("0.", ".", 1) if abs(value) < 1 and not text.lstrip("-").startswith("1") else text


def _bars(chart: Bars) -> str:
    count, wide, apart = len(chart.series), 26, 18
    step = count * wide + apart
    width: float = _LEFT + max(len(chart.groups) * step + apart, 26 * count + 160)
    parts = _frame(width)
    for place, group in enumerate(chart.groups):
        left = float(_LEFT + apart + place * step)
        parts.append(_text(left + count * wide / 2, _TOP + _TALL + 16, group))
        for number, values in enumerate(chart.series.values()):
            if (found := values[place]) is not None:
                parts.append(_bar(left + number * wide, wide - 4, number, found))
    left = float(_LEFT)
    for number, name in enumerate(chart.series):
        parts.append(f'<rect class="series-{number + 1}" x="{left:g}" y="{_TOP + _TALL + 27}" width="10" height="10"/>')
        parts.append(_text(left + 15, _TOP + _TALL + 36, name, "start"))
        left += 30 + 7.5 * len(name)
    return _element(chart.title, max(width, left), _TOP + _TALL + _BOTTOM, parts)


def _bar(left: float, wide: float, number: int, found: Estimate) -> str:
    top, low, high = (_height(value) for value in (found.value, found.low, found.high))
    middle = left + wide / 2
    return (
        f'<rect class="series-{number + 1}" x="{left:g}" y="{top:g}" width="{wide:g}" '
        f'height="{_TOP + _TALL - top:g}"><title>{short(found.value)} ({short(found.low)}–{short(found.high)}), '
        f"n = {found.n}</title></rect>"
        f'<path class="whisker" d="M{middle:g} {low:g}V{high:g}"/>' + _text(middle, high - 4, short(found.value))
    )


def _curve(chart: Curve) -> str:
    width = _LEFT + _TALL + 30
    parts = _frame(width)
    for value in _STEPS:
        parts.append(_text(_LEFT + value * _TALL, _TOP + _TALL + 16, short(value)))
    parts.append(f'<path class="ideal" d="M{_LEFT} {_height(0):g}L{_LEFT + _TALL} {_height(1):g}"/>')
    places = [(_LEFT + c * _TALL, _height(share), n) for c, share, n in chart.points]
    if places:
        parts.append('<path class="line" d="M' + "L".join(f"{x:g} {y:g}" for x, y, _ in places) + '"/>')
    most = max((n for *_, n in places), default=1)
    for (x, y, n), (confidence, share, _) in zip(places, chart.points, strict=True):
        parts.append(
            f'<circle class="series-1" cx="{x:g}" cy="{y:g}" r="{3 + 7 * (n / most) ** 0.5:g}">'
            f"<title>confidence {short(confidence)}, right {short(share)}, n = {n}</title></circle>"
        )
    parts.append(_text(_LEFT + _TALL / 2, _TOP + _TALL + 34, "confidence"))
    return _element(chart.title, width, _TOP + _TALL + _BOTTOM, parts)


def _heat(chart: Heat) -> str:
    wide, tall, left, top = 52, 30, 64, 52
    parts = [_text(left + len(chart.columns) * wide / 2, 14, chart.across), _text(4, 34, chart.down, "start")]
    for column, name in enumerate(chart.columns):
        parts.append(_text(left + column * wide + wide / 2, top - 8, name))
    for row, name in enumerate(chart.rows):
        parts.append(_text(left - 8, top + row * tall + 20, name, "end"))
        for column, value in enumerate(chart.cells[row]):
            if value is not None:
                x, y = left + column * wide, top + row * tall
                opacity = 0.08 + 0.92 * max(0.0, min(1.0, value)) ** 2
                strong = " strong" if opacity > 0.5 else ""
                parts.append(
                    f'<rect class="cell" x="{x}" y="{y}" width="{wide - 2}" height="{tall - 2}" '
                    f'fill-opacity="{opacity:.2f}"/>'
                    + _text(x + wide / 2 - 1, y + 19, short(value), css=f"figure{strong}")
                )
    return _element(chart.title, left + len(chart.columns) * wide + 8, top + len(chart.rows) * tall + 8, parts)


def _frame(width: float) -> list[str]:
    parts = []
    for value in _STEPS:
        y = _height(value)
        parts.append(
            f'<path class="axis" d="M{_LEFT} {y:g}H{width:g}"/>' + _text(_LEFT - 6, y + 4, short(value), "end")
        )
    return parts


def _height(value: float) -> float:
    return _TOP + _TALL * (1 - max(0.0, min(1.0, value)))


def _text(x: float, y: float, text: str, anchor: str = "middle", css: str = "") -> str:
    styled = f' class="{css}"' if css else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{styled}>{escape(text)}</text>'


def _element(title: str, width: float, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" '
        f'aria-label="{escape(title, quote=True)}">{"".join(parts)}</svg>'
    )

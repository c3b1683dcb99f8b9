"""The packet's pictures as inline SVG: drawn from values, with the packet's own words, nothing fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from markupsafe import Markup, escape

from review.model.roles import Role
from review.packet.forms import number
from review.packet.sections.handover import Event, Flow

#: Colours of the severities, dark enough to be read in grey.
SEVERITY = {"B": "#9f1d2b", "H": "#c4661f", "M": "#b8a13a", "L": "#8b97a3"}
LANES = {"delivery": "#1d4f63", "customer": "#8b97a3", "payment": "#2f7d4f", "exposure": "#9f1d2b"}
_INK = "#1b2430"
_WIDTH = 660
Name = Callable[[str], str]


def owners(rows: Sequence[tuple[Role, dict[str, int]]], name: Name) -> Markup:
    """Stacked bars: open findings by owner and severity; what the colours mean stands behind each in words."""
    step, left, words = 22, 150, 230
    most = max((sum(counts.values()) for _, counts in rows), default=1) or 1
    unit = min(26.0, (_WIDTH - left - words) / most)
    parts = []
    for i, (role, counts) in enumerate(rows):
        y, x = i * step, float(left)
        parts.append(_text(0, y + 14, name(role.value)))
        for severity, n in counts.items():
            if n:
                parts.append(_rect(x, y + 3, n * unit, 14, SEVERITY[severity]))
                x += n * unit
        parts.append(_text(x + 6, y + 14, str(sum(counts.values())), bold=True))
        said = " · ".join(f"{name(severity)} {n}" for severity, n in counts.items() if n)
        parts.append(_text(x + 28, y + 14, said, small=True))
    return _svg(len(rows) * step + 4, parts, name("title"))


def timeline(events: Sequence[Event], start: date | None, name: Name) -> Markup:
    """Lanes of dated marks. Marks of one lane that would overlap go below each other."""
    if not events:
        return Markup("")
    first = min([e.day for e in events] + ([start] if start else []))
    last = max(max(e.end or e.day for e in events), first + timedelta(days=30))
    if any(e.lane == "exposure" and not e.end for e in events):
        last += (last - first) / 5
    left, span = 110, (last - first).days
    place: Callable[[date], float] = lambda day: left + (_WIDTH - left - 60) * (day - first).days / span  # noqa: E731
    parts, y = _axis(first, last, place), 26.0
    for lane, colour in LANES.items():
        rows = _stacked([e for e in events if e.lane == lane], place)
        if rows:
            parts.append(_text(0, y + 12, name(lane), bold=True))
            for row in rows:
                parts += [_mark(e, place, y, colour) for e in row]
                y += 22 if lane == "exposure" else 18
            y += 8
    return _svg(y, parts, name("title"))


def _axis(first: date, last: date, place: Callable[[date], float]) -> list[str]:
    """A tick at each of at most nine month starts, evenly chosen, and both ends."""
    months = []
    day = first.replace(day=1)
    while day <= last:
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        if day <= last:
            months.append(day)
    every = max(1, -(-len(months) // 8))
    ticks = [first, *(m for m in months[::every] if place(m) - place(first) > 60)]
    parts = [f'<line x1="{place(first):.1f}" y1="18" x2="{place(last):.1f}" y2="18" stroke="#c5ccd3"/>']
    for tick in ticks:
        text = tick.isoformat() if tick == first else tick.strftime("%Y-%m")
        parts.append(f'<line x1="{place(tick):.1f}" y1="14" x2="{place(tick):.1f}" y2="22" stroke="#8b97a3"/>')
        parts.append(_text(place(tick), 10, text, small=True))
    return parts


def _stacked(events: list[Event], place: Callable[[date], float]) -> list[list[Event]]:
    rows: list[list[Event]] = []
    ends: list[float] = []
    for event in events:
        x = place(event.day)
        free = next((i for i, end in enumerate(ends) if end < x), None)
        if free is None:
            rows.append([])
            ends.append(0.0)
            free = len(rows) - 1
        rows[free].append(event)
        ends[free] = _WIDTH if event.lane == "exposure" else x + 16 + 7.0 * len(f"{event.ref} {event.day:%m-%d}")
    return rows


def _mark(event: Event, place: Callable[[date], float], y: float, colour: str) -> str:
    x = place(event.day)
    bar = _rect(x, y + 5, max(place(event.end) - x, 2.0), 6, colour) if event.end else ""
    if event.lane == "exposure" and not event.end:
        bar = _open(x, y + 8, colour)
    dot = f'<circle cx="{x:.1f}" cy="{y + 8:.1f}" r="4.5" fill="{colour}"/>'
    above = 3 if event.end or event.lane == "exposure" else 12
    return bar + dot + _text(x + 9, y + above, f"{event.ref} {event.day:%m-%d}", small=True)


def _open(x: float, y: float, colour: str) -> str:
    """A broken line to the edge: nobody knows where it ends."""
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{_WIDTH}" y2="{y:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="1.6" stroke-dasharray="4 3"/>'


def cash(flows: Sequence[Flow], name: Name) -> Markup:
    """Cumulative cash in, cost and net over time, and beside them what the contract lets us collect by then."""
    if len(flows) < 2:
        return Markup("")
    series = _cumulated(flows)
    low = min(0.0, *(min(values) for values in series.values()))
    high = max(1.0, *(max(values) for values in series.values()))
    days = [(f.day - flows[0].day).days for f in flows]
    left, height = 90, 150
    x = [left + (_WIDTH - left - 110) * d / max(days[-1], 1) for d in days]
    y: Callable[[float], float] = lambda v: 12 + height * (high - v) / (high - low)  # noqa: E731
    parts = [f'<line x1="{left}" y1="{y(0):.1f}" x2="{x[-1]:.1f}" y2="{y(0):.1f}" stroke="#8b97a3"/>']
    parts += [_text(0, y(v) + 4, number(Decimal(round(v))), small=True) for v in {low, 0.0, high}]
    colours = {"cash_in": LANES["payment"], "cash_out": LANES["exposure"], "cash_net": _INK, "cash_promised": LANES["delivery"]}
    ends = _apart([(y(values[-1]), key) for key, values in series.items()])
    for key, values in series.items():
        points = " ".join(f"{a:.1f},{y(v):.1f}" for a, v in zip(x, values, strict=True))
        broken = ' stroke-dasharray="5 3"' if key == "cash_promised" else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colours[key]}" stroke-width="1.8"{broken}/>')
        parts.append(_text(x[-1] + 6, ends[key] + 4, name(key), colour=colours[key]))
    parts += [_text(x[0], height + 32, flows[0].day.isoformat(), small=True)]
    parts += [_text(x[-1] - 30, height + 32, flows[-1].day.isoformat(), small=True)]
    return _svg(height + 40, parts, name("title"))


def _cumulated(flows: Sequence[Flow]) -> dict[str, list[float]]:
    """By name, a height for each flow; without those of which nothing is known."""
    known = {
        "cash_in": [f.cash for f in flows],
        "cash_out": [f.cost for f in flows],
        "cash_net": [f.cash - f.cost for f in flows],
        "cash_promised": [f.promised for f in flows],
    }
    return {key: list(map(float, accumulate(steps))) for key, steps in known.items() if any(steps)}


def _apart(ends: list[tuple[float, str]]) -> dict[str, float]:
    """Heights of the labels, at least a line apart."""
    placed: dict[str, float] = {}
    below = float("-inf")
    for height, key in sorted(ends):
        below = max(height, below + 13)
        placed[key] = below
    return placed


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, bold: bool = False, small: bool = False, colour: str = _INK) -> str:
    weight = ' font-weight="700"' if bold else ""
    size = 10 if small else 11.5
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{weight} fill="{colour}">{escape(text)}</text>'


def _svg(height: float, parts: Sequence[str], title: str) -> Markup:
    body = "".join(parts)
    return Markup(  # every text in it is escaped by _text, everything else is a number or a colour of ours
        f'<svg class="picture" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}" role="img" '
        f'aria-label="{escape(title)}" font-family="Tripact Sans, Tripact Symbols" xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>{body}</svg>'
    )

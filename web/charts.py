"""Charts as values, their Vega-Lite specifications (built with Altair), and how they are drawn: for the pages as SVG,
for the chat as PNG. Knows no page.

They are drawn here, without JavaScript: pages stay under their strict policy. Colour is never the only difference, and
a table of the same figures stands beside every chart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from flows.administration.across import Bar


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Bars:
    """How often what was given, of `whole` countries that answered: of several choices each counts by itself.
    `upright`: the bars are bands beside each other."""

    bars: tuple[Bar, ...]
    whole: int
    upright: bool = False

    @property
    def words(self) -> str:
        """For who does not see it."""
        return f"{self.whole:,} answered. " + "; ".join(f"{bar.label}: {bar.count:,}" for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Activity:
    """How many answers were given, and how many responses submitted, on which day."""

    answers: tuple[tuple[date, int], ...]
    submitted: tuple[tuple[date, int], ...]

    @property
    def words(self) -> str:
        answers, submitted = (sum(count for _, count in days) for days in (self.answers, self.submitted))
        first, last = self.answers[0][0], self.answers[-1][0]
        return f"{answers:,} answers from {first} to {last}; {submitted:,} responses submitted."


Chart = Bars | Activity


@dataclass(frozen=True, slots=True)
class Palette:
    bar: str
    second: str
    ink: str
    quiet: str
    line: str
    ground: str


PALETTES: Final[Mapping[Theme, Palette]] = {
    Theme.LIGHT: Palette("#2f6fab", "#c2570c", "#1a2430", "#55616e", "#dfe4ea", "#ffffff"),
    Theme.DARK: Palette("#6aaee8", "#f2a65a", "#e8edf3", "#a4b1be", "#34404d", "#182029"),
}

FONT: Final = "Helvetica, Arial, Noto Sans, DejaVu Sans, sans-serif"


@lru_cache(maxsize=256)
def svg(chart: Chart, theme: Theme, *, narrow: bool = False) -> str:
    """Without a ground of its own. Takes about 20 ms; the first of a process two seconds, in which the libraries are
    loaded: not to be called where others wait."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(specification(chart, theme, narrow=narrow))
    return drawn


@lru_cache(maxsize=32)
def png(chart: Chart, theme: Theme, scale: float = 2) -> bytes:
    """As `svg`, on the theme's ground."""
    import vl_convert

    on_ground = specification(chart, theme) | {"background": PALETTES[theme].ground, "padding": 16}
    drawn: bytes = vl_convert.vegalite_to_png(on_ground, scale=scale)
    return drawn


def specification(chart: Chart, theme: Theme, *, narrow: bool = False) -> dict[str, Any]:
    """Vega-Lite, as JSON. `narrow`: for a phone."""
    import altair  # a second, and sixty megabytes

    palette = PALETTES[theme]
    if isinstance(chart, Activity):
        drawn = _activity(altair, chart, palette, narrow)
    else:
        drawn = (_upright if chart.upright else _lying)(altair, chart, narrow)
    found: dict[str, Any] = drawn.to_dict()
    return found | {"background": None, "padding": 2, "config": _config(palette)}


def _lying(alt: Any, chart: Bars, narrow: bool) -> Any:
    """Each label stands above its bar: some are sentences."""
    width = 320 if narrow else 620
    most = max((bar.count for bar in chart.bars), default=0)
    rows = [
        {"label": bar.label, "place": place, "count": bar.count, "told": _told(bar.count, chart.whole)}
        for place, bar in enumerate(chart.bars)
    ]
    based = alt.Chart(alt.Data(values=rows), width=width, height=alt.Step(42)).encode(
        y=alt.Y("place:O", axis=None),
        # Room beyond the longest bar for its figures.
        x=alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, max(1, most) * (1.35 if narrow else 1.2)])),
    )
    labels = based.mark_text(align="left", baseline="bottom", dy=-3, limit=width).encode(text="label:N", x=alt.value(0))
    bars = based.mark_bar(cornerRadiusEnd=3, height=14, yOffset=7)
    figures = based.mark_text(align="left", baseline="middle", dx=6, dy=7).encode(text="told:N")
    return labels + bars + figures


def _upright(alt: Any, chart: Bars, narrow: bool) -> Any:
    rows = [{"label": bar.label, "count": bar.count} for bar in chart.bars]
    based = alt.Chart(alt.Data(values=rows), width=270 if narrow else 760, height=200).encode(
        x=alt.X("label:N", sort=None, title=None, axis=alt.Axis(labelAngle=-90 if narrow else 0, ticks=False)),
        y=alt.Y("count:Q", title="Countries", axis=alt.Axis(format=",d", tickMinStep=1, tickCount=4, domain=False)),
    )
    return based.mark_bar(cornerRadiusEnd=3) + based.mark_text(baseline="bottom", dy=-4).encode(text="count:Q")


def _activity(alt: Any, chart: Activity, palette: Palette, narrow: bool) -> Any:
    """Two rows with one axis of time: two scales in one picture would mislead."""
    days = [day for day, _ in (*chart.answers, *chart.submitted)]
    ends = [{"year": day.year, "month": day.month, "date": day.day} for day in (min(days), max(days))]
    time = alt.Axis(format="%-d %b", tickCount=3 if narrow else 6, grid=False, labelOverlap=True)

    def row(counted: tuple[tuple[date, int], ...], title: str, height: int, colour: str, axis: Any) -> Any:
        rows = [{"day": f"{day.isoformat()}T00:00:00", "count": count} for day, count in counted]
        return (
            alt.Chart(alt.Data(values=rows), width=250 if narrow else 860, height=height)
            .mark_bar(color=colour, width={"band": 0.8}, cornerRadiusEnd=1)
            .encode(
                x=alt.X("day:T", timeUnit="yearmonthdate", title=None, axis=axis, scale=alt.Scale(domain=ends)),
                y=alt.Y("count:Q", title=title, axis=alt.Axis(format=",d", tickMinStep=1, tickCount=3, domain=False)),
            )
        )

    above = row(chart.answers, "Answers", 120, palette.bar, None if chart.submitted else time)
    if not chart.submitted:
        return above
    return alt.vconcat(above, row(chart.submitted, "Submitted", 60, palette.second, time), spacing=14)


def _config(palette: Palette) -> dict[str, Any]:
    return {
        "font": FONT,
        "view": {"stroke": None},
        "bar": {"color": palette.bar},
        "text": {"color": palette.ink, "fontSize": 13},
        "axis": {
            "labelColor": palette.ink,
            "titleColor": palette.quiet,
            "labelFontSize": 12.5,
            "titleFontSize": 12.5,
            "titleFontWeight": "normal",
            "labelPadding": 6,
            "domainColor": palette.line,
            "tickColor": palette.line,
            "gridColor": palette.line,
        },
    }


def _told(count: int, whole: int) -> str:
    return f"{count:,} ({round(100 * count / whole)}%)" if whole else f"{count:,}"

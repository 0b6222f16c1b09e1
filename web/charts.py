"""Charts as values, their Vega-Lite specifications, and how they are drawn for the pages. Knows no page.

The specifications are written out: Altair, which would write the same, costs a process a second and sixty megabytes. It
checks them in the tests.

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
from flows.wording.catalogue import ENGLISH, Translator
from web.chart_locales import day_and_month, days_of, numbers_of
from web.languages import caption, counting_caption, translator
from web.writing import Writing

COUNTRIES: Final = caption("Countries")
ANSWERS: Final = caption("Answers")
SUBMITTED: Final = caption("Submitted")
ANSWERED, MANY_ANSWERED = counting_caption("%(count)s country answered.", "%(count)s countries answered.")
GIVEN, MANY_GIVEN = counting_caption(
    "%(count)s answer from %(first)s to %(last)s.", "%(count)s answers from %(first)s to %(last)s."
)
ENDED, MANY_ENDED = counting_caption("%(count)s response submitted.", "%(count)s responses submitted.")


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Bars:
    """How often what was given, of `whole` countries that answered: of several choices each counts by itself.
    `upright`: the bars are bands beside each other. What is written on a chart is in its `language`."""

    bars: tuple[Bar, ...]
    whole: int
    upright: bool = False
    language: str = ENGLISH

    @property
    def words(self) -> str:
        """For who does not see it."""
        spoken, writing = _written(self.language)
        answered = spoken.plural(ANSWERED, MANY_ANSWERED, self.whole) % {"count": writing.number(self.whole)}
        return f"{answered} " + "; ".join(f"{bar.label}: {writing.number(bar.count)}" for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Activity:
    """How many answers were given, and how many responses submitted, on which day."""

    answers: tuple[tuple[date, int], ...]
    submitted: tuple[tuple[date, int], ...]
    language: str = ENGLISH

    @property
    def words(self) -> str:
        spoken, writing = _written(self.language)
        answers, submitted = (sum(count for _, count in days) for days in (self.answers, self.submitted))
        first, last = writing.day(self.answers[0][0]), writing.day(self.answers[-1][0])
        about = {"count": writing.number(answers), "first": first, "last": last}
        given = spoken.plural(GIVEN, MANY_GIVEN, answers) % about
        ended = spoken.plural(ENDED, MANY_ENDED, submitted) % {"count": writing.number(submitted)}
        return f"{given} {ended}"


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

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"

FONT: Final = "Helvetica, Arial, Noto Sans, DejaVu Sans, sans-serif"


Specification = dict[str, Any]


@lru_cache(maxsize=256)
def svg(chart: Chart, theme: Theme, *, narrow: bool = False) -> str:
    """Takes about 20 ms, and the first of a process half a second, in which the renderer is loaded: not to be called
    where others wait."""
    import vl_convert

    writing = Writing(translator(chart.language))
    drawn: str = vl_convert.vegalite_to_svg(
        specification(chart, theme, narrow=narrow),
        format_locale=numbers_of(writing.locale),
        time_format_locale=days_of(writing.locale),
    )
    return drawn


def specification(chart: Chart, theme: Theme, *, narrow: bool = False) -> Specification:
    """Vega-Lite, as JSON. `narrow`: for a phone."""
    palette = PALETTES[theme]
    if isinstance(chart, Activity):
        drawn = _activity(chart, palette, narrow)
    else:
        drawn = _upright(chart, narrow) if chart.upright else _lying(chart, narrow)
    return {"$schema": SCHEMA, "background": "transparent", "padding": 2, "config": _config(palette)} | drawn


def _lying(chart: Bars, narrow: bool) -> Specification:
    """Each label stands above its bar: some are sentences. Bars grow from where the language begins to write."""
    width = 320 if narrow else 620
    turned = translator(chart.language).is_right_to_left
    most = max((bar.count for bar in chart.bars), default=0)
    rows = [
        {"label": bar.label, "place": place, "count": bar.count, "told": _told(bar.count, chart)}
        for place, bar in enumerate(chart.bars)
    ]
    # Room beyond the longest bar for its figures.
    scale = {"domain": [0, max(1, most) * (1.35 if narrow else 1.2)], "reverse": turned}
    align = "right" if turned else "left"
    label = {"type": "text", "align": align, "baseline": "bottom", "dy": -3, "limit": width}
    figure = {"type": "text", "align": align, "baseline": "middle", "dx": -6 if turned else 6, "dy": 7}
    return {
        "data": {"values": rows},
        "width": width,
        "height": {"step": 42},
        "encoding": {
            "y": {"field": "place", "type": "ordinal", "axis": None},
            "x": {"field": "count", "type": "quantitative", "axis": None, "scale": scale},
        },
        "layer": [
            {"mark": label, "encoding": {"text": {"field": "label"}, "x": {"value": width if turned else 0}}},
            {"mark": {"type": "bar", "cornerRadiusEnd": 3, "height": 14, "yOffset": 7}},
            {"mark": figure, "encoding": {"text": {"field": "told"}}},
        ],
    }


def _upright(chart: Bars, narrow: bool) -> Specification:
    rows = [{"label": bar.label, "count": bar.count} for bar in chart.bars]
    spoken = translator(chart.language)
    bands = {"labelAngle": -90 if narrow else 0, "ticks": False}
    return {
        "data": {"values": rows},
        "width": 270 if narrow else 760,
        "height": 200,
        "encoding": {
            "x": {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": bands},
            "y": {
                "field": "count",
                "type": "quantitative",
                "title": spoken.text(COUNTRIES),
                "axis": _COUNTS | {"tickCount": 4},
            },
        },
        "layer": [
            {"mark": {"type": "bar", "cornerRadiusEnd": 3}},
            {"mark": {"type": "text", "baseline": "bottom", "dy": -4}, "encoding": {"text": {"field": "count"}}},
        ],
    }


def _activity(chart: Activity, palette: Palette, narrow: bool) -> Specification:
    """Two rows with one axis of time: two scales in one picture would mislead."""
    days = [day for day, _ in (*chart.answers, *chart.submitted)]
    ends = [{"year": day.year, "month": day.month, "date": day.day} for day in (min(days), max(days))]
    spoken = translator(chart.language)
    time = {
        "format": day_and_month(spoken.locale),
        "tickCount": 3 if narrow else 6,
        "grid": False,
        "labelOverlap": True,
    }

    def row(
        counted: tuple[tuple[date, int], ...], title: str, height: int, colour: str, axis: dict[str, Any] | None
    ) -> Specification:
        day = {"field": "day", "type": "temporal", "timeUnit": "yearmonthdate", "title": None}
        return {
            "data": {"values": [{"day": f"{on.isoformat()}T00:00:00", "count": count} for on, count in counted]},
            "width": 250 if narrow else 860,
            "height": height,
            "mark": {"type": "bar", "color": colour, "width": {"band": 0.8}, "cornerRadiusEnd": 1},
            "encoding": {
                "x": day | {"axis": axis, "scale": {"domain": ends}},
                "y": {"field": "count", "type": "quantitative", "title": title, "axis": _COUNTS | {"tickCount": 3}},
            },
        }

    above = row(chart.answers, spoken.text(ANSWERS), 120, palette.bar, None if chart.submitted else time)
    if not chart.submitted:
        return above
    return {"vconcat": [above, row(chart.submitted, spoken.text(SUBMITTED), 60, palette.second, time)], "spacing": 14}


_COUNTS: Final = {"format": ",d", "tickMinStep": 1, "domain": False}


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


def _told(count: int, chart: Bars) -> str:
    _, writing = _written(chart.language)
    return f"{writing.number(count)} ({writing.share(round(100 * count / chart.whole))})"


def _written(language: str) -> tuple[Translator, Writing]:
    spoken = translator(language)
    return spoken, Writing(spoken)

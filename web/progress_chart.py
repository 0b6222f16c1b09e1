"""The campaign as one picture for the chat: how many countries are at which stage, how far they are in each section.

Its Vega-Lite specification, written out (Altair would cost the bot a second and sixty megabytes), and drawn as PNG.
Knows no countries and no questionnaire: all words are given; the language says how numbers are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Final

from flows.wording.catalogue import ENGLISH, translator
from web.chart_locales import numbers_of
from web.charts import FONT, PALETTES, Palette, Theme


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stage and how many countries are there."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A section: how many countries have done all of it, a part of it, nothing of it."""

    label: str
    done: int
    begun: int
    open: int


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """`stages` in the order in which they are passed through; `done`, `begun`, `open` are the words of the key."""

    title: str
    subtitle: str
    stages: tuple[Stretch, ...]
    sections_title: str
    rows: tuple[Row, ...]
    done: str
    begun: str
    open: str
    language: str = ENGLISH


_WIDTH: Final = 400
_TITLE: Final = 56
"""Characters of a line of the title: the picture stays narrow, to be read on a phone."""
_BAR: Final = 26

_SHADES: Final = {
    Theme.LIGHT: ("#2f6fab", "#a9c9e6", "#e7ecf1"),
    Theme.DARK: ("#6aaee8", "#2f5f8c", "#2b3641"),
}
"""Of what is done, begun and open: told apart by their lightness as well."""


def png(chart: ProgressChart, theme: Theme = Theme.LIGHT, scale: float = 2) -> bytes:
    """The first of a process takes a second, in which the library is loaded: not to be called where others wait."""
    import vl_convert

    numbers = numbers_of(translator(chart.language).locale)
    drawn: bytes = vl_convert.vegalite_to_png(specification(chart, theme), scale=scale, format_locale=numbers)
    return drawn


def specification(chart: ProgressChart, theme: Theme) -> dict[str, Any]:
    palette = PALETTES[theme]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": palette.ground,
        "padding": 20,
        "title": {"text": wrap(chart.title, _TITLE), "subtitle": chart.subtitle, "anchor": "start", "offset": 14},
        "vconcat": [_stages(chart), *([_sections(chart, theme)] if chart.rows else [])],
        "spacing": 26,
        "resolve": {"legend": {"color": "independent"}},
        "config": _config(palette),
    }


def _stages(chart: ProgressChart) -> dict[str, Any]:
    values = [{"label": each.label, "count": each.count, "place": place} for place, each in enumerate(chart.stages)]
    most = max((each.count for each in chart.stages), default=0)
    shared = {
        "y": _labels("label", {"field": "place"}),
        "x": {"field": "count", "type": "quantitative", "axis": None, "scale": {"domain": [0, max(1, most) * 1.12]}},
    }
    bars = {"mark": {"type": "bar", "cornerRadiusEnd": 3, "height": 16}, "encoding": shared}
    counts = {
        "mark": {"type": "text", "align": "left", "dx": 6},
        "encoding": {**shared, "text": {"field": "count", "format": ",d"}},
    }
    return {"data": {"values": values}, "width": _WIDTH, "height": {"step": _BAR}, "layer": [bars, counts]}


def _sections(chart: ProgressChart, theme: Theme) -> dict[str, Any]:
    kinds = chart.done, chart.begun, chart.open
    values = [
        {"label": row.label, "row": place, "kind": kind, "order": order, "count": count}
        for place, row in enumerate(chart.rows)
        for order, (kind, count) in enumerate(zip(kinds, (row.done, row.begun, row.open), strict=True))
    ]
    colour = {
        "field": "kind",
        "scale": {"domain": [*kinds], "range": [*_SHADES[theme]]},
        "sort": [*kinds],
        "legend": {"orient": "top", "title": None, "symbolType": "square"},
    }
    return {
        "title": {"text": chart.sections_title, "anchor": "start", "fontSize": 14, "offset": 8},
        "data": {"values": values},
        "width": _WIDTH,
        "height": {"step": _BAR},
        "mark": {"type": "bar", "height": 16},
        "encoding": {
            "y": _labels("label", {"field": "row"}),
            "x": {
                "field": "count",
                "type": "quantitative",
                "stack": "zero",
                "title": None,
                "axis": {"format": ",d", "tickMinStep": 1, "tickCount": 5, "domain": False},
            },
            "color": colour,
            "order": {"field": "order"},
        },
    }


def _labels(field: str, sort: dict[str, str]) -> dict[str, Any]:
    return {
        "field": field,
        "type": "nominal",
        "sort": {**sort, "op": "min"},
        "title": None,
        "axis": {"labelLimit": 300, "ticks": False, "domain": False},
    }


def _config(palette: Palette) -> dict[str, Any]:
    axis = {"labelColor": palette.ink, "labelFontSize": 13, "labelPadding": 8, "gridColor": palette.line}
    return {
        "font": FONT,
        "view": {"stroke": None},
        "bar": {"color": palette.bar},
        "text": {"color": palette.ink, "fontSize": 13},
        "axis": axis,
        "title": {
            "color": palette.ink,
            "fontSize": 18,
            "subtitleColor": palette.quiet,
            "subtitleFontSize": 13,
            "subtitlePadding": 6,
        },
        "legend": {"labelColor": palette.ink, "labelFontSize": 13},
    }

"""The charts: their specifications keep to Vega-Lite's schema, and show what they are to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import altair
import pytest

from flows.administration.across import Bar
from web.charts import Activity, Bars, Chart, Theme, specification, svg
from web.gallery import MOST_KEPT, Gallery

DAYS = tuple((date(2019, 4, 1) + timedelta(days=day), day) for day in range(30))
CHARTS: dict[str, Chart] = {
    "choices": Bars((Bar("Big data", 7), Bar("A <b>sentence</b> & more", 0)), 9),
    "percentages": Bars((Bar("0–10%", 3), Bar("90–100%", 1)), 4, upright=True),
    "activity": Activity(DAYS, DAYS[3:5]),
    "activity without a submission": Activity(DAYS, ()),
    "one day": Activity(DAYS[:1], ()),
}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("name", CHARTS)
def test_every_specification_keeps_to_the_schema(name: str, theme: Theme, narrow: bool) -> None:
    altair.Chart.from_dict(specification(CHARTS[name], theme, narrow=narrow))


def test_a_chart_is_drawn_with_its_words_escaped() -> None:
    drawn = svg(CHARTS["choices"], Theme.LIGHT)
    assert "7 (78%)" in drawn
    assert "A &lt;b&gt;sentence&lt;/b&gt; &amp; more" in drawn
    assert "<b>" not in drawn


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("percentages", "4 countries answered. 0–10%: 3; 90–100%: 1"),
        ("activity", "435 answers from 1 April 2019 to 30 April 2019. 7 responses submitted."),
    ],
)
def test_who_does_not_see_a_chart_reads_it(name: str, words: str) -> None:
    assert CHARTS[name].words == words


def test_a_chart_is_written_in_its_language() -> None:
    chart = replace(CHARTS["activity"], language="fr")
    drawn = svg(chart, Theme.LIGHT)
    assert "Réponses" in drawn
    assert "avr." in drawn
    assert chart.words == "435 réponses du 1 avril 2019 au 30 avril 2019. 7 questionnaires soumis."
    assert "78\u202f%" in svg(replace(CHARTS["choices"], language="fr"), Theme.LIGHT).replace("\u00a0", "\u202f")
    gallery = Gallery()
    assert gallery.hang(chart) != gallery.hang(CHARTS["activity"])


def test_a_gallery_keeps_the_charts_shown_last() -> None:
    gallery = Gallery()
    charts: list[Chart] = [Bars((Bar("One", count),), count) for count in range(MOST_KEPT + 1)]
    keys = [gallery.hang(chart) for chart in charts]
    assert len(set(keys)) == len(keys)
    assert gallery.get(keys[0]) is None
    assert gallery.get(keys[-1]) == charts[-1]
    assert gallery.hang(charts[-1]) == keys[-1]

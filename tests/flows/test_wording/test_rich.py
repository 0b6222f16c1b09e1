"""Text with bold pieces and values: what a person typed is never read as markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.message import Span
from flows.wording.rich import Text, fill, fill_from_the_right, joined, literal, marked, number_before, plain


def _bold(text: str) -> Span:
    return Span(text=text, bold=True)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("plain", (Span(text="plain"),)),
        ("**all**", (_bold("all"),)),
        ("a **b** c", (Span(text="a "), _bold("b"), Span(text=" c"))),
        ("**a** and **b**", (_bold("a"), Span(text=" and "), _bold("b"))),
        ("2 ** 3", (Span(text="2 ** 3"),)),
        ("****", (Span(text="****"),)),
        ("**two\nlines**", (_bold("two\nlines"),)),
        ("{name} <b> & *x* __y__", (Span(text="{name} <b> & *x* __y__"),)),
    ],
)
def test_only_paired_double_asterisks_are_bold(text: str, spans: Text) -> None:
    assert marked(text) == spans


def test_values_fill_placeholders_and_take_over_their_boldness() -> None:
    assert joined([fill("**{a}** and {b}", a="x", b=2)]) == (_bold("x"), Span(text=" and 2"))


def test_a_text_keeps_its_own_bold_pieces_within_a_template() -> None:
    assert joined([fill("see {text}", text=marked("the **portal**"))]) == (Span(text="see the "), _bold("portal"))
    assert joined([fill("**see {text}**", text=marked("the **portal**"))]) == (_bold("see the portal"),)


@given(value=st.text())
def test_a_value_survives_whatever_it_holds(value: str) -> None:
    assert plain(fill("before {value} after", value=value)) == f"before {value} after"
    assert all(not span.bold for span in fill("{value}", value=value))


def test_a_value_brings_no_placeholder_and_no_markup() -> None:
    assert fill("“{typed}” {other}", typed="**x** {other} <b>", other="y") == (
        Span(text="“"),
        Span(text="**x** {other} <b>"),
        Span(text="” "),
        Span(text="y"),
    )


def test_a_placeholder_without_its_value_is_our_mistake_and_not_passed_over() -> None:
    with pytest.raises(KeyError):
        fill("{missing}")


def test_empty_parts_leave_no_gap() -> None:
    assert joined([literal("a"), (), literal(""), marked("**b**")]) == (Span(text="a\n\n"), _bold("b"))
    assert joined([]) == ()
    assert joined([literal("a"), literal("b")], " ") == (Span(text="a b"),)


def test_from_the_right_every_value_keeps_its_own_direction() -> None:
    said = fill_from_the_right("الجواب: {answer} ({count})", answer="www.gov.pk", count=2)
    assert plain(said) == "الجواب: \u2068www.gov.pk\u2069 (2)"
    assert plain(fill_from_the_right("الجواب: {answer}", answer="")) == "الجواب: "


def test_from_the_right_signs_alone_say_how_their_line_runs() -> None:
    assert plain(fill_from_the_right("✓ {question}{lines}", question="2a", lines="\n   a remark")) == (
        "\u200f✓ \u20682a\u2069\n\u200f\u2068   a remark\u2069"
    )
    assert plain(fill_from_the_right("{question} جواب\n\n/start", question="2a")) == (
        "\u200f\u20682a\u2069 جواب\n\n\u200f/start"
    )
    # Around a text of the questionnaire they run as it does, which may be in another language.
    assert plain(fill_from_the_right("{place}. {words}", place=1, words=marked("Renewing **loans**"))) == (
        "1. Renewing loans"
    )


@pytest.mark.parametrize(
    ("words", "number", "before"),
    [("Services", "2a", "2a. "), ("الخدمات", "2a", "\u200f\u20682a\u2069. "), ("الخدمات", None, ""), ("…", "2", "2. ")],
)
def test_a_number_takes_the_direction_of_the_words_behind_it(words: str, number: str | None, before: str) -> None:
    assert number_before(words, number) == before

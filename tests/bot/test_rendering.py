"""Messages become parts that Telegram takes: escaped, not too long, with the buttons on the last one."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering import MAX_UNITS, EditText, Part, SendFile, SendText, html_of, render, split
from flows.message import Button, File, Message, Span
from flows.turns import Action, Tap

YES = Button(caption="Yes", tap=Tap(action=Action.CHOOSE, question="q10", choice="yes", prompt=17))
YES_KEY = {"inline_keyboard": [[{"text": "Yes", "callback_data": "c:17:q10:yes"}]]}
RECEIPT = File(name="msq-2020-PAK.json", media_type="application/json", content='{"name": "پاکستان"}')

# Mostly what people write, sometimes what nobody does: emoji of several units, joiners, controls.
TEXTS = st.text(st.sampled_from("ab <&>\"'\n\n  é😀👩\u200d\u0301\u0000ا") | st.characters(exclude_categories=["Cs"]))
SPANS = st.lists(st.builds(Span, text=TEXTS, bold=st.booleans()), max_size=6)


def said(*spans: Span | str, **more: object) -> Message:
    return Message.model_validate(
        {"text": [span if isinstance(span, Span) else Span(text=span) for span in spans], **more}
    )


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_markup_in_what_is_shown_is_shown_and_not_obeyed() -> None:
    message = said(Span(text="1. <b>R&D</b>", bold=True), "\n“<a href='x'>”")

    assert render(message) == (SendText("<b>1. &lt;b&gt;R&amp;D&lt;/b&gt;</b>\n“&lt;a href='x'&gt;”"),)


def test_words_quoted_cannot_turn_the_words_of_the_bot_around() -> None:
    assert render(said("“\u202e\u2067evil” is read")) == (SendText("“evil” is read"),)


def test_the_buttons_hang_on_the_last_text_and_files_follow() -> None:
    message = said("a" * 5000, buttons=[[YES]], files=[RECEIPT])

    assert render(message) == (
        SendText("a" * 4096),
        SendText("a" * 904, YES_KEY),
        SendFile("msq-2020-PAK.json", '{"name": "پاکستان"}'.encode()),
    )


def test_a_message_takes_the_place_of_the_one_tapped() -> None:
    assert render(said("☑ one", buttons=[[YES]]), edits=7) == (EditText(7, "☑ one", YES_KEY),)


def test_of_a_long_message_the_first_part_takes_the_place_and_the_others_follow() -> None:
    first, second = render(said("a" * 5000, buttons=[[YES]]), edits=7)

    assert first == EditText(7, "a" * 4096)
    assert second == SendText("a" * 904, YES_KEY)


def test_an_edit_can_be_sent_anew() -> None:
    assert EditText(7, "☑ one", YES_KEY).anew == SendText("☑ one", YES_KEY)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("one two\n\nthree four\nfive", "one two\n\n"),
        ("one\n\ntwo three\nfour five", "one\n\ntwo three\n"),  # a paragraph of 3 is not sent alone
        ("one two three four five", "one two three "),
        ("onetwothreefourfive", "onetwothreefour"),
        ("one two three 😀😀😀😀", "one two three "),
        ("onetwothreefou😀five", "onetwothreefou"),  # the smile is two units long
        ("onetwothreefoure\u0301s", "onetwothreefour"),  # an accent stays with its letter
        ("onetwothree4👩\u200d🔬5", "onetwothree4"),  # and a scientist is one person
        ("a" + "\u0301" * 30, "a" + "\u0301" * 14),  # a wall of accents must be cut somewhere
    ],
)
def test_a_text_is_cut_at_a_paragraph_a_line_a_word_or_between_characters(text: str, first: str) -> None:
    pieces = ["".join(span.text for span in piece) for piece in split([Span(text=text)], limit=15)]

    assert pieces[0] == first
    assert "".join(pieces) == text


def test_bold_words_stay_bold_over_a_cut() -> None:
    pieces = split([Span(text="see "), Span(text="the portals", bold=True)], limit=8)

    assert [html_of(piece) for piece in pieces] == ["see <b>the </b>", "<b>portals</b>"]


@pytest.mark.parametrize("unseen", ["", " \n\t", "\u200b\u200e\u2060", "\u2800\u3164", "\x00\x07"])
def test_a_text_in_which_nothing_can_be_seen_is_not_sent(unseen: str) -> None:
    assert render(said(unseen, files=[RECEIPT])) == (SendFile(RECEIPT.name, (RECEIPT.content or "").encode()),)


@given(spans=SPANS, limit=st.integers(min_value=2, max_value=40))
@settings(max_examples=200)
def test_the_pieces_of_a_text_are_the_text_and_fit(spans: list[Span], limit: int) -> None:
    pieces = [*split(spans, limit)]

    assert _letters(span for piece in pieces for span in piece) == _letters(spans)
    assert all(0 < units("".join(span.text for span in piece)) <= limit for piece in pieces)


@given(text=TEXTS, bold=st.booleans(), repeat=st.integers(min_value=1, max_value=400))
@settings(max_examples=60)
def test_every_part_is_valid_html_that_shows_what_was_meant(text: str, bold: bool, repeat: int) -> None:
    parts = render(said(Span(text=text * repeat, bold=bold), Span(text="end")))

    shown = [_shown(part) for part in parts]
    assert all(units(part) <= MAX_UNITS for part in shown)
    assert "".join(shown).endswith("end")
    assert _visible("".join(shown)) == _visible(text * repeat + "end")


def _letters(spans: object) -> list[tuple[str, bool]]:
    return [(letter, span.bold) for span in spans for letter in span.text]  # type: ignore[attr-defined]


def _visible(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _shown(part: Part) -> str:
    assert isinstance(part, SendText)
    reader = _Reader()
    reader.feed(part.html)
    reader.close()
    assert reader.open == []
    return reader.text


class _Reader(HTMLParser):
    """Reads what `render` may write: text and <b>, every tag closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, attrs) == ("b", [])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

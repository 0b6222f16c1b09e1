from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers.text import read, show
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Hyperlink, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(name="q6", type="text", label={"en": "Please describe."})
CIRCUMSTANCES = Circumstances(today=date(2019, 4, 22))

TEXTS = [
    # (what is typed, what is kept)
    ("Yes", "Yes"),
    ("  Yes \n", "Yes"),
    ("-", "-"),
    ("N/A", "N/A"),
    ("0", "0"),
    ("👍", "👍"),
    ("👨‍👩‍👧", "👨‍👩‍👧"),
    ("❤\ufe0f", "❤\ufe0f"),
    ("\U0001fae8", "\U0001fae8"),  # an emoji this Python does not know
    ("A first paragraph.\n\nA second one.", "A first paragraph.\n\nA second one."),
    ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ("one\u2028two\u2029three", "one\ntwo\n\nthree"),
    ("one\x0btwo\x0cthree\x85four", "one\ntwo\nthree\nfour"),
    ("a\tb", "a\tb"),
    ("a  b", "a  b"),
    ("a\x00b\x07c\x1b[31md", "abc[31md"),
    ("a\ud800b", "ab"),
    ("\ufeffYes", "Yes"),
    ("\u200bYes\u200b", "Yes"),
    ("\u00a0Yes\u3000", "Yes"),
    ("Pakistan has prioritized Tax Payment.", "Pakistan has prioritized Tax Payment."),
    ("• one\n• two", "• one\n• two"),
    ("1. one\n2. two", "1. one\n2. two"),
    ("<b>not markup</b> & *nor this*", "<b>not markup</b> & *nor this*"),
    ("/etc/passwd", "/etc/passwd"),
    ("Ministère de l’Économie numérique", "Ministère de l’Économie numérique"),
    ("e\u0301", "e\u0301"),
    ("Электронное правительство", "Электронное правительство"),
    ("وزارة تكنولوجيا المعلومات", "وزارة تكنولوجيا المعلومات"),
    ("\u200fوزارة\u200f", "\u200fوزارة\u200f"),
    ("می‌خواهم", "می‌خواهم"),
    ("डिजिटल इंडिया", "डिजिटल इंडिया"),
    ("电子政务平台", "电子政务平台"),
    ("電子政府\u3000ポータル", "電子政府\u3000ポータル"),
    ("전자 정부", "전자 정부"),
    ("กระทรวงดิจิทัล", "กระทรวงดิจิทัล"),
    ("រដ្ឋាភិបាល", "រដ្ឋាភិបាល"),
    ("ኤሌክትሮኒክ መንግሥት", "ኤሌክትሮኒክ መንግሥት"),
    ("שירותים מקוונים", "שירותים מקוונים"),
    ("Cổng thông tin", "Cổng thông tin"),
    ("See https://pakistan.gov.pk/a?b=c#d", "See https://pakistan.gov.pk/a?b=c#d"),
]

TO_THE_BOT = [
    *("skip", "Skip.", "help", "BACK", "next question", "hello", "thanks", "?", "??", "what is this?", "Who?"),
    *(
        "I don't understand",
        "I don’t understand the question",
        "sorry wrong question",
        "i made a mistake",
        "please wait",
    ),
    *("What do you mean by digital literacy?", "passer", "Je ne comprends pas la question", "Qu’est-ce que c’est ?"),
    *(
        "saltar",
        "No entiendo",
        "пропустить",
        "Я не понимаю",
        "Что это значит?",
        "تخطي",
        "لا أفهم السؤال",
        "ما المقصود؟",
    ),
    *("跳过", "不明白", "这是什么意思？", "مدد", "سمجھ نہیں آیا", "یہ کیا ہے؟"),
]

TO_THE_QUESTION = [
    *("Skip the Line", "Help desk", "Next Generation Networks", "Hello Citizen (portal)", "Back-office reform"),
    *("We do not understand the SDGs well enough yet.", "No such strategy exists.", "Why? Because of the law of 2018."),
    "Two laws are in force.\nWhich of them counts?",
    "The strategy asks: " + "how can services be made simpler for all, " * 4 + "and who pays for it?",
]


@pytest.mark.parametrize("text", TO_THE_BOT)
def test_words_that_speak_to_the_bot_are_asked_about(text: str) -> None:
    assert _is_asked_about(reading(text))


@pytest.mark.parametrize("text", TO_THE_QUESTION)
def test_words_that_only_begin_alike_are_an_answer(text: str) -> None:
    assert reading(text) == Accepted(text)


def _is_asked_about(read: Reading) -> bool:
    return isinstance(read, ToConfirm) and read.doubt.code is Code.NOT_AN_ANSWER


UNREADABLE = [
    *(
        "",
        " ",
        "\n\n",
        "\t",
        "\u00a0",
        "\u200b",
        "\u200b\u200c\u200d",
        "\ufeff",
        "\u200e\u200f",
        "\u202a\u202c",
        "\u2060",
    ),
    *("\x00\x01", "\ud83d", "\u3164", "\u115f\u1160", "\u2800", "\ufe0f", "\u034f", "\u00ad", "\u2066 \u2069"),
]


def reading(text: str, *hyperlinks: Hyperlink, question: Question = QUESTION) -> Reading:
    return read(Typed(text, hyperlinks), question, CIRCUMSTANCES)


@pytest.mark.parametrize(("typed", "kept"), TEXTS)
def test_anything_visible_is_an_answer(typed: str, kept: str) -> None:
    assert reading(typed) == Accepted(kept)


@pytest.mark.parametrize("typed", UNREADABLE)
def test_a_message_with_nothing_to_see_is_refused(typed: str) -> None:
    assert reading(typed) == Refused(Violation(Code.EMPTY))


def test_a_text_over_the_limit_is_refused_with_count_and_excess() -> None:
    limited = QUESTION.model_copy(update={"max_words": 250})
    assert reading("word " * 312, question=limited) == Refused(
        Violation(Code.TOO_MANY_WORDS, {"count": 312, "limit": 250, "excess": 62})
    )


def test_a_text_at_the_limit_is_accepted_even_with_hidden_addresses() -> None:
    limited = QUESTION.model_copy(update={"max_words": 2})
    link = Hyperlink("policy", "https://moit.gov.pk/policy.pdf")
    assert reading("digital policy", link, question=limited) == Accepted(
        "digital policy (https://moit.gov.pk/policy.pdf)"
    )


LONG = QUESTION.model_copy(update={"max_words": 100})
VERY_SHORT = ["Yes", "Yes.", "Yes, partly", "oui", "in progress", "👍", "部分", "شبكة واحدة"]
SAYS_ENOUGH = [
    *("no", "N/A", "-", "not available", "нет", "无", "yes since 2015", "PECA 2016", "www.gov.pk", "me@moit.gov.pk"),
    *("See annex A", "24/7", "U.K. law"),
]


@pytest.mark.parametrize("typed", VERY_SHORT)
def test_a_word_or_two_where_there_is_room_for_many_are_asked_about(typed: str) -> None:
    assert reading(typed, question=LONG) == ToConfirm(
        Violation(Code.TEXT_SHORT, {"written": typed}), (Accepted(typed),)
    )


@pytest.mark.parametrize("typed", SAYS_ENOUGH)
def test_what_may_well_be_all_there_is_to_say_is_taken_as_it_is(typed: str) -> None:
    assert reading(typed, question=LONG) == Accepted(typed)


def test_a_short_text_is_taken_where_no_more_is_expected() -> None:
    assert reading("Yes", question=LONG.model_copy(update={"max_words": 99})) == Accepted("Yes")


def test_a_word_with_an_address_behind_it_is_taken_as_it_is() -> None:
    link = Hyperlink("policy", "https://a.gov.pk")
    assert reading("policy", link, question=LONG) == Accepted("policy (https://a.gov.pk)")


HIDDEN_ADDRESSES = [
    # (text, hyperlinks, what is kept)
    (
        "See our policy for more.",
        [Hyperlink("policy", "https://moit.gov.pk/p.pdf")],
        "See our policy (https://moit.gov.pk/p.pdf) for more.",
    ),
    (
        "first here, then here",
        [Hyperlink("here", "https://a.gov.pk"), Hyperlink("here", "https://b.gov.pk")],
        "first here (https://a.gov.pk), then here (https://b.gov.pk)",
    ),
    (
        "policy: https://moit.gov.pk/p.pdf.",
        [Hyperlink("policy", "https://moit.gov.pk/p.pdf")],
        "policy: https://moit.gov.pk/p.pdf.",
    ),
    ("www.moit.gov.pk", [Hyperlink("www.moit.gov.pk", "http://www.moit.gov.pk/")], "www.moit.gov.pk"),
    (
        "www.moit.gov.pk",
        [Hyperlink("www.moit.gov.pk", "https://other.example/")],
        "www.moit.gov.pk (https://other.example/)",
    ),
    ("policy", [Hyperlink("not in the text", "https://a.gov.pk")], "policy (https://a.gov.pk)"),
    ("policy", [Hyperlink("", "https://a.gov.pk")], "policy (https://a.gov.pk)"),
    ("policy", [Hyperlink("policy", " ")], "policy"),
    (
        "a and b",
        [Hyperlink("a", "https://a.gov.pk"), Hyperlink("b", "https://a.gov.pk")],
        "a (https://a.gov.pk) and b",
    ),
    ("\u200b", [Hyperlink("\u200b", "https://a.gov.pk")], "https://a.gov.pk"),
    ("السياسة", [Hyperlink("السياسة", "https://a.gov.pk")], "السياسة (https://a.gov.pk)"),
]


@pytest.mark.parametrize(("text", "hyperlinks", "kept"), HIDDEN_ADDRESSES)
def test_addresses_hidden_behind_words_are_kept(text: str, hyperlinks: list[Hyperlink], kept: str) -> None:
    assert reading(text, *hyperlinks) == Accepted(kept)


def test_a_skipped_value_shows_as_nothing() -> None:
    assert show(Accepted(None, note="a remark"), QUESTION, CIRCUMSTANCES) == ""


@given(st.text(st.characters(), max_size=200))
def test_reading_what_is_shown_gives_the_same_value(text: str) -> None:
    first = reading(text)
    if isinstance(first, Accepted):
        assert reading(show(first, QUESTION, CIRCUMSTANCES)) == first
    else:
        assert first == Refused(Violation(Code.EMPTY)) or _is_asked_about(first)


@given(
    st.text(st.characters(), max_size=60),
    st.lists(st.tuples(st.text(st.characters()), st.text(st.characters())), max_size=4),
)
def test_every_message_with_hyperlinks_is_read(text: str, links: list[tuple[str, str]]) -> None:
    assert isinstance(reading(text, *(Hyperlink(words, url) for words, url in links)), Accepted | Refused)

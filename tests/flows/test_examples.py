from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import read
from flows.answers.words import count_words, within
from flows.examples import MAX_TAIL, examples, last_words_within
from flows.questionnaire import QUESTION_TYPES, Choice, Question, QuestionType
from flows.reading import Accepted, Circumstances, Refused, Typed
from flows.turns import Refused as RefusedReply
from flows.violations import Code, Violation
from tests.flows.small import small
from tests.scenario import Scenario

CHOICES = (
    Choice(name="social", label={"en": "Social media", "fr": "Les réseaux sociaux"}),
    Choice(name="portal", label={"en": "A national portal", "fr": "Un portail national"}),
    Choice(name="mobile", label={"en": "Mobile services", "fr": "Des services mobiles"}),
)
HERE = Circumstances(today=date(2019, 4, 22), country="PAK", choices=CHOICES)

CASES: list[tuple[QuestionType, str, str]] = [
    ("links", "ftp://files.gov.pk", "https://files.gov.pk"),
    ("links", "htp:/files.gov.pk ftp://files.gov.pk/a", "https://files.gov.pk/a"),
    ("links", "https://me:secret@portal.gov.pk/x", "https://portal.gov.pk/x"),
    ("links", "info@moit.gov.pk", "www.moit.gov.pk"),
    ("links", "https://www.moit.gov.pk/" + "a" * 3000, "https://www.moit.gov.pk"),
    ("links", "http://localhost:80", "www.example.org"),
    ("links", "ftp://" + "a" * 60 + ".gov.pk/b", f"https://{'a' * 60}.gov.pk/b"),
    ("percent", "570", "57%"),
    ("percent", "٥٧٠ %", "57%"),
    ("percent", "120 %", "12%"),
    ("percent", "57 570", "57.57%"),
    ("percent", "9" * 400 + " %", "100%"),
    ("percent", "-5", "5%"),
    ("percent", "-500 %", "57%"),
    ("select_one", "9", "Social media"),
    ("select_one", "natl. sites", "Mobile services"),
    ("select_one", "xyz", "Social media"),
    ("select_multiple", "1, 9", "1"),
    ("select_multiple", "2, 3 and 17", "2, 3"),
    ("email", "Raza Ali", "raza.ali@example.org"),
    ("email", "raza@", "raza@example.org"),
    ("email", "@moit.gov.pk", "name@moit.gov.pk"),
    ("email", "raza ali@moit", "raza.ali@example.org"),
    ("email", "www.moit.gov.pk", "name@moit.gov.pk"),
    ("email", "I do not have one yet", "name@example.org"),
    ("email", "नमस्ते", "name@example.org"),
    ("phone", "92519215347921534892153", "+92 51 92153479"),
    ("phone", "my office", "+1 212 555 0100"),
    ("date", "31.31.2019", "31.12.2019"),
    ("date", "31.02.2019", "28.02.2019"),
    ("date", "30-02-2020", "29-02-2020"),
    ("date", "00/00/2019", "01/01/2019"),
    ("date", "2019-13-45", "2019-12-31"),
    ("date", "30 February 2019", "28 February 2019"),
    ("date", "31 April 2019", "30 April 2019"),
    ("date", "April 2019", "1 April 2019"),
    ("date", "in 2017", "1 April 2017"),
    ("date", "next week", "22 April 2019"),
    ("date", "22.04.3019", "22.04.2019"),
    ("date", "22/04/1440", "22 April 2019"),
    ("country", "Islamabad", "Kenya"),
]


def example_for(kind: QuestionType, typed: str, here: Circumstances = HERE) -> str | None:
    """The first one that can be read."""
    question = Question(name="q", type=kind, label={"en": "?"})
    reading = read(Typed(typed), question, here)
    assert isinstance(reading, Refused), reading
    offered = examples(typed, question, reading.violation, here)
    return next((each for each in offered if isinstance(read(Typed(each), question, here), Accepted)), None)


@pytest.mark.parametrize(("kind", "typed", "example"), CASES)
def test_an_example_is_made_from_what_was_typed_or_else_is_one_of_the_type(
    kind: QuestionType, typed: str, example: str
) -> None:
    assert example_for(kind, typed) == example


def test_an_example_is_written_as_the_language_writes_it() -> None:
    french = replace(HERE, language="fr")
    assert example_for("percent", "57570", french) == "57,57\xa0%"
    assert example_for("select_one", "9", french) == "Les réseaux sociaux"
    assert example_for("date", "bientôt", french) == "22 avril 2019"


@pytest.mark.parametrize("kind", [kind for kind in QUESTION_TYPES if kind not in ("text", "yes_no", "acknowledge")])
def test_every_type_with_a_form_has_an_example_whatever_was_typed(kind: QuestionType) -> None:
    question = Question(name="q", type=kind, label={"en": "?"})
    offered = examples("", question, Violation(Code.EMPTY), HERE)
    assert any(isinstance(read(Typed(each), question, HERE), Accepted) for each in offered)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(QUESTION_TYPES),
    st.sampled_from(list(Code)),
    st.text(max_size=60) | st.from_regex(r"[\d./ -]{1,20}"),
)
def test_examples_are_made_of_anything(kind: QuestionType, code: Code, typed: str) -> None:
    question = Question(name="q", type=kind, label={"en": "?"})
    for example in examples(typed, question, Violation(code, {"written": typed}), HERE):
        assert isinstance(example, str)


LIMITS = [
    ("one two three four", 2, "one two"),
    ("one two", 5, "one two"),
    ("one – two – three", 2, "one – two"),
    ("one", 0, ""),
    ("我们有一个门户", 3, "我们有"),
    ("the portal 门户 works", 3, "the portal 门"),
    ("กขคงจฉชซฌญฎฏฐฑ", 2, "กขคงจฉชซฌญฎฏ"),
    ("one กขคงจฉชซ two", 2, "one กขคงจฉ"),
]


@pytest.mark.parametrize(("text", "limit", "kept"), LIMITS)
def test_the_limit_falls_behind_the_last_word_allowed(text: str, limit: int, kept: str) -> None:
    assert within(text, limit) == kept
    assert count_words(kept) <= limit


def test_the_place_where_the_limit_falls_is_told_by_the_last_words_before_it() -> None:
    text = "Pakistan has a national portal. " * 3 + "It was opened in 2018 by the Ministry of Information Technology."
    assert last_words_within(text, 20) == "… Pakistan has a national portal. It was opened in 2018"
    assert last_words_within("one two three", 2) == "one two"
    assert last_words_within("a" * 100 + " b", 1) == "… " + "a" * MAX_TAIL


def test_the_second_refusal_in_a_row_brings_an_example_and_the_first_and_third_do_not() -> None:
    scenario = Scenario(small()).begin().say("Zzz")
    shown = [scenario.reply(RefusedReply).example]
    shown += [scenario.say("Zzz").reply(RefusedReply).example for _ in range(3)]
    assert shown == ["", "Kenya", "", ""]


def test_of_a_remark_that_is_too_long_the_place_is_told_where_the_limit_falls() -> None:
    scenario = Scenario(small()).begin().say("Pakistan").say("I agree")
    for answer in ("www.gov.pk", "no", "none", "small"):
        scenario.say(answer)
    scenario.expect_question("rate").say("57 % of all that is there and more").say("57 % of all that is there and more")
    scenario.expect_violation(Code.TOO_MANY_WORDS)
    assert scenario.reply(RefusedReply).example == "57 % of all that is"


def test_an_example_keeps_to_the_constraint_of_the_questionnaire() -> None:
    scenario = Scenario(small(minutes=5)).begin().say("Pakistan").say("I agree")
    for answer in ("www.gov.pk", "no", "none", "small"):
        scenario.say(answer)
    scenario.expect_question("rate").say("95").say("970").expect_violation(Code.PERCENT_ABOVE_100)
    assert scenario.reply(RefusedReply).example == "57%"

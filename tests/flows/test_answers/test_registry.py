from __future__ import annotations

import importlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import ANSWER_TYPES, read, show
from flows.questionnaire import QUESTION_TYPES, Choice, Question, QuestionType
from flows.reading import Accepted, Circumstances, Hyperlink, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

CHOICES = (
    Choice(name="ai", label={"en": "Artificial Intelligence"}),
    Choice(name="vr", label={"en": "Virtual reality"}),
)
CIRCUMSTANCES = Circumstances(today=date(2019, 4, 22), country="PAK", choices=CHOICES)


def question(kind: QuestionType, max_words: int | None = None) -> Question:
    return Question(name="q", type=kind, label={"en": "?"}, other=True, max_words=max_words)


def test_every_question_type_has_a_reader_and_a_shower() -> None:
    assert set(ANSWER_TYPES) == set(QUESTION_TYPES)


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_every_question_type_has_tables_of_at_least_40_cases(kind: QuestionType) -> None:
    module = ANSWER_TYPES[kind].read.__module__.rpartition(".")[2]
    table = importlib.import_module(f"tests.flows.test_answers.test_{module}")
    assert sum(len(cases) for name, cases in vars(table).items() if name.isupper() and isinstance(cases, list)) >= 40


INVISIBLE = [
    "",
    " \n\t",
    "\u200b\u200d",
    "\u200e\u200f\u202a\u202c",
    "\ufeff",
    "\x00\x1f",
    "\u3000\u00a0",
    "\u2800\u3164",
]


@pytest.mark.parametrize("text", INVISIBLE)
@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_message_in_which_nothing_can_be_seen_is_refused(kind: QuestionType, text: str) -> None:
    assert read(Typed(text), question(kind), CIRCUMSTANCES) == Refused(Violation(Code.EMPTY))


ANSWERS: list[tuple[QuestionType, str, Accepted, str]] = [
    # (type, what is typed, what is kept, how it is shown)
    ("yes_no", "да", Accepted(value=True), "Yes"),
    ("select_one", "2", Accepted("vr"), "Virtual reality"),
    ("select_multiple", "2, 1", Accepted(("ai", "vr")), "Artificial Intelligence; Virtual reality"),
    ("email", "Ed@NITB.gov.pk", Accepted("Ed@nitb.gov.pk"), "Ed@nitb.gov.pk"),
    ("phone", "051-9215347", Accepted("+92519215347"), "+92 51 9215347"),
    ("country", "PK", Accepted("PAK"), "Pakistan"),
    ("acknowledge", "ok", Accepted(value=True), "I agree"),
    ("text", "The portal is being upgraded", Accepted("The portal is being upgraded"), "The portal is being upgraded"),
]


@pytest.mark.parametrize(("kind", "text", "kept", "shown"), ANSWERS)
def test_an_answer_is_read_and_shown_by_its_type(kind: QuestionType, text: str, kept: Accepted, shown: str) -> None:
    assert read(Typed(text), question(kind), CIRCUMSTANCES) == kept
    assert show(kept, question(kind), CIRCUMSTANCES) == shown


TOO_LONG: list[tuple[QuestionType, str, int]] = [
    # (type, what is typed, the words of its remark)
    ("yes_no", "Yes, since the year 2015", 4),
    ("yes_no", "Partly, in some of the provinces", 6),
    ("email", "ed@nitb.gov.pk (during office hours only)", 4),
    ("select_multiple", "1, other: our own cloud strategy", 4),
    ("select_one", "our own cloud strategy", 4),
]


@pytest.mark.parametrize(("kind", "text", "count"), TOO_LONG)
def test_a_remark_keeps_to_the_limit_of_words(kind: QuestionType, text: str, count: int) -> None:
    excess = Violation(Code.TOO_MANY_WORDS, {"count": count, "limit": 3, "excess": count - 3})
    assert read(Typed(text), question(kind, max_words=3), CIRCUMSTANCES) == Refused(excess)
    assert read(Typed(text), question(kind, max_words=6), CIRCUMSTANCES) != Refused(excess)


NO_ANSWER: list[tuple[QuestionType, str]] = [
    ("links", "The portal is being upgraded"),
    ("links", "-"),
    ("percent", "The survey is under way"),
    ("percent", "300 portals"),
    ("yes_no", "N/A"),
    ("email", "N/A"),
    ("phone", "N/A"),
    ("date", "N/A"),
]


@pytest.mark.parametrize(("kind", "text"), NO_ANSWER)
def test_a_remark_alone_is_no_answer_where_one_is_required(kind: QuestionType, text: str) -> None:
    required = question(kind).model_copy(update={"required": True})
    assert isinstance(read(Typed(text), question(kind), CIRCUMSTANCES), ToConfirm)
    assert read(Typed(text), required, CIRCUMSTANCES) == Refused(Violation(Code.ANSWER_NEEDED))


def test_the_other_readings_stay_where_an_answer_is_required() -> None:
    required = question("percent").model_copy(update={"required": True})
    reading = read(Typed("about 57 %"), required, CIRCUMSTANCES)
    assert isinstance(reading, ToConfirm)
    assert reading.readings == (Accepted(57, "about 57 %"),)


def test_no_choice_at_all_answers_a_required_question() -> None:
    required = question("select_multiple").model_copy(update={"required": True})
    assert read(Typed("none of these"), required, CIRCUMSTANCES) == Accepted(())


def test_an_address_behind_words_is_kept_in_the_remark() -> None:
    typed = Typed("Yes, see our policy", (Hyperlink("our policy", "https://moitt.gov.pk/policy"),))
    kept = Accepted(value=True, note="see our policy (https://moitt.gov.pk/policy)")
    assert read(typed, question("yes_no"), CIRCUMSTANCES) == kept


@settings(max_examples=200)
@given(st.text(max_size=60), st.sampled_from(QUESTION_TYPES), st.none() | st.integers(1, 5))
def test_every_message_is_read_whatever_the_type(text: str, kind: QuestionType, max_words: int | None) -> None:
    reading: Reading = read(Typed(text), question(kind, max_words), CIRCUMSTANCES)
    accepted = {Accepted: [reading], Refused: [], ToConfirm: getattr(reading, "readings", ())}[type(reading)]
    assert all(
        isinstance(show(each, question(kind), CIRCUMSTANCES), str) for each in accepted if isinstance(each, Accepted)
    )

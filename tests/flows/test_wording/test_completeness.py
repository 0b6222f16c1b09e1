"""Every reply, violation, type and thing has its words, in every language and about every question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args

import pytest

from flows.answer import Answer, Carried, Offer, Override, OverrideReason, SkipReason, Warned
from flows.campaign import Campaign
from flows.questionnaire import MAX_CAPTION, OTHER, QUESTION_TYPES, Question, Questionnaire
from flows.reading import Link
from flows.turns import (
    AlreadySubmitted,
    Announced,
    Attached,
    AttachingExplained,
    Cancelled,
    CannotBeSkipped,
    Closed,
    CopyGiven,
    CountryFixed,
    DefinitionShown,
    Detached,
    Doubted,
    EditNotTaken,
    EditRefused,
    EnquiryAsked,
    EnquirySent,
    FileRefused,
    Filled,
    HelpShown,
    Joined,
    LanguageAsked,
    LanguageSet,
    LeftOpen,
    ListPart,
    ListShown,
    NothingAsked,
    NothingToCancel,
    NotTaken,
    NoWayBack,
    OfferCleared,
    OffersKept,
    OffersLoaded,
    OffersShown,
    Opened,
    OtherAsked,
    Parked,
    Prompt,
    ReasonAsked,
    Receipt,
    Recorded,
    Refused,
    Reminder,
    RemindersResumed,
    RemindersStopped,
    Reopened,
    Reply,
    RestLeftOpen,
    Returned,
    ReviewShown,
    SectionEnded,
    SectionsShown,
    SentBack,
    Separated,
    StaleTap,
    StayAsTheyWere,
    StillOpen,
    Summary,
    TakenOver,
    Thing,
    ThingNotRead,
    UnknownCommandTold,
    Unreachable,
    Welcome,
    WelcomeBack,
    Whereabouts,
)
from flows.violations import Code, Violation
from flows.wording import overrides
from flows.wording.catalogue import languages
from flows.wording.instructions import HELP
from flows.wording.notices import THINGS
from flows.wording.replies import SAID
from flows.wording.violations import SENTENCES
from tests.flows.test_wording.saying import (
    LIBRARIES,
    MSQ,
    NOW,
    PARAMS,
    attachment,
    captions_of,
    given,
    message_of,
    response_of,
)

CLOSED = Campaign(NOW - timedelta(days=1), closes=True)


OVERRIDES = (
    Override(warned=Warned.PERCENT_ZERO, reason=OverrideReason.ESTIMATE),
    Override(warned=Warned.PERCENT_ZERO, reason=OverrideReason.OWN_WORDS, words="by law"),
)


FILE_CODES = [code for code in Code if code.startswith("file_") and code is not Code.FILE_TEXT]


def test_every_reply_is_in_the_table() -> None:
    assert set(SAID) == set(get_args(Reply))


def test_every_reason_to_override_a_warning_has_its_words() -> None:
    assert set(overrides.CAPTIONS) == set(OverrideReason)
    assert set(overrides.REASONS) == set(OverrideReason) - {OverrideReason.OWN_WORDS}


def test_every_violation_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Code)


def test_every_type_has_its_help_and_every_thing_its_sentence() -> None:
    assert set(HELP) == set(QUESTION_TYPES)
    assert set(THINGS) == set(Thing)


@pytest.mark.parametrize("code", Code)
def test_a_sentence_asks_for_nothing_its_code_does_not_give(code: Code) -> None:
    assert set(re.findall(r"\{(\w+)\}", SENTENCES[code])) <= {*PARAMS, "question"}


def _about(questionnaire: Questionnaire, question: Question) -> Iterator[Reply]:
    """Every reply that names a question."""
    name = question.name
    answers = (
        given(note="only a remark"),
        given(skipped=SkipReason.NO_SUCH_THING),
        *(given(value, note=note) for value in _values(questionnaire, question) for note in (None, "a remark")),
        *(
            given(value).model_copy(update={"override": each})
            for value in _values(questionnaire, question)[:1]
            for each in OVERRIDES
        ),
        *([given(OTHER if question.type == "select_one" else (OTHER,), other="drones")] if question.other else ()),
    )
    yield from (Prompt(name, 0, 50), Prompt(name, 50, 50, remark="Is this right?"))
    yield from (Prompt(name, 50, 50, _chosen(answer), answer) for answer in answers)
    carried = [Carried(answer=answer, year=2018, offer=offer) for answer in answers for offer in Offer]
    yield from (Prompt(name, 50, 50, _chosen(each.answer), carried=each) for each in carried)
    yield from (OffersShown(name, (name,)), OffersShown(name, (name, name)), OfferCleared(name, 2018))
    yield OffersKept(questionnaire.section_of(name).name, tuple(Recorded(name, answer) for answer in answers))
    yield from (Recorded(name, answer, was) for answer in answers for was in (None, answers[-1]))
    for answer in answers:
        yield from (Joined(name, answer, 4711), Separated(name, answer, "lots " * 30))
        yield EditRefused(name, Violation(Code.EMPTY), answer)
    yield from (
        StillOpen(name),
        Opened((name,)),
        Opened((name, name)),
        NotTaken("lots " * 30, name),
        EditNotTaken(name),
    )
    readings = tuple(answer.accepted for answer in answers if not answer.skipped)
    for code in Code if question in _first_of_each_type(questionnaire) else (Code.EMPTY,):
        violation = Violation(code, PARAMS)
        yield from (Refused(name, violation, typed, times) for typed in ("", "lots") for times in (1, 3))
        yield Refused(name, violation, "lots", 2, example="57%")
        yield from (Doubted(name, violation, some) for some in (readings[:1], readings[1:2], readings))
        yield from (Refused(name, violation, "", 1, unseen=True), Doubted(name, violation, readings, unseen=True))
    yield from (LeftOpen(name), Parked((name,)), Returned((name, name)), OtherAsked(name), ReasonAsked(name))
    yield from _about_group(questionnaire, question, answers)
    yield from (CannotBeSkipped(name), HelpShown(name), WelcomeBack(name, 1, 50), Whereabouts(name, 2, 50))
    yield from (Summary((name,), (), ()), Summary((name,), (), (name,)), Summary((), (), (), (name,)))
    yield from (SentBack((name,), 1), SentBack((name, name), 2, "note"))
    yield from (EnquiryAsked(name), EnquirySent(name, "lots " * 30, "What is meant?"))
    yield from (Reminder(name, 1), Reminder(name, 4))
    yield from (
        Unreachable(name, ("https://a.example",)),
        Unreachable(name, ("https://a.example", "https://b.example")),
    )
    file = attachment(name)
    yield from (Attached(name, file), Attached(name, file, "old.pdf"), Attached(name, file, again=True))
    yield from (Attached(name, file, without_text=True), Attached(name, file, unkept="x" * 90))
    yield from (Detached(name, file), Detached(name, None))
    yield from (AttachingExplained(name), AttachingExplained(name, chosen=True))
    yield from (DefinitionShown(name, definition) for definition in question.definitions)


def _about_group(questionnaire: Questionnaire, question: Question, answers: tuple[Answer, ...]) -> Iterator[Reply]:
    """Every reply that tells of several questions of a group."""
    name, group = question.name, questionnaire.group_of(question.name)
    yield from (RestLeftOpen((name, name)), StayAsTheyWere((name,)), StayAsTheyWere((name, name)))
    yield ReasonAsked(name, (name, name))
    if group is None:
        return
    yield Prompt(name, 50, 50, told=tuple(each.name for each in group.questions))
    for answer in answers:
        recorded = (Recorded(name, answer), Recorded(name, answer, answers[-1]))
        yield from (Filled(group.name, recorded, leaving=leaving) for leaving in (True, False))
        part = ListPart(name, answer, was=answers[-1])
        yield ListShown(
            name,
            (part, ListPart(name, None, Violation(Code.EMPTY)), ListPart(name, None, doubtful="x" * 90)),
            ("x" * 90,),
        )
    yield Filled(group.name, (), ("lots " * 30,) * 9)


def _first_of_each_type(questionnaire: Questionnaire) -> list[Question]:
    """A sentence depends on its code and on the type, not on the question: the walk stays short."""
    return list({question.type: question for question in reversed(questionnaire.questions)}.values())


def _values(questionnaire: Questionnaire, question: Question) -> tuple[Any, ...]:
    names = tuple(choice.name for choice in questionnaire.choices_of(question))
    link, named = Link(url="https://a.example"), Link(url="https://b.example", name="B" * 40)
    values: dict[str, tuple[Any, ...]] = {
        "text": ("No.", "word " * 300),
        "links": ((link,), (link, named)),
        "percent": (57, 0.1234567890123),
        "yes_no": (True, False),
        "acknowledge": (True, False),
        "email": (f"{'n' * 60}@example.org",),
        "phone": ("+12125550100",),
        "date": ("2019-12-30",),
        "country": ("PAK", "GBR"),
        "select_one": (*names, *(OTHER,) * question.other),
        "select_multiple": ((), *((name,) for name in names), names, *((OTHER,), (*names, OTHER)) * question.other),
    }
    return values[question.type]


def _chosen(answer: Answer) -> tuple[str, ...]:
    return tuple(str(name) for name in answer.value) if isinstance(answer.value, tuple) else ()


def _about_none(questionnaire: Questionnaire) -> Iterator[Reply]:
    """Every reply that names no question."""
    yield from (LanguageAsked(), LanguageSet("fr"), Welcome(None), Welcome("PAK"), Welcome("VCT"), Welcome("GBR"))
    yield from (TakenOver(), CountryFixed(), OffersLoaded(1, 2018), OffersLoaded(7, 2018))
    yield from (WelcomeBack(None, 50, 50), Whereabouts(None, 50, 50), HelpShown(None), NoWayBack(), SectionsShown())
    yield from (ReviewShown(section.name) for section in questionnaire.all_sections)
    yield from (SectionEnded(questionnaire.sections[0].name, *counts) for counts in ((5, 0, 0), (1, 1, 0), (4, 1, 2)))
    yield from (Summary((), (), ()), Receipt(2, NOW), AlreadySubmitted(1, NOW), Reopened(1), NothingAsked("x" * 90))
    yield CopyGiven()
    yield from (Closed(), Closed(refused=False), RemindersStopped(), RemindersResumed(), Announced("x" * 90))
    yield from (Reminder(None, 50, begun=False), Reminder(None, 0), Reminder(None, 1))
    yield from (StaleTap(), EditNotTaken(), UnknownCommandTold("/x" * 90), Cancelled(), NothingToCancel())
    yield from (NotTaken("x" * 90), SentBack((), 1, "x" * 90), EnquiryAsked(None), EnquirySent(None, "", "x" * 300))
    yield from (FileRefused(Violation(code, PARAMS)) for code in FILE_CODES)
    yield from (AttachingExplained(None), AttachingExplained(None, "99"))
    yield from (ThingNotRead(thing) for thing in Thing)


def everything(questionnaire: Questionnaire) -> Iterator[Reply]:
    for question in questionnaire.questions:
        yield from _about(questionnaire, question)
    yield from _about_none(questionnaire)


def test_the_walk_below_meets_every_reply() -> None:
    assert {type(reply) for reply in everything(MSQ)} == set(get_args(Reply))


@pytest.mark.parametrize("language", [*languages(), "ar"])
@pytest.mark.parametrize("questionnaire", [MSQ, LIBRARIES], ids=["msq-2020", "all-types"])
def test_every_reply_to_every_question_has_a_text_and_captions_that_fit(
    questionnaire: Questionnaire, language: str
) -> None:
    response = response_of(questionnaire, language=language, question=None, answers={})
    for reply in everything(questionnaire):
        message = message_of(reply, of=questionnaire, response=response, campaign=CLOSED)
        assert message.plain_text.strip(), reply
        assert "{" not in message.plain_text, reply
        assert "**" not in message.plain_text, reply
        assert all(0 < len(caption) <= MAX_CAPTION < 30 for caption in captions_of(message)), reply
        assert all(button.tap.prompt == 7 for row in message.buttons for button in row), reply

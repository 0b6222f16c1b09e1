"""What becomes of words, by what is waited for: one table. Reads no buttons and no commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flows import (
    answering,
    carrying,
    continuing,
    correcting,
    enquiring,
    filling,
    navigating,
    tapping,
    unreached,
)
from flows.answer import OverrideReason
from flows.answering import is_returning
from flows.answers import read
from flows.answers.addressed import is_addressed
from flows.answers.spoken_choices import override_said, reason_said, says_begin, says_keep, says_mistaken
from flows.conversation import Conversation
from flows.navigating import put_again
from flows.overriding import IN_OWN_WORDS, REASONS, WARNED
from flows.questionnaire import Question, QuestionType
from flows.reading import Accepted, Refused, ToConfirm
from flows.sources import Written, added, written
from flows.turns import (
    NothingAsked,
    RepliedTo,
    Said,
    Turn,
)
from flows.violations import Code
from flows.waiting import (
    ForAnswer,
    ForBegin,
    ForConfirmation,
    ForEnquiry,
    ForLanguage,
    ForList,
    ForOther,
    ForReason,
    ForSubmission,
    Nothing,
)


def said(c: Conversation, said: Said | RepliedTo) -> Turn:
    """Words are an answer to what is waited for, unless they were sent for something else."""
    elsewhere = continuing.said_ahead(c, said) if isinstance(said, Said) else correcting.replied(c, said)
    return elsewhere or WORDS[type(c.response.waiting)](c, written(said.typed, said.origin))


def _words_for_language(c: Conversation, words: Written) -> Turn:
    language = navigating.language_named(words.text, c.questionnaire.languages)
    return navigating.speak(c, language) if language else put_again(c)


def _words_for_begin(c: Conversation, words: Written) -> Turn:
    said = read(words.typed, _YES_OR_NO, c.circumstances(_YES_OR_NO))
    agrees = isinstance(said, Accepted) and said.value is True
    return tapping.begin(c) if agrees or says_begin(words.text) else put_again(c)


def _words_for_answer(c: Conversation, words: Written) -> Turn:
    question = _open_question(c)
    if term := navigating.definition_named(c, question, words.text):
        return navigating.define(c, question.name, term)
    return carrying.said(c, question, words) or filling.answer(c, question, words)


def _words_for_confirmation(c: Conversation, words: Written) -> Turn:
    """Words may accept a reading, or none of them; anything else is a new answer to the same question, or is added to
    one that was very short."""
    waiting = c.response.waiting
    assert isinstance(waiting, ForConfirmation)  # noqa: S101 - the table below
    question = _open_question(c)
    if term := navigating.definition_named(c, question, words.text):
        return navigating.define(c, question.name, term)
    said = None if question.type == "yes_no" else read(words.typed, _YES_OR_NO, c.circumstances(_YES_OR_NO))
    place = _reading_accepted(question, waiting, words.text, says_yes=said == Accepted(True))
    if place is not None:
        return tapping.confirm(c, question, waiting, place)
    if overridden := _overridden(c, question, waiting, words):
        return overridden
    if said == Accepted(False):
        return tapping.retype(c, question)
    if said == Accepted(True) or _may_be_place_or_choice(question, words.text):
        return put_again(c)
    if _speaks_to_bot(c, question, waiting, words):
        return put_again(c)
    if waiting.doubt.code is Code.TEXT_SHORT:
        return _add_to_short(c, question, added(waiting, words))
    return filling.answer(_asking_anew(c), question, words)


def _speaks_to_bot(c: Conversation, question: Question, waiting: ForConfirmation, words: Written) -> bool:
    """Whether there is no answer in the words, which ask or wish something: the doubt is put again, and not lost."""
    if waiting.doubt.code is Code.NOT_AN_ANSWER or not is_addressed(words.text):
        return False
    reading = answering.judged(c, question, words.typed)
    if isinstance(reading, ToConfirm):
        return reading.doubt.code is Code.NOT_AN_ANSWER or answering.is_remark_alone(reading)
    return isinstance(reading, Refused)


def _overridden(c: Conversation, question: Question, waiting: ForConfirmation, words: Written) -> Turn | None:
    """Words may name the reason for which the answer stands against a warning, or be it; or they take the answer back.
    None where they are something else."""
    warned = WARNED.get(waiting.doubt.code)
    if warned is None:
        return None
    if override_said(words.text) == OverrideReason.CHECKED:
        return tapping.confirm(c, question, waiting, 0)
    if override_said(words.text) in REASONS[warned]:
        return tapping.override(c, question, waiting, OverrideReason(str(override_said(words.text))))
    here = _asking_anew(c)
    is_reason = warned in IN_OWN_WORDS and unreached.is_reason(c, question, words.typed)
    if not is_reason or filling.together(here, question, words):
        return None
    if says_mistaken(words.text):
        return tapping.retype(c, question)
    return tapping.ask_whether_reason(c, question, waiting, words.text.strip())


def _add_to_short(c: Conversation, question: Question, words: Written) -> Turn:
    """Whoever adds little was asked once, and is not asked again."""
    reading = answering.judged(c, question, words.typed)
    if isinstance(reading, ToConfirm) and reading.doubt.code is Code.TEXT_SHORT:
        return answering.accept(c, question, reading.readings[0], replace(words, confirmed=True))
    return filling.answer(_asking_anew(c), question, words)


def _reading_accepted(question: Question, waiting: ForConfirmation, text: str, *, says_yes: bool) -> int | None:
    """The place of the reading that the words accept: the only one by "yes" or "keep", one of several by its number,
    save where a number is an answer itself."""
    if len(waiting.readings) == 1:
        is_named = _number(text) == 1 and question.type in _NO_NUMBER_ANSWERS
        return 0 if says_yes or says_keep(text) or is_named else None
    if question.type == "percent" or _may_be_place_or_choice(question, text):
        return None
    place = _number(text)
    return place - 1 if place and place <= len(waiting.readings) else None


def _may_be_place_or_choice(question: Question, text: str) -> bool:
    """A bare number may mean the reading offered or the choice of that number: it is asked about again."""
    return question.type in ("select_one", "select_multiple") and _number(text) is not None


def _number(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < MAX_DIGITS else None


def _words_for_other(c: Conversation, words: Written) -> Turn:
    assert isinstance(c.response.waiting, ForOther)  # noqa: S101 - the table below
    return answering.answer_other(c, _open_question(c), c.response.waiting.chosen, words)


def _words_instead_of_reason(c: Conversation, words: Written) -> Turn:
    """The reason in words, or after all an answer."""
    if (reason := reason_said(words.text)) is not None:
        return tapping.skip_for(c, _open_question(c), reason)
    return filling.answer(_asking_anew(c), _open_question(c), words, may_skip=False)


def _words_for_list(c: Conversation, words: Written) -> Turn:
    """Words may say yes or no to how the list is distributed; anything else is read anew."""
    waiting, question = c.response.waiting, _open_question(c)
    assert isinstance(waiting, ForList)  # noqa: S101 - the table below
    said = read(words.typed, _YES_OR_NO, c.circumstances(_YES_OR_NO))
    if said == Accepted(True):
        return filling.take_list(c, waiting)
    if said == Accepted(False):
        return tapping.retype(c, question)
    if is_addressed(words.text):
        return put_again(c)
    return filling.answer(_asking_anew(c), question, words)


def _words_with_nothing_open(c: Conversation, words: Written) -> Turn:
    again = put_again(c)
    return Turn(again.response, (NothingAsked(words.text), *again.replies))


WORDS: Mapping[type[Any], Callable[[Conversation, Written], Turn]] = {
    ForLanguage: _words_for_language,
    ForBegin: _words_for_begin,
    ForAnswer: _words_for_answer,
    ForConfirmation: _words_for_confirmation,
    ForOther: _words_for_other,
    ForReason: _words_instead_of_reason,
    ForList: _words_for_list,
    ForSubmission: _words_with_nothing_open,
    ForEnquiry: enquiring.take,
    Nothing: _words_with_nothing_open,
}


def _open_question(c: Conversation) -> Question:
    assert c.question is not None  # noqa: S101 - only reached while a question is asked about
    return c.question


def _asking_anew(c: Conversation) -> Conversation:
    """The same conversation with the question simply open again."""
    waiting = ForAnswer(question=_open_question(c).name, returning=is_returning(c))
    return c.having(c.response.but(waiting=waiting))


_NO_NUMBER_ANSWERS = frozenset[QuestionType]({"links", "email", "phone", "date", "country"})

MAX_DIGITS = 3
"""As many readings are never offered, nor as many choices."""

_YES_OR_NO = Question(name="yes_or_no", type="yes_no", label={"en": "Yes or no"})

"""What becomes of a changed message, and of the reply to an earlier one: the answer it is about is corrected.

The open question stays open. Knows no chat service: which question a message was about comes with the input.
"""

from __future__ import annotations

from flows import answering, aside, carrying, filling, refilling, unreached
from flows.answer import Answer, Source
from flows.answering import lacks_words
from flows.conversation import Conversation
from flows.navigating import has_begun
from flows.questionnaire import Question
from flows.reading import Accepted, Refused
from flows.sources import (
    awaiting,
    find,
    has_message,
    is_same,
    joined,
    messages_of,
    question_of,
    replaced,
    source_of,
    written,
)
from flows.turns import CountryFixed, Edited, EditNotTaken, EditRefused, NotTaken, Parked, RepliedTo, Turn
from flows.violations import Code, Violation
from flows.waiting import ForAnswer, ForEnquiry


def edited(c: Conversation, edited: Edited) -> Turn:
    """The answer is read anew from the changed message; where that is no answer, the one given before stays."""
    source = source_of(edited.typed, edited.origin)
    name = question_of(c.response, source.chat, source.message)
    if name is None:
        return Turn(c.response, (EditNotTaken(edited.gave),))
    if _came_in_file(c, source):
        return Turn(c.response, (EditNotTaken(),))
    question = c.questionnaire.question(name)
    if before := find(awaiting(c.response), source):
        return _write_anew(c, question, before, source)
    if turn := refilling.edited(c, source):
        return turn
    was = c.response.answers[name]
    before = find(was.sources, source)
    assert before is not None  # noqa: S101 - that is how the question was found
    return _correct(c, question, was, before, source)


def replied(c: Conversation, replied: RepliedTo) -> Turn | None:
    """The question replied to is answered, or its answer replaced. None where the words are for what is asked now."""
    if not has_begun(c):
        return None
    if replied.origin and has_message(c.response, replied.origin):
        return Turn(c.response)
    if told := unreached.replied(c, replied):
        return told
    name = replied.question
    if name is None or name not in c.questionnaire:
        return _asked_whether(c, replied)
    if c.question and c.question.name == name and not isinstance(c.response.waiting, ForEnquiry):
        return None
    if c.is_fixed(name):
        return aside.stay(c, (CountryFixed(),))
    if name not in c.relevant_names:
        return aside.stay(c, (NotTaken(replied.typed.text, name),))
    question, words = c.questionnaire.question(name), written(replied.typed, replied.origin)
    asked = aside.asked(c, question)
    elsewhere = carrying.said(asked, question, words) or filling.together(asked, question, words)
    return elsewhere or aside.answer(c, question, words)


def _came_in_file(c: Conversation, source: Source) -> bool:
    """The words of the answer are the file's, and what was changed are those written under it."""
    known = (*awaiting(c.response), *(each for _, each in messages_of(c.response, source.chat)))
    return any(is_same(each, source) and each.from_file for each in known)


def _write_anew(c: Conversation, question: Question, before: Source, source: Source) -> Turn:
    """Refused or doubtful words were changed: they are read as the answer they were meant to be."""
    if not _is_changed(before, source):
        return Turn(c.response)
    parts = joined(replaced(awaiting(c.response), source))
    return filling.answer(aside.asked(c, question), question, parts)


def _correct(c: Conversation, question: Question, was: Answer, before: Source, source: Source) -> Turn:
    if not _is_changed(before, source):
        return Turn(c.response)
    source = source.model_copy(update={"for_other": before.for_other})
    parts = joined(replaced(was.sources, source))
    reading = aside.reading_of(c, question, was, parts)
    if isinstance(reading, Refused):
        return aside.stay(c, (EditRefused(question.name, reading.violation, was),))
    is_asked = question.name in c.relevant_names
    if isinstance(reading, Accepted) and not lacks_words(question, reading):
        turn = aside.record(c, question, answering.answer_of(c, question, reading, parts))
        return turn if is_asked else _kept_aside(turn, question)
    if not is_asked:
        return aside.stay(c, (NotTaken(source.text, question.name),))
    return answering.answer_with_words(aside.asked(c, question), question, parts)


def _kept_aside(turn: Turn, question: Question) -> Turn:
    recorded, *others = turn.replies
    return Turn(turn.response, (recorded, Parked((question.name,)), *others))


def _is_changed(before: Source, source: Source) -> bool:
    """Whether it is a later state of the message, and in other words."""
    hidden = before.piece is None and source.hyperlinks != before.hyperlinks
    return source.sent_at >= before.sent_at and (source.text != before.text or hidden)


def _asked_whether(c: Conversation, replied: RepliedTo) -> Turn | None:
    """A reply to a message about no question: it is asked whether it answers the open one."""
    question = c.question
    if question is None or not isinstance(c.response.waiting, ForAnswer):
        return None
    reading = answering.judged(c, question, replied.typed)
    if not isinstance(reading, Accepted):
        return None
    words = written(replied.typed, replied.origin)
    return answering.doubted(c, question, words, Violation(Code.REPLY_UNSURE), (reading,))

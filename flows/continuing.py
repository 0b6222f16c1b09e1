"""Words sent ahead: before the respondent could see what is asked now, they continue what was answered before.

They never become the answer to a question not yet seen, unless the respondent says so. Knows no clock and no chat
service: what had been seen comes with the words.
"""

from __future__ import annotations

from datetime import timedelta

from flows import answering, aside, filling, refilling
from flows.answer import Answer, Source
from flows.answering import lacks_words
from flows.conversation import Conversation
from flows.navigating import has_begun, put_again
from flows.questionnaire import Question
from flows.reading import Accepted, Refused
from flows.sources import Written, awaiting, has_message, joined, messages_of, question_of, source_of
from flows.turns import Joined, NotTaken, Said, Separated, StillOpen, Turn
from flows.violations import Code, Violation
from flows.waiting import ForAnswer, ForConfirmation

REST_FOLLOWS_WITHIN = timedelta(seconds=10)
"""An app sends the parts of a text that it had to cut one right after the other."""

_MAX_QUOTED = 60
_OF_SEVERAL_MESSAGES = ("text", "links", "select_multiple")
_OF_ONE_CHOICE = ("yes_no", "select_one", "acknowledge")


def said_ahead(c: Conversation, said: Said) -> Turn | None:
    """What becomes of words that were sent for something earlier; None where they are for what is asked now."""
    if said.origin is None or not has_begun(c):
        return None
    if has_message(c.response, said.origin):
        return Turn(c.response)
    source = source_of(said.typed, said.origin)
    if cut := _cut_before(c, source):
        return _continue(c, source, question_of(c.response, cut.chat, cut.message))
    if _has_seen_what_is_asked(c, said):
        return None
    if said.seen and not said.seen.for_certain:
        return _ask_or_leave(c, source)
    return _continue(c, source, said.seen.question if said.seen else None)


def separate(c: Conversation, name: str, message: str) -> Turn | None:
    """The joining is undone: the message counts no longer for the answer. None where it does not anyway."""
    was = c.answer_to(name)
    left_out = next((source for source in was.sources if str(source.message) == message), None) if was else None
    if was is None or left_out is None or len(was.sources) == 1:
        return None
    question = c.questionnaire.question(name)
    left = joined(tuple(source for source in was.sources if source is not left_out))
    reading = aside.reading_of(c, question, was, left)
    if not isinstance(reading, Accepted) or lacks_words(question, reading):
        return answering.answer_with_words(aside.asked(c, question), question, left)
    answer = answering.answer_of(c, question, reading, left)
    turn = aside.record(c, question, answer, Separated(name, answer, left_out.text))
    return _offered(c.having(turn.response), turn, left_out)


def _has_seen_what_is_asked(c: Conversation, said: Said) -> bool:
    asked_at = c.response.asked_at
    return asked_at is None or (said.seen is not None and said.seen.said_at >= asked_at)


def _cut_before(c: Conversation, source: Source) -> Source | None:
    """The message just before, if it was cut, so that this one brings the rest of its text."""
    known = (*(each for _, each in messages_of(c.response, source.chat)), *awaiting(c.response))
    earlier = [each for each in known if each.chat == source.chat and each.message < source.message]
    last = max(earlier, key=lambda each: each.message, default=None)
    return last if last and last.cut and source.sent_at - last.sent_at <= REST_FOLLOWS_WITHIN else None


def _continue(c: Conversation, source: Source, meant: str | None) -> Turn | None:
    """The words go on with what was written for the question they are `meant` for."""
    if _goes_on_with_what_waits(c, meant):
        return _go_on_writing(c, source)
    if c.question and meant == c.question.name:
        return None
    if meant is None or meant not in c.relevant_names:
        return _ask_or_leave(c, source)
    was, question = c.answer_to(meant), c.questionnaire.question(meant)
    if was and any(each.chat == source.chat for each in was.sources):
        return _join(c, question, was, source)
    return _ask_or_leave(c, source)


def _goes_on_with_what_waits(c: Conversation, meant: str | None) -> bool:
    """Whether there are refused or doubtful words which these continue."""
    waiting = c.response.waiting
    sent_ahead_too = isinstance(waiting, ForConfirmation) and waiting.doubt.code is Code.TYPED_AHEAD
    if not awaiting(c.response) or c.question is None:
        return False
    return sent_ahead_too or meant == c.question.name or _are_on_one_card(c, c.question, meant)


def _are_on_one_card(c: Conversation, question: Question, name: str | None) -> bool:
    card = c.questionnaire.card_of(question.name)
    return card is not None and name in {each.name for each in card.questions}


def _go_on_writing(c: Conversation, source: Source) -> Turn:
    """Read together with the words before them. That they are refused again is no further refusal."""
    assert c.question is not None  # noqa: S101 - the caller's case
    waiting = c.response.waiting
    there = aside.asked(c, c.question)
    if isinstance(waiting, ForAnswer):
        once_less = waiting.model_copy(update={"refusals": waiting.refusals - 1})
        there = c.having(c.response.but(waiting=once_less))
    whole = joined((*awaiting(c.response), source))
    return filling.answer(there, c.question, _readable(c, c.question, whole, source))


def _readable(c: Conversation, question: Question, whole: Written, source: Source) -> Written:
    """All the words, or the last alone where a choice is made with them that was not made before: "hm", "yes"."""
    if question.type not in _OF_ONE_CHOICE or isinstance(answering.judged(c, question, whole.typed), Accepted):
        return whole
    is_answer = isinstance(answering.judged(c, question, source.typed), Accepted)
    return Written(source.typed, (source,)) if is_answer else whole


def _join(c: Conversation, question: Question, was: Answer, source: Source) -> Turn:
    """The answer is read anew from all its messages. Where that is no answer, what was kept stays.

    On a card a further message is another line of it. Lines that make a list together are shown as one; after a list it
    is not known what a message goes on with.
    """
    if c.questionnaire.card_of(question.name):
        return refilling.continued(c, question, source) or _ask_or_leave(c, source)
    if any(each.piece is not None for each in was.sources):
        return _ask_or_leave(c, source)
    source = source.model_copy(update={"for_other": was.sources[-1].for_other})
    whole = joined((*was.sources, source))
    if elsewhere := filling.together(aside.asked(c, question), question, whole):
        return elsewhere
    reading = aside.reading_of(c, question, was, whole)
    if isinstance(reading, Accepted) and _goes_with(question, was, reading):
        answer = answering.answer_of(c, question, reading, whole)
        return aside.record(c, question, answer, Joined(question.name, answer, source.message))
    if question.type in ("text", "links"):
        return answering.answer_with_words(aside.asked(c, question), question, whole)
    return _ask_or_leave(c, source)


def _goes_with(question: Question, was: Answer, reading: Accepted) -> bool:
    """Whether the new reading only adds: of one value, only a remark may be continued."""
    if lacks_words(question, reading):
        return False
    return question.type in _OF_SEVERAL_MESSAGES or reading.value == was.value


def _ask_or_leave(c: Conversation, source: Source) -> Turn:
    """The respondent is asked whether the words answer what is asked now; where they cannot, they are quoted."""
    return _asked_whether(c, source) or Turn(c.response, (NotTaken(source.text), *put_again(c).replies))


def _offered(c: Conversation, turn: Turn, left_out: Source) -> Turn:
    """Words that were left out may be the answer to the open question."""
    asked = _asked_whether(c, left_out) if isinstance(turn.replies[-1], StillOpen) else None
    return Turn(asked.response, (*turn.replies[:-1], *asked.replies)) if asked else turn


def _asked_whether(c: Conversation, source: Source) -> Turn | None:
    question = c.question
    if question is None or not isinstance(c.response.waiting, ForAnswer):
        return None
    reading = answering.judged(c, question, source.typed)
    if isinstance(reading, Refused):
        return None
    doubt = Violation(Code.TYPED_AHEAD, {"written": _excerpt(source.text)})
    readings = (reading,) if isinstance(reading, Accepted) else reading.readings
    return answering.doubted(c, question, Written(source.typed, (source,)), doubt, readings)


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MAX_QUOTED else line[:_MAX_QUOTED].rstrip() + "…"

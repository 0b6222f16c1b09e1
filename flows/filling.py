"""What becomes of one message that answers several questions: a signature or a contact for a card, a list for a group.

Of a card what is sure is kept and shown, and what is not is asked about, one question after the other. Of a list
nothing is kept before the person has seen how it would be distributed (`flows/distributing.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows import answering, aside
from flows.answer import Answer, SkipReason, Source
from flows.answering import is_returning, lacks_words
from flows.apportioning import MAX_READINGS, group_name, keep_sure, part_of, pieces_for, reading_of, unsure
from flows.cards.pieces import Pieces
from flows.conversation import Conversation
from flows.distributing import ask_about_list, list_words
from flows.questionnaire import Question
from flows.reading import Accepted, Refused, ToConfirm, Typed
from flows.sources import Written, has_message, written
from flows.turns import (
    Doubted,
    Filled,
    Prompt,
    Recorded,
    Reply,
    RestLeftOpen,
    SharedContact,
    Thing,
    ThingNotRead,
    Turn,
)
from flows.turns import Refused as RefusedReply
from flows.waiting import ForAnswer, ForEnquiry, ForList

_MAX_WORDS_OF_A_LINE = 12


def answer(c: Conversation, question: Question, written: Written, *, may_skip: bool = True) -> Turn:
    """The question waited for is answered by what was written, and others of its group with it, where it says so."""
    return together(c, question, written) or answering.answer_with_words(c, question, written, may_skip=may_skip)


def together(c: Conversation, question: Question, written: Written) -> Turn | None:
    """What becomes of words that answer several questions; None where they are for this one alone."""
    pieces = pieces_for(c, question, written.typed)
    if c.questionnaire.card_of(question.name):
        return _fill(c, question, written, pieces) if _is_signature(c, question, written, pieces) else None
    return ask_about_list(c, question, written) if pieces.found.keys() - {question.name} else None


def share(c: Conversation, shared: SharedContact) -> Turn:
    """A contact fills the card that is open; anywhere else it is no answer."""
    question = c.question
    if shared.origin and has_message(c.response, shared.origin):
        return Turn(c.response)
    is_asked = question and c.questionnaire.card_of(question.name) and not isinstance(c.response.waiting, ForEnquiry)
    if question and is_asked and shared.contact:
        words = written(Typed(shared.contact.text), shared.origin)
        pieces = replace(pieces_for(c, question, words.typed), loose=())
        if pieces.found:
            return _fill(aside.asked(c, question), question, words, pieces)
    return Turn(c.response, (ThingNotRead(Thing.CONTACT),))


def settled(before: Conversation, turn: Turn) -> Turn:
    """Where a question is put on which an earlier message said something that was not sure: that is asked about."""
    waiting = turn.response.waiting
    if not isinstance(waiting, ForAnswer) or not turn.replies or not isinstance(turn.replies[-1], Prompt):
        return turn
    c = before.having(turn.response)
    question = c.questionnaire.question(waiting.question)
    is_new = before.question is None or before.question.name != question.name
    source = _newest_with_pieces(c, question) if is_new and c.is_open(question.name) else None
    if source is None:
        return turn
    words = Written(source.typed, (source,))
    return _asked_about(c, turn, question, words, pieces_for(c, question, words.typed))


def done(c: Conversation, question: Question) -> Turn:
    """Enough of the card is filled: what is missing is left for later."""
    left = tuple(each.name for each in c.together_with(question.name) if c.is_open(each.name))
    return _leave(c, question, (RestLeftOpen(left),) if left else ())


def skip_rest(c: Conversation, question: Question, reason: SkipReason) -> Turn:
    recorded: list[Recorded] = []
    here = c
    for name in c.skippable_with(question.name):
        skipped = Answer(skipped=reason, given_at=c.now)
        here, (told, *_) = answering.keep(here, c.questionnaire.question(name), skipped)
        recorded += [told] if isinstance(told, Recorded) else []
    return onward(here, question, tuple(recorded))


def take_list(c: Conversation, waiting: ForList) -> Turn:
    """The list was confirmed: every part that can be read is kept, whatever the others say."""
    question = c.questionnaire.question(waiting.question)
    words = list_words(waiting)
    return _fill(aside.asked(c, question), question, words, pieces_for(c, question, words.typed))


def _is_signature(c: Conversation, question: Question, written: Written, pieces: Pieces) -> bool:
    """Whether the words say more than the field asked for: several things, or one that is clearly another.

    A line for one field that seems to say another, too, does not touch what that one has.
    """
    others = [c.questionnaire.question(name) for name in pieces.found if name != question.name]
    if pieces.labelled or any(each.type != "text" for each in others):
        return True
    is_line = len(written.text.split("\n")) == 1
    if is_line and any(c.answer_to(each.name) for each in others):
        return False
    return pieces.count > 1 and (question.type == "text" or bool(others))


def _fill(c: Conversation, question: Question, written: Written, pieces: Pieces) -> Turn:
    here, recorded, others = keep_sure(c, question, written, pieces)
    told = {reply.question for reply in recorded}
    elsewhere = _comes_from_elsewhere(here, question)
    # What is open is asked about when its turn comes; what is not would never be.
    doubts = [name for name in pieces.found if name not in told and (elsewhere or not here.is_open(name))]
    first = next(iter(doubts), None if recorded else _first_doubtful(here, question, pieces))
    untaken = (*pieces.loose, *map(pieces.text_for, doubts[1:]))
    turn = onward(here, question, recorded, others, loose=untaken, first=first)
    after = here.having(turn.response)
    return _asked_about(after, turn, after.question, written, pieces) if after.question else turn


def _first_doubtful(c: Conversation, question: Question, pieces: Pieces) -> str:
    """The question to ask where nothing was sure: the one that is open, unless the words are for others alone."""
    others = [each.name for each in c.together_with(question.name) if each.name in pieces.found]
    return question.name if question.name in others or not others else others[0]


def _asked_about(c: Conversation, turn: Turn, question: Question, written: Written, pieces: Pieces) -> Turn:
    """The turn with a doubt or a refusal in the place of the prompt, where the message said something on it."""
    asked = _doubt(c, question, written, pieces)
    if asked is None:
        return turn
    offered = {str(each.value) for reply in asked.replies if isinstance(reply, Doubted) for each in reply.readings}
    before = tuple(left for reply in turn.replies[:-1] if (left := _without(reply, offered)))
    put = (replace(each, unseen=True) if isinstance(each, Doubted | RefusedReply) else each for each in asked.replies)
    return Turn(asked.response, (*before, *put))


def _without(reply: Reply, offered: set[str]) -> Reply | None:
    """What is asked about need not be told as left out, too."""
    if not isinstance(reply, Filled):
        return reply
    left = tuple(line for line in reply.loose if line not in offered)
    return replace(reply, loose=left) if reply.recorded or left else None


def _doubt(c: Conversation, question: Question, written: Written, pieces: Pieces) -> Turn | None:
    found = pieces.found.get(question.name, ())
    if not found:
        return _ask_which_line(c, question, written, pieces.loose) if question.type == "text" else None
    part = part_of(written, found)
    match reading_of(c, question, found):
        case ToConfirm(doubt, readings):
            return answering.doubted(c, question, part, doubt, readings)
        case Refused(violation):
            return answering.refuse(c, question, violation, part)
        case accepted:
            return answering.accept(c, question, accepted, part) if lacks_words(question, accepted) else None


def _ask_which_line(c: Conversation, question: Question, written: Written, loose: Sequence[str]) -> Turn | None:
    """Lines that were no field's for sure are offered for a field that is open."""
    if not c.questionnaire.card_of(question.name):
        return None
    used = {str(given.value) for each in c.together_with(question.name) if (given := c.answer_to(each.name))}
    offered = [line for line in loose if line not in used and _may_be_words(line)]
    if not offered:
        return None
    whole = ["\n".join(loose)] if not used and len(offered) == len(loose) > 1 else []
    readings = tuple(Accepted(line) for line in (*offered[:MAX_READINGS], *whole))
    part = part_of(written, tuple(map(Typed, offered)))
    return answering.doubted(c, question, part, unsure(), readings)


def _may_be_words(line: str) -> bool:
    """Not an address, a number, or a line that calls itself something else."""
    digits = sum(character.isdecimal() for character in line)
    is_address = "www." in line.lower() or bool({"@", ":", "："} & set(line))
    return digits < 3 and not is_address and len(line.split()) <= _MAX_WORDS_OF_A_LINE


def onward(
    c: Conversation,
    question: Question,
    recorded: tuple[Recorded, ...],
    others: tuple[Reply, ...] = (),
    *,
    loose: tuple[str, ...] = (),
    first: str | None = None,
) -> Turn:
    """What comes after answers of one group: `first`, the first of it that is open, or what follows the group."""
    group = group_name(c, question)
    open_ = [each.name for each in c.together_with(question.name) if c.is_open(each.name)]
    elsewhere = _comes_from_elsewhere(c, question)
    target = first or (None if elsewhere else next(iter(open_), None))
    filled = Filled(group, recorded, loose, leaving=target is None)
    replies = (*([filled] if recorded or loose else ()), *others)
    if target:
        returning = elsewhere or not c.is_open(target) or first not in (None, question.name)
        return answering.put(c, target, replies, returning=returning)
    return _leave(c, question, replies)


def _leave(c: Conversation, question: Question, replies: tuple[Reply, ...]) -> Turn:
    """The course goes on behind the group, or where it was left for a correction."""
    last = c.together_with(question.name)[-1]
    if _comes_from_elsewhere(c, question):
        return answering.go_on(c, last.name, replies)
    in_turn = c.having(c.response.but(waiting=ForAnswer(question=last.name)))
    return answering.go_on(in_turn, last.name, replies)


def _comes_from_elsewhere(c: Conversation, question: Question) -> bool:
    """Whether the group is asked out of turn, for a correction made from another place."""
    here = {each.name for each in c.together_with(question.name)}
    return is_returning(c) and c.response.position not in here


def _newest_with_pieces(c: Conversation, question: Question) -> Source | None:
    """The message that answered others of the group last, as a whole."""
    together = [given for each in c.together_with(question.name) if (given := c.answer_to(each.name))]
    sources = [source for given in together for source in given.sources if source.piece is not None]
    newest = max(sources, key=lambda source: (source.sent_at, source.message), default=None)
    if newest is None:
        return None
    links = tuple(link for source in sources if source.message == newest.message for link in source.hyperlinks)
    return newest.model_copy(update={"piece": None, "hyperlinks": links})

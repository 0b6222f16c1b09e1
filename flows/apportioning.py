"""The parts of a message that are meant for the questions of one group: found, read, kept where there is no doubt.

Which words are meant for which question is told in `flows/cards/`. Knows not what is asked next.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows import answering
from flows.answering import lacks_words
from flows.cards.lists import sort_list
from flows.cards.pieces import Pieces
from flows.cards.signature import sort_signature
from flows.conversation import Conversation
from flows.questionnaire import Question
from flows.reading import Accepted, Reading, ToConfirm, Typed
from flows.sources import Written
from flows.turns import Recorded, Reply
from flows.violations import Code, Violation

MAX_READINGS = 4


def pieces_for(c: Conversation, question: Question, typed: Typed) -> Pieces:
    """The pieces of the words by the question of the same group each is meant for."""
    group = c.questionnaire.group_of(question.name)
    if group is None:
        return Pieces()
    if group.card:
        return sort_signature(typed, c.together_with(question.name))
    together = c.together_with(question.name)
    return sort_list(typed, group, together, from_first=question in together[:1])


def keep_sure(
    c: Conversation, question: Question, written: Written, pieces: Pieces
) -> tuple[Conversation, tuple[Recorded, ...], tuple[Reply, ...]]:
    """The conversation with all answers of which there is no doubt, what is recorded, and what else is to be said."""
    here, recorded, others = c, list[Recorded](), list[Reply]()
    for each in c.together_with(question.name):
        found = pieces.found.get(each.name, ())
        reading = reading_of(here, each, found) if found else None
        if isinstance(reading, Accepted) and not lacks_words(each, reading):
            given = answering.answer_of(here, each, reading, part_of(written, found))
            here, replies = answering.keep(here, each, given)
            recorded += [reply for reply in replies if isinstance(reply, Recorded)]
            others += [reply for reply in replies if not isinstance(reply, Recorded)]
    return here, tuple(recorded), tuple(dict.fromkeys(others))


def reading_of(c: Conversation, question: Question, found: Sequence[Typed]) -> Reading:
    """Several pieces of which one may be meant are offered each, and all together."""
    whole = whole_of(found)
    if len(found) > 1 and question.type == "text":
        readings = (*(Accepted(piece.text) for piece in found[:MAX_READINGS]), Accepted(whole.text))
        return ToConfirm(unsure(), tuple(dict.fromkeys(readings)))
    return answering.judged(c, question, whole)


def part_of(written: Written, found: Sequence[Typed]) -> Written:
    """The words that are meant for one question, and the messages in which they stand."""
    whole = whole_of(found)
    lines = whole.text.splitlines()
    holding = [source for source in written.sources if any(line in source.text for line in lines)]
    part = {"piece": whole.text, "hyperlinks": whole.hyperlinks}
    return Written(whole, tuple(each.model_copy(update=part) for each in holding or written.sources[:1]))


def whole_of(found: Sequence[Typed]) -> Typed:
    links = tuple(link for piece in found for link in piece.hyperlinks)
    return Typed("\n".join(piece.text for piece in found), links)


def unsure() -> Violation:
    return Violation(Code.LINE_UNSURE)


def group_name(c: Conversation, question: Question) -> str:
    group = c.questionnaire.group_of(question.name)
    assert group is not None  # noqa: S101 - only of a group several questions are answered at once
    return group.name

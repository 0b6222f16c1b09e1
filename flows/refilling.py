"""Messages that follow one that answered several questions, and such a message changed. Cuts no text into pieces.

What the message says anew is kept as `flows/filling.py` keeps it; what it no longer says stays, and is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows import answering, aside
from flows.answer import Source
from flows.apportioning import group_name, keep_sure, pieces_for
from flows.cards.pieces import Pieces
from flows.conversation import Conversation
from flows.filling import onward
from flows.questionnaire import Question
from flows.sources import Written, find, questions_of
from flows.turns import Filled, NotTaken, Reply, StayAsTheyWere, Turn
from flows.waiting import ForEnquiry

Given = Mapping[str, Source]
"""By question: the message as it was when it gave the answer."""


def continued(c: Conversation, question: Question, source: Source) -> Turn | None:
    """A further message for a card that was filled from an earlier one, where it is sure what it says."""
    pieces = pieces_for(c, question, source.typed)
    here, recorded, others = keep_sure(c, question, Written(source.typed, (source,)), pieces)
    is_new = pieces.labelled or all(c.is_open(name) for name in pieces.found)
    if pieces.loose or len(recorded) != len(pieces.found) or not recorded or not is_new:
        return None
    if c.question and c.question in c.together_with(question.name):
        return onward(here, c.question, recorded, others)
    return aside.stay(here, (Filled(group_name(c, question), recorded), *others))


def edited(c: Conversation, source: Source) -> Turn | None:
    """A message that answered several questions was changed: each is read anew. None for any other message."""
    names = questions_of(c.response, source)
    if not names:
        return None
    given = {name: before for name in names if (before := find(c.response.answers[name].sources, source))}
    question = c.questionnaire.question(names[0])
    if any(source.sent_at < before.sent_at for before in given.values()):
        return Turn(c.response)
    if not c.together_with(question.name):
        return aside.stay(c, (NotTaken(source.text, question.name),))
    return _read_anew(c, question, source, given)


def _read_anew(c: Conversation, question: Question, source: Source, given: Given) -> Turn:
    pieces = pieces_for(c, question, source.typed)
    here, recorded, others = keep_sure(c, question, Written(source.typed, (source,)), _anew(c, source, given, pieces))
    told = {each.question for each in recorded}
    added = tuple(_added(pieces, given, told))
    gone = {name for name in given if name not in told and not _still_says(source, given[name], pieces, name)}
    stay = tuple(each.name for each in c.together_with(question.name) if each.name in gone)
    replies: tuple[Reply, ...] = (
        *((Filled(group_name(c, question), recorded, added),) if recorded or added else ()),
        *others,
        *((StayAsTheyWere(stay),) if stay else ()),
    )
    if not replies:
        return Turn(c.response)
    is_answered = c.question is not None and c.question.name in told and c.is_open(c.question.name)
    if c.question and is_answered and not isinstance(c.response.waiting, ForEnquiry):
        return answering.go_on(here, c.question.name, replies)
    return aside.stay(here, replies)


def _anew(c: Conversation, source: Source, given: Given, pieces: Pieces) -> Pieces:
    """What the message says anew: of what it answered before, and of what is open still."""
    wanted = {
        name: found
        for name, found in pieces.found.items()
        if (name in given and not _still_says(source, given[name], pieces, name)) or c.is_open(name)
    }
    return Pieces(wanted)


def _added(pieces: Pieces, given: Given, told: set[str]) -> Iterator[str]:
    """What it says now of questions that have their answer from elsewhere: it is not taken."""
    for name in pieces.found:
        said = pieces.text_for(name)
        if name not in given and name not in told and not any(said in before.text for before in given.values()):
            yield said


def _still_says(source: Source, before: Source, pieces: Pieces, name: str) -> bool:
    """Whether the piece that gave the answer stands in the message as it did."""
    if name in pieces.found:
        return pieces.text_for(name) == before.piece
    return all(line in source.text.splitlines() for line in (before.piece or "").splitlines())

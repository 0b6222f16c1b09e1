"""How a list that was pasted for several questions would be distributed: shown before anything of it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from flows import answering, aside
from flows.answering import is_returning
from flows.apportioning import part_of, pieces_for, reading_of, whole_of
from flows.conversation import Conversation
from flows.questionnaire import Question
from flows.reading import Accepted, ToConfirm, Typed
from flows.sources import Written, joined
from flows.turns import ListPart, ListShown, Turn
from flows.waiting import ForList


def ask_about_list(c: Conversation, question: Question, written: Written) -> Turn:
    waiting = ForList(question=question.name, returning=is_returning(c), typed=written.text, sources=written.sources)
    return Turn(c.response.but(waiting=waiting), (list_shown(c, waiting),))


def list_shown(c: Conversation, waiting: ForList) -> ListShown:
    """How the list would be distributed, with what each part would replace."""
    question = c.questionnaire.question(waiting.question)
    words = list_words(waiting)
    pieces = pieces_for(c, question, words.typed)
    parts = (
        _list_part(c, each, words, pieces.found[each.name])
        for each in c.together_with(question.name)
        if each.name in pieces.found
    )
    return ListShown(question.name, tuple(parts), pieces.loose)


def list_words(waiting: ForList) -> Written:
    return joined(waiting.sources) if waiting.sources else Written(Typed(waiting.typed))


def only_this(c: Conversation, waiting: ForList) -> Turn:
    """The list is the answer to the one question after all."""
    question = c.questionnaire.question(waiting.question)
    return answering.answer_with_words(aside.asked(c, question), question, list_words(waiting))


def _list_part(c: Conversation, question: Question, words: Written, found: Sequence[Typed]) -> ListPart:
    was, reading = c.answer_to(question.name), reading_of(c, question, found)
    if isinstance(reading, Accepted):
        return ListPart(question.name, answering.answer_of(c, question, reading, part_of(words, found)), was=was)
    if isinstance(reading, ToConfirm):
        return ListPart(question.name, None, was=was, doubtful=whole_of(found).text)
    return ListPart(question.name, None, reading.violation, was)

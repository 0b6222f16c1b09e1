from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest

from flows.answer import Answer
from flows.conversation import Conversation
from flows.loading import load_questionnaire
from flows.pace import left_at_this_pace
from tests.flows.small import small
from tests.scenario import START, new_response

MSQ = load_questionnaire("msq-2020")
QUESTIONS = [question.name for question in MSQ.sections[0].questions]


def left(minutes: Iterable[float]) -> timedelta | None:
    """With answers given so many minutes after each other, to questions of which 40 are counted."""
    at, answers = START, {}
    for name, gap in zip(QUESTIONS, minutes, strict=False):
        at += timedelta(minutes=gap)
        answers[name] = Answer(value="an answer", given_at=at)
    conversation = Conversation(MSQ, new_response(MSQ).but(answers=answers), at)
    assert conversation.total == 40
    return left_at_this_pace(conversation)


CASES = [
    # (minutes before each answer, minutes left for the rest of 40)
    ((0, 1, 1, 1), None),  # four answers are too few
    ((0, 1, 1, 1, 1), 35),
    ((0, 2, 2, 2, 2, 2), 2 * 34),
    ((0, 1, 1, 9, 1, 1), 34),  # one long text changes nothing
    ((0, 1, 1, 2880, 1, 1), 34),  # nor do two days away
    ((0, 1, 0, 0, 1, 1, 1), 33),  # answers that came together count once
    ((0, 0, 0, 0, 0, 0), None),
    ((0, 20, 20, 20, 20, 20), None),  # nobody was ever at it
]


@pytest.mark.parametrize(("minutes", "expected"), CASES)
def test_the_rest_takes_as_long_as_the_usual_answer_so_far(minutes: tuple[float, ...], expected: int | None) -> None:
    assert left(minutes) == (None if expected is None else timedelta(minutes=expected))


def test_nothing_is_left_when_everything_is_answered() -> None:
    questionnaire = small()
    given = {
        question.name: Answer(value=False, given_at=START + timedelta(minutes=place))
        for place, question in enumerate(questionnaire.questions)
    }
    done = Conversation(questionnaire, new_response(questionnaire).but(answers=given), START)
    assert left_at_this_pace(done) is None

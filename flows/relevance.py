"""Which questions are relevant given the answers, and whether an answer keeps to its question's constraint.

Knows nothing of what is asked next. An answer that is not relevant reads as blank in every expression after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flows.answer import Answer
from flows.expressions import compile_expression, text_of
from flows.questionnaire import Question, Questionnaire
from flows.reading import Accepted
from flows.violations import Code, Violation


def relevant_questions(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """In the order they are asked."""
    return _relevant(questionnaire, tuple(text_of(answers.get(name)) for name in _named(questionnaire)))


# Asked several times in a turn, and the few answers that conditions name are mostly the same.
@lru_cache(maxsize=512)
def _relevant(questionnaire: Questionnaire, texts: tuple[str, ...]) -> tuple[Question, ...]:
    """One pass is enough: an expression names earlier questions only."""
    relevant: list[Question] = []
    given = dict(zip(_named(questionnaire), texts, strict=True))
    counting = dict.fromkeys(given, "")
    for question in questionnaire.questions:
        conditions = questionnaire.conditions_of(question.name)
        if all(compile_expression(condition).holds_for(counting) for condition in conditions):
            relevant.append(question)
            if question.name in given:
                counting[question.name] = given[question.name]
    return tuple(relevant)


@lru_cache(maxsize=16)
def _named(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questions that the conditions of others name."""
    conditions = (each for question in questionnaire.questions for each in questionnaire.conditions_of(question.name))
    return tuple(sorted({name for condition in conditions for name in compile_expression(condition).names}))


def constraint_violation(
    questionnaire: Questionnaire, question: Question, accepted: Accepted, answers: Mapping[str, Answer]
) -> Violation | None:
    """Blank or irrelevant values never violate. The sentence to show is the question's `constraint_message`."""
    if question.constraint is None or accepted.value in (None, "", ()):
        return None
    relevant = {each.name for each in relevant_questions(questionnaire, answers)}
    counting = {name: answer for name, answer in answers.items() if name in relevant}
    if question.name not in relevant or compile_expression(question.constraint).holds(counting, accepted):
        return None
    return Violation(Code.CONSTRAINT)

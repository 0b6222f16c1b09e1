"""Which questions are relevant given the answers, and whether an answer keeps to its question's constraint.

Knows nothing of what is asked next. An answer that is not relevant reads as blank in every expression after it.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.expressions import compile_expression
from flows.questionnaire import Question, Questionnaire
from flows.reading import Accepted
from flows.response import Answer
from flows.violations import Code, Violation


def relevant_questions(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """In the order they are asked. One pass is enough: an expression names earlier questions only."""
    relevant: list[Question] = []
    counting: dict[str, Answer] = {}
    for question in questionnaire.questions:
        conditions = questionnaire.conditions_of(question.name)
        if not conditions or all(compile_expression(condition).holds(counting) for condition in conditions):
            relevant.append(question)
            if question.name in answers:
                counting[question.name] = answers[question.name]
    return tuple(relevant)


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

"""Honest answers to every type of question, and how one gets from anywhere to the end. Knows no bot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from flows.document import build_document
from flows.questionnaire import Question, Questionnaire
from flows.response import Response
from flows.turns import Action, Command, Summary
from flows.violations import Code
from flows.waiting import ForAnswer, ForBegin, ForConfirmation, ForLanguage, ForSubmission, Nothing
from tests.scenario import Scenario

HONEST: Mapping[str, Sequence[str]] = {
    "country": ("Pakistan", "KEN"),
    "acknowledge": ("I agree", "I do not agree"),
    "links": ("www.nlp.gov.pk", "National Library: www.nlp.gov.pk\nwww.pbs.gov.pk"),
    "yes_no": ("yes", "no"),
    "select_one": ("1", "2"),
    "select_multiple": ("1", "1, 2"),
    "percent": ("0.5 %", "5 %", "57 %"),
    "text": ("It is so.",),
    "date": ("22 April 2018",),
    "email": ("ed@nitb.gov.pk",),
    "phone": ("+92-51-9215347",),
}

Choose = Callable[[Sequence[str]], str]


def first(answers: Sequence[str]) -> str:
    return answers[0]


def walk_to_the_end(chat: Scenario, choose: Choose = first) -> None:
    """Answers what is asked until the response is submitted; what a constraint refuses is skipped."""
    for _ in range(4 * len(chat.questionnaire.questions) + 10):
        if isinstance(chat.response.waiting, Nothing):
            return
        _go_on(chat, choose)
    raise AssertionError(f"The walk does not end: {chat.response.waiting}")


@cache
def document_of_then(questionnaire: Questionnaire, place: int) -> dict[str, Any]:
    """What somebody answered honestly to an earlier edition; `place` tells which of the answers."""
    then = Scenario(questionnaire).start()
    walk_to_the_end(then, lambda answers: answers[place % len(answers)])
    return build_document(questionnaire, then.response)


def _go_on(chat: Scenario, choose: Choose) -> None:
    match chat.response.waiting:
        case ForLanguage():
            chat.tap(Action.LANGUAGE, chat.questionnaire.languages[0])
        case ForBegin():
            chat.tap(Action.BEGIN)
        case ForAnswer(question=name):
            answer_honestly(chat, chat.questionnaire.question(name), choose)
        case ForSubmission():
            _submit(chat)
        case _:
            chat.command(Command.CANCEL)


def answer_honestly(chat: Scenario, question: Question, choose: Choose = first) -> None:
    """An answer of its type is kept, or a constraint of the questionnaire's own refuses it."""
    answer = choose(HONEST[question.type])
    chat.say(answer)
    if asks_about_ticks(chat.response):
        chat.tap(Action.CONFIRM, "1")
    elif asks_whether_it_is_meant(chat.response):
        chat.tap(Action.CONFIRM, "0")
    given = chat.response.answers.get(question.name)
    if given and given.typed == answer:
        return
    assert question.constraint, f"{answer!r} was not taken for {question.name}: {chat.replies}"
    chat.tap(Action.SKIP, question=question.name).tap(Action.REASON, "not-available", question=question.name)


def asks_whether_it_is_meant(response: Response) -> bool:
    """More than is usual: the only reading is the answer as it stands."""
    waiting = response.waiting
    return isinstance(waiting, ForConfirmation) and waiting.doubt.code == Code.PERCENT_UNUSUAL


def asks_about_ticks(response: Response) -> bool:
    """Boxes were ticked before the words came: the second reading is the words alone."""
    waiting = response.waiting
    return isinstance(waiting, ForConfirmation) and waiting.doubt.code == Code.TICKED_BEFORE


def _submit(chat: Scenario) -> None:
    chat.command(Command.SUBMIT)
    summary = chat.reply(Summary)
    if summary.missing:
        chat.tap(Action.EDIT, question=summary.missing[0])
    else:
        chat.tap(Action.SUBMIT, question="")

"""At the desk: giving a submitted response back for correction, with remarks on chosen questions."""

from __future__ import annotations

import re
from typing import Final

from flows.administration.entering import live_response
from flows.administration.returning import reopen
from flows.conversation import Conversation
from flows.desk.replies import (
    CountryAsked,
    GivenBack,
    NobodyThere,
    NotSubmitted,
    OldButton,
    QuestionsAsked,
    RemarkAsked,
    RemarksShown,
)
from flows.desk.states import ForCountry, ForQuestions, ForRemark, ForReopening, TeamCommand
from flows.desk.visit import Outcome, Visit, says
from flows.response import Response
from flows.wording.speaker import Speaker

NOTE: Final = ""
"""In the place of a question: the remark is about the whole."""

_BETWEEN: Final = re.compile(r"(?:[\s,;·&]|\b(?:and|et)\b)+", re.IGNORECASE)


async def open_reopening(visit: Visit) -> Outcome:
    asked = await ask_country(visit)
    if not asked.countries:
        return says(NobodyThere(TeamCommand.REOPEN))
    return says(asked, state=ForCountry(command=TeamCommand.REOPEN))


async def ask_country(visit: Visit, page: int | None = None, written: str = "") -> CountryAsked:
    """Those who have submitted, also if they are correcting it at the moment."""
    submitted = tuple(
        each.standing.country for each in await visit.countries() if each.standing.country and each.revision
    )
    return CountryAsked(TeamCommand.REOPEN, submitted, page, written)


async def ask_questions(visit: Visit, country: str) -> Outcome:
    response = await live_response(visit.work, visit.questionnaire, country)
    if response is None or not response.revision:
        return says(NotSubmitted(country))
    return says(QuestionsAsked(country), state=ForQuestions(country=country))


async def take_questions(visit: Visit, state: ForQuestions, text: str) -> Outcome:
    """By their numbers, as they are spoken of, or by their names."""
    response = await live_response(visit.work, visit.questionnaire, state.country)
    if response is None:
        return says(NotSubmitted(state.country))
    known = _named(visit, response)
    words = [word.rstrip(".") for word in _BETWEEN.split(text) if word.rstrip(".")]
    if unknown := tuple(word for word in words if word.casefold() not in known):
        return says(QuestionsAsked(state.country, unknown), state=state)
    questions = tuple(dict.fromkeys(known[word.casefold()] for word in words))
    return _ask_remark(response, ForRemark(country=state.country, questions=questions))


async def ask_note(visit: Visit, country: str) -> Outcome:
    """Without a remark on any question."""
    response = await live_response(visit.work, visit.questionnaire, country)
    if response is None or not response.revision:
        return says(NotSubmitted(country))
    return _ask_remark(response, ForRemark(country=country, questions=(NOTE,)))


async def take_remark(visit: Visit, state: ForRemark, text: str) -> Outcome:
    response = await live_response(visit.work, visit.questionnaire, state.country)
    if response is None:
        return says(NotSubmitted(state.country))
    about, *others = state.questions
    remarks = {**state.remarks, about: text}
    if others:
        return _ask_remark(response, ForRemark(country=state.country, questions=tuple(others), remarks=remarks))
    return says(RemarksShown(state.country, remarks), state=ForReopening(country=state.country, remarks=remarks))


async def give_back(visit: Visit, country: str) -> Outcome:
    state = visit.state
    if not isinstance(state, ForReopening) or state.country != country:
        return says(OldButton(), state=state)
    remarks = {question: words for question, words in state.remarks.items() if question != NOTE}
    note = state.remarks.get(NOTE)
    done = await reopen(visit.storage, visit.questionnaire, visit, visit.actor, country, remarks, note)
    return Outcome((GivenBack(country, done.revision),), in_place=True, told=done.told)


def _ask_remark(response: Response, state: ForRemark) -> Outcome:
    question = state.questions[0]
    asked = RemarkAsked(state.country, question, response.answers.get(question), len(state.questions) - 1)
    return says(asked, state=state)


def _named(visit: Visit, response: Response) -> dict[str, str]:
    """Every question that may be remarked on, by what it may be called."""
    conversation = Conversation(visit.questionnaire, response, visit.at)
    speaker = Speaker(conversation)
    asked = [question for question in conversation.relevant if not conversation.is_fixed(question.name)]
    numbers = {number.casefold(): each.name for each in asked if (number := speaker.number(each))}
    return {each.name: each.name for each in asked} | numbers

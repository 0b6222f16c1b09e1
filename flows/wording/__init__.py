"""The replies of a turn as one message in the respondent's language. Knows no chat service; decides nothing."""

from __future__ import annotations

from datetime import datetime

from flows.administration.enquiries import NEW_ENQUIRY
from flows.campaign import Campaign
from flows.conversation import Conversation
from flows.message import Message
from flows.overriding import notice_about
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.turns import (
    DefinitionShown,
    Doubted,
    EditRefused,
    EnquiryAsked,
    Filled,
    Joined,
    ListShown,
    OtherAsked,
    Prompt,
    ReasonAsked,
    Recorded,
    Refused,
    Reminder,
    Separated,
    Turn,
    Unreachable,
)
from flows.wording.buttons import fitting
from flows.wording.replies import say
from flows.wording.rich import joined
from flows.wording.speaker import Speaker

_PUT_A_QUESTION = Prompt | Refused | Doubted | OtherAsked | ReasonAsked | ListShown
_TELL_OF_A_QUESTION = Recorded | Filled | Joined | Separated | EditRefused | DefinitionShown | Reminder | Unreachable


def render(
    questionnaire: Questionnaire, response: Response, turn: Turn, now: datetime, campaign: Campaign | None = None
) -> Message | None:
    """All replies in their order, with the buttons of the last that brings any; None where nothing is to be said.

    `response` is the one after the turn: its language is spoken, and its prompt number goes into the buttons.
    """
    if not turn.replies:
        return None
    speaker = Speaker(Conversation(questionnaire, response, now, campaign))
    parts = [say(speaker, reply) for reply in turn.replies]
    put = [_put(reply) for reply in turn.replies if isinstance(reply, _PUT_A_QUESTION | EnquiryAsked)]
    own = tuple(row for part in parts for row in part.own)
    buttons = next((part.buttons for part in reversed(parts) if part.buttons), ())
    return Message(
        text=joined(part.text for part in parts),
        buttons=fitting((*buttons[:-1], *own, *buttons[-1:])),
        question=put[-1] if put else None,
        about=next((_about(response, each) for each in turn.replies if isinstance(each, _TELL_OF_A_QUESTION)), None),
        in_place=turn.in_place,
        files=tuple(file for part in parts for file in part.files),
    )


def _about(response: Response, reply: _TELL_OF_A_QUESTION) -> str | None:
    """A reply to a notice is no answer like any other."""
    return notice_about(response, reply.question) if isinstance(reply, Unreachable) else reply.question


def _put(reply: _PUT_A_QUESTION | EnquiryAsked) -> str:
    """Words for the survey team are asked for like an answer, and meant for no question."""
    return NEW_ENQUIRY if isinstance(reply, EnquiryAsked) else reply.question

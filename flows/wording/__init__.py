"""The replies of a turn as one message in the respondent's language. Knows no chat service; decides nothing."""

from __future__ import annotations

from datetime import datetime

from flows.conversation import Conversation
from flows.message import Message
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.turns import Prompt, Turn
from flows.wording.replies import say
from flows.wording.rich import joined
from flows.wording.speaker import Speaker


def render(questionnaire: Questionnaire, response: Response, turn: Turn, now: datetime) -> Message | None:
    """All replies in their order, with the buttons of the last that brings any; None where nothing is to be said.

    `response` is the one after the turn: its language is spoken, and its prompt number goes into the buttons.
    """
    if not turn.replies:
        return None
    speaker = Speaker(Conversation(questionnaire, response, now))
    parts = [say(speaker, reply) for reply in turn.replies]
    prompts = [reply.question for reply in turn.replies if isinstance(reply, Prompt)]
    return Message(
        text=joined(part.text for part in parts),
        buttons=next((part.buttons for part in reversed(parts) if part.buttons), ()),
        question=prompts[-1] if prompts else None,
        in_place=turn.in_place,
    )

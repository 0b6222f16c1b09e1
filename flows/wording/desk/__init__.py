"""What the desk says to the survey team, as one message in the administrator's language. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flows.conversation import Conversation
from flows.desk.replies import DeskReply
from flows.message import Message
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.wording.desk.replies import say
from flows.wording.rich import joined
from flows.wording.speaker import Speaker


def render(questionnaire: Questionnaire, replies: Sequence[DeskReply], language: str | None, now: datetime) -> Message:
    """All replies in their order, with the buttons of the last."""
    speaker = speaker_for(questionnaire, language, now)
    said = [say(speaker, reply) for reply in replies]
    return Message(
        text=joined(each.text for each in said),
        buttons=said[-1].buttons,
        files=tuple(file for each in said for file in each.files),
    )


def speaker_for(questionnaire: Questionnaire, language: str | None, now: datetime) -> Speaker:
    """Of no response: what is said is about the questionnaire, or about others."""
    nothing = Response(
        id="", questionnaire=questionnaire.name, version=questionnaire.version, language=language, started_at=now
    )
    return Speaker(Conversation(questionnaire, nothing, now))

"""What words refer to, as far as only the storage knows: which question an earlier message was about, and what had been
seen of the bot when they were sent. Decides nothing."""

from __future__ import annotations

from dataclasses import replace

from flows.overriding import notice_meant
from flows.ports import Work
from flows.response import Response
from flows.sources import question_of
from flows.turns import Edited, Input, Origin, RepliedTo, Said, SentFile


async def understood(work: Work, response: Response, given: Input, reply_to: int | None) -> Input:
    """The input with that knowledge in it. `reply_to` is the number of the earlier message it replies to."""
    match given:
        case Said(typed, Origin() as origin) if reply_to is not None:
            question, notice = await _question_of(work, response, origin.chat, reply_to)
            return RepliedTo(question, typed, origin, notice)
        case Said(typed, Origin() as origin):
            return Said(typed, origin, await work.prompts.seen(origin.chat, origin.message, origin.sent_at))
        case Edited(typed, origin) if question_of(response, origin.chat, origin.message) is None:
            once = await work.responses.question_once_answered_by(response.id, origin.chat, origin.message)
            return Edited(typed, origin, once)
        case SentFile(origin=origin):
            replied = reply_to is not None and await _question_of(work, response, origin.chat, reply_to)
            question = replied[0] if replied else None
            caption = given.caption and await understood(work, response, given.caption, reply_to)
            assert caption is None or isinstance(caption, Said | RepliedTo | Edited)  # noqa: S101 - as words are
            return replace(given, question=question, caption=caption)
        case _:
            return given


async def _question_of(work: Work, response: Response, chat: int, message: int) -> tuple[str | None, str | None]:
    """The question that a message of the bot's puts or tells of, or that one of the respondent's was meant for; of a
    notice about addresses with their mark."""
    reference = (
        await work.prompts.question_of(chat, message)
        or question_of(response, chat, message)
        or await work.responses.question_once_answered_by(response.id, chat, message)
    )
    return notice_meant(reference) or (reference, None)

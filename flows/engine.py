"""The dialog as a state machine: one input and the response so far give the next response and the replies.

What the bot waits for (`flows.waiting.Waiting`) is the state. Words are dispatched on the state (`hearing.py`),
buttons on what they do (`tapping.py`); the tables of inputs and commands stand below. Nothing here reads a clock, a
database or a chat: `take_turn` is a function, and an input that does not fit changes no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flows import (
    answering,
    attaching,
    campaigning,
    carrying,
    correcting,
    enquiring,
    filling,
    hearing,
    navigating,
    returning,
    tapping,
)
from flows.answer import Carried
from flows.answers import read
from flows.campaign import Campaign
from flows.conversation import Conversation
from flows.navigating import put_again
from flows.questionnaire import Questionnaire
from flows.reading import Accepted, Typed
from flows.response import Response
from flows.sources import UNWRITTEN, Written
from flows.turns import (
    Command,
    Commanded,
    CommandedUnknown,
    Edited,
    Input,
    Prompt,
    RepliedTo,
    Said,
    SentFile,
    SentThing,
    SharedContact,
    Started,
    StillOpen,
    Tapped,
    TappedUnknown,
    ThingNotRead,
    Turn,
    UnknownCommandTold,
)
from flows.violations import Code, Violation
from flows.waiting import AboutQuestion, ForAnswer, Waiting


def take_turn(
    questionnaire: Questionnaire,
    response: Response,
    input: Input,  # noqa: A002
    now: datetime,
    campaign: Campaign | None = None,
) -> Turn:
    """What follows from one input. `input` is the design's word for it."""
    conversation = Conversation(questionnaire, response, now, campaign)
    turn = filling.settled(conversation, _INPUTS[type(input)](conversation, input))
    turn = campaigning.held_to(conversation, input, turn)
    # A double tap is passed over once; a third tap on the same button is explained like any old button.
    tapped = input.tap.model_dump_json() if isinstance(input, Tapped) and turn.replies else None
    return Turn(
        _counted(response, _told(turn), now).but(last_tap=tapped, last_seen_at=now),
        turn.replies,
        turn.in_place,
    )


def refuse_country(questionnaire: Questionnaire, response: Response, country: str, now: datetime) -> Turn:
    """Another live response has the country that was just given: it is refused, the question stays open."""
    conversation = Conversation(questionnaire, response, now)
    question = questionnaire.country_question
    assert question is not None, "only a questionnaire that asks for the country can meet one already taken"  # noqa: S101
    turn = answering.refuse(conversation, question, Violation(Code.COUNTRY_TAKEN, {"country": country}), UNWRITTEN)
    return Turn(_counted(response, turn.response, now).but(last_seen_at=now), turn.replies)


def send_back(
    questionnaire: Questionnaire, response: Response, remarks: Mapping[str, str], note: str | None, now: datetime
) -> Turn:
    """The survey team returns a response that was submitted: see `flows.returning`. The respondent has done nothing, so
    that words on their way were sent to what they know."""
    turn = returning.send_back(Conversation(questionnaire, response, now), remarks, note)
    return Turn(_counted(response, turn.response, now).but(asked_at=response.asked_at), turn.replies)


def carry_over(questionnaire: Questionnaire, response: Response, carried: Mapping[str, Carried], now: datetime) -> Turn:
    """Answers of an earlier edition are offered: see `flows.carrying`. As with `send_back`, the respondent has done
    nothing."""
    turn = carrying.load(Conversation(questionnaire, response, now), carried)
    return Turn(_told(turn), turn.replies)


def _told(turn: Turn) -> Response:
    """A remark counts as read when its question is put with it."""
    if not turn.response.remarks:
        return turn.response
    return turn.response.with_remarks_shown([reply.question for reply in turn.replies if isinstance(reply, Prompt)])


def _counted(before: Response, after: Response, now: datetime) -> Response:
    """The prompt's number grows when something else is waited for, so that older buttons are recognised; when what is
    waited for differs in anything is kept, so that words sent before are."""
    prompt = before.prompt + (_target(before.waiting) != _target(after.waiting))
    return after.but(prompt=prompt, asked_at=before.asked_at if before.waiting == after.waiting else now)


def _target(waiting: Waiting) -> tuple[str, str]:
    return waiting.kind, waiting.question if isinstance(waiting, AboutQuestion) else ""


def _commanded(c: Conversation, commanded: Commanded) -> Turn:
    if not navigating.has_begun(c):
        return put_again(c)
    if commanded.command in _COMMANDS_ABOUT:
        return _COMMANDS_ABOUT[commanded.command](c, commanded.about)
    return _COMMANDS[commanded.command](c)


def _skip_command(c: Conversation) -> Turn:
    return navigating.skip(c, c.question) if c.question else put_again(c)


_COMMANDS: Mapping[Command, Callable[[Conversation], Turn]] = {
    Command.HELP: navigating.show_help,
    Command.WHERE: navigating.show_whereabouts,
    Command.BACK: navigating.back,
    Command.SKIP: _skip_command,
    Command.SECTIONS: navigating.show_sections,
    Command.REVIEW: lambda c: navigating.show_review(c, ""),
    Command.SUBMIT: navigating.show_summary,
    Command.ASK: enquiring.ask,
    Command.LANGUAGE: navigating.ask_language,
    Command.CANCEL: navigating.cancel,
}

# With what is written behind them.
_COMMANDS_ABOUT: Mapping[Command, Callable[[Conversation, str], Turn]] = {Command.ATTACH: attaching.explain}


def _commanded_unknown(c: Conversation, commanded: CommandedUnknown) -> Turn:
    """An unknown slash word may be an answer ("/etc" hardly, "/24 blocks" perhaps): it is asked about."""
    word = commanded.text.split(maxsplit=1)[0]
    question = c.question
    if question and isinstance(c.response.waiting, ForAnswer):
        reading = read(Typed(commanded.text), question, c.circumstances(question))
        if isinstance(reading, Accepted):
            doubt = Violation(Code.UNKNOWN_COMMAND, {"written": word})
            return answering.doubted(c, question, Written(Typed(commanded.text)), doubt, (reading,))
    return Turn(c.response, (UnknownCommandTold(word),))


def _sent_file(c: Conversation, sent: SentFile) -> Turn:
    """What was written with the file is read like any words, after the file is kept."""
    turn = attaching.attach(c, sent)
    if sent.caption is None or not navigating.has_begun(c):
        return turn
    words = _INPUTS[type(sent.caption)](c.having(turn.response), sent.caption)
    told = tuple(reply for reply in turn.replies if not isinstance(reply, StillOpen))
    return Turn(words.response, (*told, *words.replies))


_INPUTS: Mapping[type[Any], Callable[[Conversation, Any], Turn]] = {
    Started: lambda c, started: navigating.start(c),
    Said: hearing.said,
    RepliedTo: hearing.said,
    Tapped: tapping.tapped,
    TappedUnknown: lambda c, tapped: tapping.stale(c),
    Commanded: _commanded,
    CommandedUnknown: _commanded_unknown,
    SentThing: lambda c, sent: Turn(c.response, (ThingNotRead(sent.thing),)),
    SharedContact: filling.share,
    SentFile: _sent_file,
    Edited: correcting.edited,
}

"""The dialog as a state machine: one input and the response so far give the next response and the replies.

What the bot waits for (`flows.response.Waiting`) is the state. Words are dispatched on the state, buttons and commands
on what they ask for: the tables of words and commands stand below, those of buttons in `tapping.py`. Nothing here reads
a clock, a database or a chat: `take_turn` is a function, and an input that does not fit changes no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flows import (
    answering,
    attaching,
    campaigning,
    carrying,
    continuing,
    correcting,
    enquiring,
    filling,
    navigating,
    returning,
    tapping,
)
from flows.answering import is_returning
from flows.answers import read
from flows.answers.spoken_choices import reason_said, says_keep
from flows.campaign import Campaign
from flows.conversation import Conversation
from flows.navigating import put_again
from flows.questionnaire import Question, Questionnaire
from flows.reading import Accepted, ToConfirm, Typed
from flows.response import (
    AboutQuestion,
    Carried,
    ForAnswer,
    ForBegin,
    ForConfirmation,
    ForEnquiry,
    ForLanguage,
    ForList,
    ForOther,
    ForReason,
    ForSubmission,
    Nothing,
    Response,
    Waiting,
)
from flows.sources import UNWRITTEN, Written, added, words_to_confirm, written
from flows.turns import (
    Command,
    Commanded,
    CommandedUnknown,
    Edited,
    Input,
    NothingAsked,
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


# Words, by what is waited for


def _said(c: Conversation, said: Said | RepliedTo) -> Turn:
    """Words are an answer to what is waited for, unless they were sent for something else."""
    elsewhere = continuing.said_ahead(c, said) if isinstance(said, Said) else correcting.replied(c, said)
    return elsewhere or _WORDS[type(c.response.waiting)](c, written(said.typed, said.origin))


def _words_for_language(c: Conversation, words: Written) -> Turn:
    language = navigating.language_named(words.text, c.questionnaire.languages)
    return navigating.speak(c, language) if language else put_again(c)


def _words_for_begin(c: Conversation, words: Written) -> Turn:
    return put_again(c)


def _words_for_answer(c: Conversation, words: Written) -> Turn:
    question = _open_question(c)
    return carrying.said(c, question, words) or filling.answer(c, question, words)


def _words_for_confirmation(c: Conversation, words: Written) -> Turn:
    """Words may accept a reading, or none of them; anything else is a new answer to the same question, or is added to
    one that was very short."""
    waiting = c.response.waiting
    assert isinstance(waiting, ForConfirmation)  # noqa: S101 - the table below
    question = _open_question(c)
    said = None if question.type == "yes_no" else read(words.typed, _YES_OR_NO, c.circumstances(_YES_OR_NO))
    place = _reading_accepted(question, waiting, words.text, says_yes=said == Accepted(True))
    if place is not None:
        return answering.accept(c, question, waiting.readings[place], words_to_confirm(waiting))
    if said == Accepted(False):
        return tapping.retype(c, question)
    if said == Accepted(True) or _may_be_place_or_choice(question, words.text):
        return put_again(c)
    if waiting.doubt.code is Code.TEXT_SHORT:
        return _add_to_short(c, question, added(waiting, words))
    return filling.answer(_asking_anew(c), question, words)


def _add_to_short(c: Conversation, question: Question, words: Written) -> Turn:
    """Whoever adds little was asked once, and is not asked again."""
    reading = answering.judged(c, question, words.typed)
    if isinstance(reading, ToConfirm) and reading.doubt.code is Code.TEXT_SHORT:
        return answering.accept(c, question, reading.readings[0], replace(words, confirmed=True))
    return filling.answer(_asking_anew(c), question, words)


def _reading_accepted(question: Question, waiting: ForConfirmation, text: str, *, says_yes: bool) -> int | None:
    """The place of the reading that the words accept: the only one by "yes" or "keep", one of several by its number,
    save where a number is an answer itself."""
    if len(waiting.readings) == 1:
        return 0 if says_yes or says_keep(text) else None
    if question.type == "percent" or _may_be_place_or_choice(question, text):
        return None
    place = _number(text)
    return place - 1 if place and place <= len(waiting.readings) else None


def _may_be_place_or_choice(question: Question, text: str) -> bool:
    """A bare number may mean the reading offered or the choice of that number: it is asked about again."""
    return question.type in ("select_one", "select_multiple") and _number(text) is not None


def _number(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < MAX_DIGITS else None


def _words_for_other(c: Conversation, words: Written) -> Turn:
    assert isinstance(c.response.waiting, ForOther)  # noqa: S101 - the table below
    return answering.answer_other(c, _open_question(c), c.response.waiting.chosen, words)


def _words_instead_of_reason(c: Conversation, words: Written) -> Turn:
    """The reason in words, or after all an answer."""
    if (reason := reason_said(words.text)) is not None:
        return tapping.skip_for(c, _open_question(c), reason)
    return filling.answer(_asking_anew(c), _open_question(c), words, may_skip=False)


def _words_for_list(c: Conversation, words: Written) -> Turn:
    """Words may say yes or no to how the list is distributed; anything else is read anew."""
    waiting, question = c.response.waiting, _open_question(c)
    assert isinstance(waiting, ForList)  # noqa: S101 - the table below
    said = read(words.typed, _YES_OR_NO, c.circumstances(_YES_OR_NO))
    if said == Accepted(True):
        return filling.take_list(c, waiting)
    if said == Accepted(False):
        return tapping.retype(c, question)
    return filling.answer(_asking_anew(c), question, words)


def _words_with_nothing_open(c: Conversation, words: Written) -> Turn:
    again = put_again(c)
    return Turn(again.response, (NothingAsked(words.text), *again.replies))


_WORDS: Mapping[type[Any], Callable[[Conversation, Written], Turn]] = {
    ForLanguage: _words_for_language,
    ForBegin: _words_for_begin,
    ForAnswer: _words_for_answer,
    ForConfirmation: _words_for_confirmation,
    ForOther: _words_for_other,
    ForReason: _words_instead_of_reason,
    ForList: _words_for_list,
    ForSubmission: _words_with_nothing_open,
    ForEnquiry: enquiring.take,
    Nothing: _words_with_nothing_open,
}


# Everything else


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


def _open_question(c: Conversation) -> Question:
    assert c.question is not None  # noqa: S101 - only reached while a question is asked about
    return c.question


def _asking_anew(c: Conversation) -> Conversation:
    """The same conversation with the question simply open again."""
    waiting = ForAnswer(question=_open_question(c).name, returning=is_returning(c))
    return c.having(c.response.but(waiting=waiting))


MAX_DIGITS = 3
"""As many readings are never offered, nor as many choices."""

_YES_OR_NO = Question(name="yes_or_no", type="yes_no", label={"en": "Yes or no"})


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
    Said: _said,
    RepliedTo: _said,
    Tapped: tapping.tapped,
    TappedUnknown: lambda c, tapped: tapping.stale(c),
    Commanded: _commanded,
    CommandedUnknown: _commanded_unknown,
    SentThing: lambda c, sent: Turn(c.response, (ThingNotRead(sent.thing),)),
    SharedContact: filling.share,
    SentFile: _sent_file,
    Edited: correcting.edited,
}

"""The dialog as a state machine: one input and the response so far give the next response and the replies.

What the bot waits for (`flows.response.Waiting`) is the state. Words are dispatched on the state, buttons and commands
on what they ask for; both tables stand below. Nothing here reads a clock, a database or a chat: `take_turn` is a
function, and an input that does not fit changes no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flows import answering, continuing, correcting, navigating
from flows.answering import is_returning, put
from flows.answers import read
from flows.answers.spoken_choices import reason_said, says_keep
from flows.conversation import Conversation
from flows.navigating import put_again
from flows.questionnaire import OTHER, Question, Questionnaire
from flows.reading import Accepted, Typed
from flows.response import (
    AboutQuestion,
    ForAnswer,
    ForBegin,
    ForConfirmation,
    ForLanguage,
    ForOther,
    ForReason,
    ForSubmission,
    Nothing,
    Response,
    SkipReason,
    Waiting,
)
from flows.sources import UNWRITTEN, Written, written
from flows.turns import (
    LATER,
    Action,
    Command,
    Commanded,
    CommandedUnknown,
    CountryFixed,
    Edited,
    Input,
    LeftOpen,
    NothingAsked,
    RepliedTo,
    Said,
    SentThing,
    StaleTap,
    Started,
    Tap,
    Tapped,
    TappedUnknown,
    ThingNotRead,
    Turn,
    UnknownCommandTold,
)
from flows.violations import Code, Violation


def take_turn(questionnaire: Questionnaire, response: Response, input: Input, now: datetime) -> Turn:  # noqa: A002
    """What follows from one input. `input` is the design's word for it."""
    conversation = Conversation(questionnaire, response, now)
    turn = _INPUTS[type(input)](conversation, input)
    # A double tap is passed over once; a third tap on the same button is explained like any old button.
    tapped = input.tap.model_dump_json() if isinstance(input, Tapped) and turn.replies else None
    return Turn(
        _counted(response, turn.response, now).but(last_tap=tapped, last_seen_at=now),
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
    return answering.answer_with_words(c, _open_question(c), words)


def _words_for_confirmation(c: Conversation, words: Written) -> Turn:
    """Words may accept a reading, or none of them; anything else is a new answer to the same question."""
    waiting = c.response.waiting
    assert isinstance(waiting, ForConfirmation)  # noqa: S101 - the table below
    question = _open_question(c)
    said = None if question.type == "yes_no" else read(words.typed, _YES_OR_NO, c.circumstances(_YES_OR_NO))
    place = _reading_accepted(question, waiting, words.text, says_yes=said == Accepted(True))
    if place is not None:
        return answering.accept(c, question, waiting.readings[place], _waiting_words(waiting))
    if said == Accepted(False):
        return _retype(c, question)
    if said == Accepted(True) or _may_be_place_or_choice(question, words.text):
        return put_again(c)
    return answering.answer_with_words(_asking_anew(c), question, words)


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
        return _skip_for(c, _open_question(c), reason)
    return answering.answer_with_words(_asking_anew(c), _open_question(c), words, may_skip=False)


def _words_with_nothing_open(c: Conversation, words: Written) -> Turn:
    again = put_again(c)
    return Turn(again.response, (NothingAsked(words.text), *again.replies))


def _waiting_words(waiting: ForConfirmation) -> Written:
    return Written(Typed(waiting.typed), waiting.sources)


_WORDS: Mapping[type[Any], Callable[[Conversation, Written], Turn]] = {
    ForLanguage: _words_for_language,
    ForBegin: _words_for_begin,
    ForAnswer: _words_for_answer,
    ForConfirmation: _words_for_confirmation,
    ForOther: _words_for_other,
    ForReason: _words_instead_of_reason,
    ForSubmission: _words_with_nothing_open,
    Nothing: _words_with_nothing_open,
}


# Buttons


def _tapped(c: Conversation, tapped: Tapped) -> Turn:
    """A button that changes something counts only while its prompt stands; one that merely shows something, always."""
    tap = tapped.tap
    if tap.question not in ("", *c.relevant_names):
        return _stale(c)
    if tap.action in _ANY_TIME:
        return _ANY_TIME[tap.action](c, tap)
    if tap.prompt != c.response.prompt:
        doubled = tap.model_dump_json() == c.response.last_tap
        return Turn(c.response) if doubled else _stale(c)
    if tap.action in _WHILE_PROMPT_STANDS:
        return _WHILE_PROMPT_STANDS[tap.action](c)
    if c.question is None or c.question.name != tap.question:
        return _stale(c)
    return _WHILE_ASKED[tap.action](c, c.question, tap)


def _stale(c: Conversation) -> Turn:
    again = put_again(c)
    return Turn(again.response, (StaleTap(), *again.replies))


def _choose(c: Conversation, question: Question, tap: Tap) -> Turn:
    if question.type in ("yes_no", "acknowledge") and tap.choice in ("yes", "no"):
        return answering.accept(c, question, Accepted(tap.choice == "yes"))
    if question.type == "select_one" and tap.choice in _choices(c, question):
        return answering.accept(c, question, Accepted(tap.choice))
    return _stale(c)


def _toggle(c: Conversation, question: Question, tap: Tap) -> Turn:
    waiting = c.response.waiting
    offered = _choices(c, question)
    if question.type != "select_multiple" or tap.choice not in offered or not isinstance(waiting, ForAnswer):
        return _stale(c)
    ticked = {*c.chosen(question.name)} ^ {tap.choice}
    now = c.having(c.response.with_ticks(question.name, tuple(name for name in offered if name in ticked)))
    return Turn(now.response, (answering.prompt(now, question.name),), in_place=True)


def _done(c: Conversation, question: Question, tap: Tap) -> Turn:
    waiting = c.response.waiting
    if question.type != "select_multiple" or not isinstance(waiting, ForAnswer):
        return _stale(c)
    return answering.accept_choices(c, question, c.chosen(question.name))


def _none_of_these(c: Conversation, question: Question, tap: Tap) -> Turn:
    return answering.accept_choices(c, question, ()) if question.type == "select_multiple" else _stale(c)


def _today(c: Conversation, question: Question, tap: Tap) -> Turn:
    if question.type != "date":
        return _stale(c)
    return answering.accept(c, question, Accepted(c.now.date().isoformat()))


def _confirm(c: Conversation, question: Question, tap: Tap) -> Turn:
    waiting = c.response.waiting
    if not isinstance(waiting, ForConfirmation) or not tap.choice.isascii() or not tap.choice.isdigit():
        return _stale(c)
    place = int(tap.choice)
    if place >= len(waiting.readings):
        return _stale(c)
    return answering.accept(c, question, waiting.readings[place], _waiting_words(waiting))


def _retype(c: Conversation, question: Question, tap: Tap | None = None) -> Turn:
    return put(c, question.name, returning=is_returning(c))


def _skip(c: Conversation, question: Question, tap: Tap | None = None) -> Turn:
    return navigating.skip(c, question)


def _reason(c: Conversation, question: Question, tap: Tap) -> Turn:
    reasons = [*SkipReason, LATER]
    asked = isinstance(c.response.waiting, ForReason)
    return _skip_for(c, question, tap.choice) if asked and tap.choice in reasons else _stale(c)


def _skip_for(c: Conversation, question: Question, reason: str) -> Turn:
    if reason != LATER:
        return answering.skip(c, question, SkipReason(reason))
    left_open = () if c.answer_to(question.name) else (LeftOpen(question.name),)
    return answering.go_on(c, question.name, left_open)


def _keep(c: Conversation, question: Question, tap: Tap) -> Turn:
    return answering.go_on(c.having(c.response.with_ticks(question.name, None)), question.name)


def _remark(c: Conversation, question: Question, tap: Tap) -> Turn:
    waiting = c.response.waiting
    if not isinstance(waiting, ForAnswer) or not waiting.refused or not question.keeps_remark:
        return _stale(c)
    return answering.keep_as_remark(c, question, Written(Typed(waiting.refused), waiting.sources))


def _language(c: Conversation, tap: Tap) -> Turn:
    return navigating.speak(c, tap.choice) if tap.choice in c.questionnaire.languages else _stale(c)


def _begin(c: Conversation) -> Turn:
    first = c.next_open(None)
    return put(c, first) if first else answering.rest(c)


def _other_country(c: Conversation) -> Turn:
    question = c.questionnaire.country_question
    if question and c.is_fixed(question.name):
        again = put_again(c)
        return Turn(again.response, (CountryFixed(), *again.replies))
    return put(c, question.name) if question else _begin(c)


_ANY_TIME: Mapping[Action, Callable[[Conversation, Tap], Turn]] = {
    Action.LANGUAGE: _language,
    Action.SHOW: lambda c, tap: put_again(c),
    Action.SECTIONS: lambda c, tap: navigating.show_sections(c),
    Action.SECTION: lambda c, tap: navigating.go_to_section(c, tap.choice),
    Action.REVIEW: lambda c, tap: navigating.show_review(c, tap.choice),
    Action.EDIT: lambda c, tap: navigating.edit(c, tap.question) if tap.question else _stale(c),
    Action.SUMMARY: lambda c, tap: navigating.show_summary(c),
    Action.DEFINE: lambda c, tap: navigating.define(c, tap.question, tap.choice),
    Action.SEPARATE: lambda c, tap: continuing.separate(c, tap.question, tap.choice) or _stale(c),
}

_WHILE_ASKED: Mapping[Action, Callable[[Conversation, Question, Tap], Turn]] = {
    Action.CHOOSE: _choose,
    Action.TOGGLE: _toggle,
    Action.DONE: _done,
    Action.NONE: _none_of_these,
    Action.TODAY: _today,
    Action.CONFIRM: _confirm,
    Action.RETYPE: _retype,
    Action.SKIP: _skip,
    Action.REASON: _reason,
    Action.KEEP: _keep,
    Action.REMARK: _remark,
}

_WHILE_PROMPT_STANDS: Mapping[Action, Callable[[Conversation], Turn]] = {
    Action.BEGIN: lambda c: _begin(c) if isinstance(c.response.waiting, ForBegin) else _stale(c),
    Action.OTHER_COUNTRY: lambda c: _other_country(c) if isinstance(c.response.waiting, ForBegin) else _stale(c),
    Action.BACK: navigating.back,
    Action.SUBMIT: navigating.submit,
}


# Everything else


def _commanded(c: Conversation, commanded: Commanded) -> Turn:
    if not navigating.has_begun(c):
        return put_again(c)
    return _COMMANDS[commanded.command](c)


def _skip_command(c: Conversation) -> Turn:
    return _skip(c, c.question) if c.question else put_again(c)


_COMMANDS: Mapping[Command, Callable[[Conversation], Turn]] = {
    Command.HELP: navigating.show_help,
    Command.WHERE: navigating.show_whereabouts,
    Command.BACK: navigating.back,
    Command.SKIP: _skip_command,
    Command.SECTIONS: navigating.show_sections,
    Command.REVIEW: lambda c: navigating.show_review(c, ""),
    Command.SUBMIT: navigating.show_summary,
    Command.LANGUAGE: navigating.ask_language,
    Command.CANCEL: navigating.cancel,
}


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


def _choices(c: Conversation, question: Question) -> tuple[str, ...]:
    own = tuple(choice.name for choice in c.questionnaire.choices_of(question))
    return (*own, OTHER) if question.other else own


MAX_DIGITS = 3
"""As many readings are never offered, nor as many choices."""

_YES_OR_NO = Question(name="yes_or_no", type="yes_no", label={"en": "Yes or no"})

_INPUTS: Mapping[type[Any], Callable[[Conversation, Any], Turn]] = {
    Started: lambda c, started: navigating.start(c),
    Said: _said,
    RepliedTo: _said,
    Tapped: _tapped,
    TappedUnknown: lambda c, tapped: _stale(c),
    Commanded: _commanded,
    CommandedUnknown: _commanded_unknown,
    SentThing: lambda c, sent: Turn(c.response, (ThingNotRead(sent.thing),)),
    Edited: correcting.edited,
}

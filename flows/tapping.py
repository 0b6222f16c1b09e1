"""What a button does: three tables, by when it counts. Reads no words.

A button that changes something counts only while the prompt it was shown with stands; one that merely shows something
counts always. An old, invented or unfitting one is explained and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows import (
    answering,
    attaching,
    campaigning,
    carrying,
    continuing,
    distributing,
    enquiring,
    filling,
    navigating,
    unreached,
)
from flows.answer import OverrideReason, SkipReason
from flows.answering import is_returning, put
from flows.conversation import Conversation
from flows.navigating import put_again
from flows.overriding import against, reasons_against
from flows.questionnaire import OTHER, Question
from flows.reading import Accepted, Typed
from flows.sources import Written, words_to_confirm
from flows.turns import (
    FILL_IN,
    LATER,
    ONLY_THIS,
    REST,
    Action,
    CountryFixed,
    Doubted,
    LeftOpen,
    StaleTap,
    Tap,
    Tapped,
    Turn,
)
from flows.waiting import AboutQuestion, ForAnswer, ForBegin, ForConfirmation, ForList, ForReason


def tapped(c: Conversation, given: Tapped) -> Turn:
    """A button that changes something counts only while its prompt stands; one that merely shows something, always."""
    tap = given.tap
    if tap.question not in ("", *c.relevant_names):
        return stale(c)
    if tap.action in ANY_TIME:
        return ANY_TIME[tap.action](c, tap)
    if tap.prompt != c.response.prompt:
        doubled = tap.model_dump_json() == c.response.last_tap
        return Turn(c.response) if doubled else stale(c)
    if tap.action in WHILE_PROMPT_STANDS:
        return WHILE_PROMPT_STANDS[tap.action](c)
    waiting = c.response.waiting
    if not isinstance(waiting, AboutQuestion) or waiting.question != tap.question:
        return stale(c)
    return WHILE_ASKED[tap.action](c, c.questionnaire.question(tap.question), tap)


def stale(c: Conversation) -> Turn:
    again = put_again(c)
    return Turn(again.response, (StaleTap(), *again.replies))


def _choose(c: Conversation, question: Question, tap: Tap) -> Turn:
    if question.type in ("yes_no", "acknowledge") and tap.choice in ("yes", "no"):
        return answering.accept(c, question, Accepted(tap.choice == "yes"))
    if question.type == "select_one" and tap.choice in _choices(c, question):
        return answering.accept(c, question, Accepted(tap.choice))
    return stale(c)


def _toggle(c: Conversation, question: Question, tap: Tap) -> Turn:
    waiting = c.response.waiting
    offered = _choices(c, question)
    if question.type != "select_multiple" or tap.choice not in offered or not isinstance(waiting, ForAnswer):
        return stale(c)
    ticked = {*c.chosen(question.name)} ^ {tap.choice}
    now = c.having(c.response.with_ticks(question.name, tuple(name for name in offered if name in ticked)))
    return Turn(now.response, (answering.prompt(now, question.name),), in_place=True)


def _done(c: Conversation, question: Question, tap: Tap) -> Turn:
    """The choices ticked are the answer; or enough of a card is filled."""
    waiting = c.response.waiting
    if isinstance(waiting, ForAnswer) and c.questionnaire.card_of(question.name):
        return filling.done(c, question)
    if question.type != "select_multiple" or not isinstance(waiting, ForAnswer):
        return stale(c)
    return answering.accept_choices(c, question, c.chosen(question.name))


def _none_of_these(c: Conversation, question: Question, tap: Tap) -> Turn:
    return answering.accept_choices(c, question, ()) if question.type == "select_multiple" else stale(c)


def _today(c: Conversation, question: Question, tap: Tap) -> Turn:
    if question.type != "date":
        return stale(c)
    return answering.accept(c, question, Accepted(c.now.date().isoformat()))


def _confirm(c: Conversation, question: Question, tap: Tap) -> Turn:
    waiting = c.response.waiting
    if isinstance(waiting, ForList) and tap.choice in _OF_A_LIST:
        return _OF_A_LIST[tap.choice](c, waiting)
    if not isinstance(waiting, ForConfirmation) or not tap.choice.isascii() or not tap.choice.isdigit():
        return stale(c)
    place = int(tap.choice)
    if place >= len(waiting.readings):
        return stale(c)
    return confirm(c, question, waiting, place)


def confirm(c: Conversation, question: Question, waiting: ForConfirmation, place: int) -> Turn:
    """The reading is meant. Against a warning it stands for the reason that was asked about, or the plainest."""
    if waiting.reason:
        return override(c, question, waiting, OverrideReason.OWN_WORDS)
    return answering.accept(c, question, waiting.readings[place], words_to_confirm(waiting, against(waiting.doubt)))


def _override(c: Conversation, question: Question, tap: Tap) -> Turn:
    waiting = c.response.waiting
    if not isinstance(waiting, ForConfirmation):
        return stale(c)
    own = (OverrideReason.OWN_WORDS,) if waiting.reason else ()
    if tap.choice not in (*reasons_against(waiting.doubt), *own):
        return stale(c)
    return override(c, question, waiting, OverrideReason(tap.choice))


def override(c: Conversation, question: Question, waiting: ForConfirmation, reason: OverrideReason) -> Turn:
    """The answer stands against the warning, for that reason."""
    words = waiting.reason if reason is OverrideReason.OWN_WORDS else ""
    written = words_to_confirm(waiting, against(waiting.doubt, reason, words))
    return answering.accept(c, question, waiting.readings[0], written)


def ask_whether_reason(c: Conversation, question: Question, waiting: ForConfirmation, words: str) -> Turn:
    """Words without an answer in them may be why the answer stands, or anything else that was to be said."""
    asked = waiting.model_copy(update={"reason": words})
    return Turn(c.response.but(waiting=asked), (Doubted(question.name, waiting.doubt, waiting.readings, reason=words),))


def retype(c: Conversation, question: Question, tap: Tap | None = None) -> Turn:
    return put(c, question.name, returning=is_returning(c))


def _skip(c: Conversation, question: Question, tap: Tap) -> Turn:
    rest = tap.choice == REST and c.questionnaire.card_of(question.name) is not None
    return navigating.skip(c, question, rest=rest)


def _reason(c: Conversation, question: Question, tap: Tap) -> Turn:
    reasons = [*SkipReason, LATER]
    asked = isinstance(c.response.waiting, ForReason)
    return skip_for(c, question, tap.choice) if asked and tap.choice in reasons else stale(c)


def skip_for(c: Conversation, question: Question, reason: str) -> Turn:
    waiting = c.response.waiting
    if isinstance(waiting, ForReason) and waiting.rest:
        return filling.done(c, question) if reason == LATER else filling.skip_rest(c, question, SkipReason(reason))
    if reason != LATER:
        return answering.skip(c, question, SkipReason(reason))
    left_open = () if c.answer_to(question.name) else (LeftOpen(question.name),)
    return answering.go_on(c, question.name, left_open)


def _keep(c: Conversation, question: Question, tap: Tap) -> Turn:
    if offered := c.offered(question.name):
        return carrying.keep(c, question, offered)
    return answering.go_on(c.having(c.response.settled(question.name)), question.name)


def _remark(c: Conversation, question: Question, tap: Tap) -> Turn:
    waiting = c.response.waiting
    if not isinstance(waiting, ForAnswer) or not waiting.refused or not question.keeps_remark:
        return stale(c)
    return answering.keep_as_remark(c, question, Written(Typed(waiting.refused), waiting.sources))


def _language(c: Conversation, tap: Tap) -> Turn:
    return navigating.speak(c, tap.choice) if tap.choice in c.questionnaire.languages else stale(c)


def begin(c: Conversation) -> Turn:
    first = c.next_open(None)
    return put(c, first) if first else answering.rest(c)


def _other_country(c: Conversation) -> Turn:
    question = c.questionnaire.country_question
    if question and c.is_fixed(question.name):
        again = put_again(c)
        return Turn(again.response, (CountryFixed(), *again.replies))
    return put(c, question.name) if question else begin(c)


def _choices(c: Conversation, question: Question) -> tuple[str, ...]:
    own = tuple(choice.name for choice in c.questionnaire.choices_of(question))
    return (*own, OTHER) if question.other else own


_OF_A_LIST: Mapping[str, Callable[[Conversation, ForList], Turn]] = {
    FILL_IN: filling.take_list,
    ONLY_THIS: distributing.only_this,
}

ANY_TIME: Mapping[Action, Callable[[Conversation, Tap], Turn]] = {
    Action.LANGUAGE: _language,
    Action.SHOW: lambda c, tap: put_again(c),
    Action.SECTIONS: lambda c, tap: navigating.show_sections(c),
    Action.SECTION: lambda c, tap: navigating.go_to_section(c, tap.choice),
    Action.REVIEW: lambda c, tap: navigating.show_review(c, tap.choice),
    Action.EDIT: lambda c, tap: navigating.edit(c, tap.question) if tap.question else stale(c),
    Action.SUMMARY: lambda c, tap: navigating.show_summary(c),
    Action.DEFINE: lambda c, tap: navigating.define(c, tap.question, tap.choice),
    Action.DETACH: lambda c, tap: attaching.detach(c, tap),
    Action.COPY: lambda c, tap: navigating.give_copy(c),
    Action.REMINDERS: lambda c, tap: campaigning.switch_reminders(c, tap.choice),
    Action.TEAM: lambda c, tap: stale(c),  # of whoever is of the team, the desk has taken it
    Action.SEPARATE: lambda c, tap: continuing.separate(c, tap.question, tap.choice) or stale(c),
    Action.ADDRESS_STANDS: lambda c, tap: unreached.tapped(c, tap) or stale(c),
}

WHILE_ASKED: Mapping[Action, Callable[[Conversation, Question, Tap], Turn]] = {
    Action.CHOOSE: _choose,
    Action.TOGGLE: _toggle,
    Action.DONE: _done,
    Action.NONE: _none_of_these,
    Action.TODAY: _today,
    Action.CONFIRM: _confirm,
    Action.OVERRIDE: _override,
    Action.RETYPE: retype,
    Action.SKIP: _skip,
    Action.REASON: _reason,
    Action.KEEP: _keep,
    Action.KEEP_ALL: lambda c, question, tap: carrying.keep_all(c, question, tap.choice),
    Action.CHANGE: lambda c, question, tap: carrying.change(c, question) or stale(c),
    Action.CLEAR: lambda c, question, tap: carrying.clear(c, question) or stale(c),
    Action.REMARK: _remark,
    Action.ASK_TEAM: lambda c, question, tap: enquiring.ask(c),
}

WHILE_PROMPT_STANDS: Mapping[Action, Callable[[Conversation], Turn]] = {
    Action.BEGIN: lambda c: begin(c) if isinstance(c.response.waiting, ForBegin) else stale(c),
    Action.OTHER_COUNTRY: lambda c: _other_country(c) if isinstance(c.response.waiting, ForBegin) else stale(c),
    Action.BACK: navigating.back,
    Action.SUBMIT: navigating.submit,
}

"""The engine and its wording under random inputs (hypothesis, stateful), on three questionnaires.

Nothing raises, no answer is lost, every reply can be said, old buttons count for nothing, and from anywhere an honest
walk reaches the end.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from flows.answer import Carried
from flows.cards.contact import Contact
from flows.conversation import Conversation
from flows.document import build_document
from flows.earlier_editions import read_edition
from flows.loading import load_questionnaire
from flows.message import Button, Message
from flows.questionnaire import Questionnaire
from flows.sources import messages_of
from flows.turns import (
    Action,
    AlreadySubmitted,
    Command,
    Commanded,
    CommandedUnknown,
    Detached,
    Receipt,
    SentThing,
    Tap,
    Tapped,
    TappedUnknown,
    Thing,
)
from flows.waiting import AboutQuestion, ForAnswer, ForEnquiry, ForList, Nothing
from flows.wording import render
from tests.flows.small import small
from tests.fuzz.honest import answer_honestly, document_of_then, walk_to_the_end
from tests.fuzz.profiles import ENGINE, WALKS
from tests.fuzz.words import choices, contacts, sound_words
from tests.scenario import CHAT, Scenario

ALL_TYPES = load_questionnaire(Path(__file__).parent / "questionnaires" / "all-types.yaml")
MSQ = load_questionnaire("msq-2020")
SMALL = small()

LONGEST_CAPTION = 29
"""So that it fits on a narrow phone."""

places = st.integers(0, 10_000)
"""Which of several, however many there are."""


class Engine(RuleBasedStateMachine):
    """One respondent. Every response is saved and loaded between two turns, as `Scenario` does it."""

    questionnaire: ClassVar[Questionnaire]

    def __init__(self) -> None:
        super().__init__()
        self.chat = Scenario(self.questionnaire)
        self.before = self.chat.response
        self.shown: list[Message] = []
        self.chat.start()
        self._show()

    def teardown(self) -> None:
        if isinstance(self.chat.response.waiting, Nothing):
            return
        walk_to_the_end(self.chat)
        # A correction that changes nothing ends without a receipt.
        assert self.chat.reply_kinds[-1] in (Receipt, AlreadySubmitted)

    @rule(text=sound_words)
    def say(self, text: str) -> None:
        self.chat.say(text)
        self._show()

    @rule(text=sound_words, cut=st.booleans())
    def say_before_looking(self, text: str, cut: bool) -> None:
        self.chat.ahead(text, cut=cut)
        self._show()

    @rule(text=sound_words, known=st.booleans())
    def say_without_it_being_known_what_was_seen(self, text: str, known: bool) -> None:
        """As after a crash between sending and noting; or before anything was seen."""
        looked = self.chat.look_uncertainly() if known else self.chat.look_away()
        looked.ahead(text)
        self._show()

    @rule(text=sound_words, place=places)
    def say_again(self, text: str, place: int) -> None:
        """A message with the number of an earlier one: it changes nothing if that gave an answer."""
        number = place % (self.chat.number + 1)
        known = {source.message for _, source in messages_of(self.chat.response, CHAT)}
        before = self.chat.response
        self.chat.ahead(text, number=number)
        assert number not in known or self.chat.response.answers == before.answers
        self._show()

    @rule(text=sound_words, place=places)
    def reply_to(self, text: str, place: int) -> None:
        names = (None, *self._names())
        self.chat.reply_to(names[place % len(names)], text)
        self._show()

    @rule(text=sound_words, place=places)
    def edit(self, text: str, place: int) -> None:
        self.chat.edit(place % (self.chat.number + 2), text)
        self._show()

    @rule(command=st.sampled_from(Command))
    def command(self, command: Command) -> None:
        self.chat.command(command)
        self._show()

    @rule(place=places, about=st.sampled_from(["1", "3a", "X.1", "99", "nothing"]) | sound_words)
    def attach_for(self, place: int, about: str) -> None:
        names = ("", *self._names(), about)
        self.chat.take(Commanded(Command.ATTACH, names[place % len(names)]))
        self._show()

    @rule(text=sound_words)
    def unknown_command(self, text: str) -> None:
        self.chat.take(CommandedUnknown(f"/x{text}"))
        self._show()

    @rule(thing=st.sampled_from(Thing))
    def send_thing(self, thing: Thing) -> None:
        answers = self.chat.response.answers
        self.chat.take(SentThing(thing))
        assert self.chat.response.answers == answers
        self._show()

    @rule(
        place=places,
        about=st.booleans(),
        words=st.just("") | sound_words,
        text=st.none() | sound_words,
        digest=st.sampled_from("01"),
        again=st.booleans(),
    )
    def send_file(self, place: int, about: bool, words: str, text: str | None, digest: str, again: bool) -> None:
        names = self._names()
        self.chat.send_file(
            f"{place}.txt",
            number=self.chat.number if again and self.chat.number else None,
            about=names[place % len(names)] if about and names else None,
            caption=words,
            text=text,
            digest=digest,
        )
        self._show()

    @rule(place=places)
    def remove_file(self, place: int) -> None:
        files = self.chat.response.attachments
        if files:
            file = files[place % len(files)]
            self.chat.tap(Action.DETACH, file.id, question=file.question)
            self._show()

    @rule(contact=contacts)
    def share_contact(self, contact: Contact | None) -> None:
        self.chat.share(contact)
        self._show()

    @rule()
    def start(self) -> None:
        self.chat.start()
        self._show()

    @rule(place=places, newest=st.booleans())
    def tap(self, place: int, newest: bool) -> None:
        """A button of the newest message that has some, or any older one."""
        with_buttons = [message for message in self.shown if message.buttons]
        if with_buttons:
            buttons = _buttons(with_buttons[-1] if newest else with_buttons[place % len(with_buttons)])
            self.chat.take(Tapped(buttons[place % len(buttons)].tap))
            self._show()

    @rule(action=st.sampled_from(Action), place=places, choice=choices)
    def tap_invented(self, action: Action, place: int, choice: str) -> None:
        names = ("", "nothing", *self._names())
        tap = Tap(
            action=action,
            question=names[place % len(names)],
            choice=choice,
            prompt=place % (self.chat.response.prompt + 3),
        )
        self.chat.take(Tapped(tap))
        self._show()

    @rule()
    def tap_unknown(self) -> None:
        answers, waiting = self.chat.response.answers, self.chat.response.waiting
        self.chat.take(TappedUnknown())
        assert (self.chat.response.answers, self.chat.response.waiting) == (answers, waiting)
        self._show()

    @rule(place=places)
    def answer_honestly(self, place: int) -> None:
        if isinstance(self.chat.response.waiting, ForAnswer):
            question = self.questionnaire.question(self.chat.response.waiting.question)
            answer_honestly(self.chat, question, lambda answers: answers[place % len(answers)])
            self._show()

    @rule(place=st.integers(0, 3), year=st.sampled_from([2016, 2018]))
    def carry_over(self, place: int, year: int) -> None:
        """Answers of an earlier edition are loaded, at any time. Nothing is answered by that."""
        answers = self.chat.response.answers
        self.chat.carry_over(_earlier(self.questionnaire, year, place))
        assert self.chat.response.answers == answers
        self._show()

    @rule(place=places, text=sound_words, noted=st.booleans())
    def send_back(self, place: int, text: str, noted: bool) -> None:
        """The survey team returns what was submitted, also while it is being corrected."""
        names = Conversation(self.questionnaire, self.chat.response, self.chat.now).relevant_names
        if self.chat.response.revision:
            self.chat.send_back(text if noted else None, **{names[place % len(names)]: text})
            self._show()

    @invariant()
    def every_state_is_valid(self) -> None:
        response = self.chat.response
        assert not (isinstance(response.waiting, ForEnquiry) and isinstance(response.waiting.interrupted, ForEnquiry))
        build_document(self.questionnaire, response)
        if isinstance(response.waiting, AboutQuestion):
            assert response.waiting.question in Conversation(self.questionnaire, response, self.chat.now).relevant_names

    @invariant()
    def nothing_of_a_list_is_kept_before_the_tap(self) -> None:
        """Where words became a list only together with a whole answer before them, that answer stays."""
        response = self.chat.response
        if isinstance(response.waiting, ForList):
            kept = {source.message for _, source in messages_of(response, CHAT) if source.piece is not None}
            assert not kept & {source.message for source in response.waiting.sources}

    @invariant()
    def no_answer_is_lost_and_the_prompts_are_counted_up(self) -> None:
        before, self.before = self.before, self.chat.response
        assert before.answers.keys() <= self.before.answers.keys()
        assert before.prompt <= self.before.prompt
        assert before.revision <= self.before.revision
        dealt_with = before.remarks.keys() - self.before.remarks.keys()
        assert all(before.remarks[name].shown for name in dealt_with), "a remark that nobody had read"
        gone = {file.id for file in before.attachments} - {file.id for file in self.before.attachments}
        assert gone <= {
            reply.attachment.id for reply in self.chat.replies if isinstance(reply, Detached) and reply.attachment
        }

    def _show(self) -> None:
        """What the respondent would see; each reply has its words, each button fits."""
        message = render(self.questionnaire, self.chat.response, self.chat.turn, self.chat.now)
        assert (message is None) == (not self.chat.replies)
        if message:
            assert message.plain_text.strip()
            assert all(0 < len(button.caption) <= LONGEST_CAPTION for button in _buttons(message))
            self.shown.append(message)

    def _names(self) -> tuple[str, ...]:
        return tuple(question.name for question in self.questionnaire.questions)


@cache
def _earlier(questionnaire: Questionnaire, year: int, place: int) -> dict[str, Carried]:
    """The answers to most of the questions then."""
    fits = read_edition(questionnaire, document_of_then(questionnaire, place), {}, year).fits
    return {name: each for number, (name, each) in enumerate(fits.items(), place) if number % 4}


def _buttons(message: Message) -> list[Button]:
    return [button for row in message.buttons for button in row]


class OnSmall(Engine):
    questionnaire = SMALL

    @rule()
    def finish(self) -> None:
        walk_to_the_end(self.chat)
        self.before = self.chat.response
        self._show()


class OnAllTypes(Engine):
    questionnaire = ALL_TYPES


class OnMsq(Engine):
    questionnaire = MSQ


TestOnSmall = OnSmall.TestCase
TestOnAllTypes = OnAllTypes.TestCase
TestOnMsq = OnMsq.TestCase
TestOnSmall.settings = TestOnAllTypes.settings = TestOnMsq.settings = ENGINE


@pytest.mark.parametrize("questionnaire", [SMALL, ALL_TYPES, MSQ], ids=lambda questionnaire: questionnaire.name)
@WALKS
@given(data=st.data())
def test_whoever_answers_every_question_on_whatever_branch_reaches_the_end(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    chat = Scenario(questionnaire).start()
    walk_to_the_end(chat, lambda answers: data.draw(st.sampled_from(answers)))
    assert chat.reply_kinds == (Receipt,)
    build_document(questionnaire, chat.response)

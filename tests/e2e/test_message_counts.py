"""What the whole questionnaire costs a person: how many messages and taps, on the shortest way and on others.

The answers are those of the recorded response. `docs/answering.md` names the figures; they are counted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.demo import read_demonstration
from flows.loading import load_questionnaire
from flows.questionnaire import Question
from flows.turns import FILL_IN, Action, Receipt
from flows.waiting import ForAnswer, ForBegin, ForConfirmation, ForList, ForSubmission, Nothing
from flows.wording import render
from tests.scenario import Scenario

PAGE = Path(__file__).parent.parent.parent / "docs" / "answering.md"
MSQ = load_questionnaire("msq-2020")
CHOSEN = {
    "q8": ("implementation_plan", "development_strategy", "sdgs", "new_technologies"),
    "q9": ("information_access", "digital_signature"),
    "q15": ("ai", "blockchain", "big_data", "iot"),
    "x1": ("authorized",),
    "x2": ("undesa",),
}
OFFICER = ("q4_name", "q4_title", "q4_organization", "q4_email", "q4_phone")
MINISTRIES = tuple(f"q5{letter}" for letter in "abcdefghi")
CONTACT = ("contact_name", "contact_title", "contact_organization", "contact_email")
PORTALS = ("q2a", "q2b", "q2c", "q2d", "q2e")
NOT_AVAILABLE = "q18"


def recorded() -> dict[str, str]:
    """What was written last at each question; a card and a list stand at their first question."""
    return {step.at: step.say for step in read_demonstration().steps if step.at and step.say}


def one_by_one(together: Mapping[str, str]) -> dict[str, str]:
    """The same, each question with words of its own."""
    ministries = (each.partition("\n")[2] for each in together["q5a"].split("\n\n"))
    return {
        **together,
        **dict(zip(OFFICER, together["q4_name"].splitlines(), strict=True)),
        **dict(zip(MINISTRIES, ministries, strict=True)),
        **dict(zip(CONTACT, together["contact_name"].splitlines(), strict=True)),
    }


def as_lists(together: Mapping[str, str]) -> dict[str, str]:
    """Question 2 as a list as well."""
    portals = "\n".join(f"{name.removeprefix('q2')}. {together[name]}" for name in PORTALS)
    return {**together, "q2a": portals}


@dataclass
class Person:
    """Answers until the response is submitted, and counts what that takes."""

    answers: Mapping[str, str]
    ticks: bool
    chat: Scenario = field(default_factory=lambda: Scenario(MSQ))
    sent: int = 0
    heard: int = 0

    def answer_everything(self) -> Person:
        self._then(self.chat.start())
        while not isinstance(self.chat.response.waiting, Nothing):
            self._go_on()
        assert self.chat.reply_kinds[-1] is Receipt
        return self

    def _go_on(self) -> None:
        match self.chat.response.waiting:
            case ForBegin():
                self._tap(Action.BEGIN)
            case ForAnswer(question=name):
                self._answer(MSQ.question(name))
            case ForConfirmation():
                self._tap(Action.CONFIRM, "0")
            case ForList():
                self._tap(Action.CONFIRM, FILL_IN)
            case ForSubmission():
                self._then(self.chat.tap(Action.SUBMIT, question=""))
            case other:
                raise AssertionError(f"The person does not know what to do: {other}")

    def _answer(self, question: Question) -> None:
        if question.name == NOT_AVAILABLE:
            self._tap(Action.SKIP)
            self._tap(Action.REASON, "not-available")
        elif question.type in ("yes_no", "acknowledge"):
            self._tap(Action.CHOOSE, "yes")
        elif question.type == "select_multiple":
            self._choose(question)
        else:
            self._then(self.chat.say(self.answers[question.name]))

    def _choose(self, question: Question) -> None:
        if self.ticks:
            for name in CHOSEN[question.name]:
                self._tap(Action.TOGGLE, name)
            self._tap(Action.DONE)
        else:
            names = [choice.name for choice in MSQ.choices_of(question)]
            places = (str(names.index(name) + 1) for name in CHOSEN[question.name])
            self._then(self.chat.say(", ".join(places)))

    def _tap(self, action: Action, choice: str = "") -> None:
        self._then(self.chat.tap(action, choice))

    def _then(self, chat: Scenario) -> None:
        self.sent += 1
        message = render(MSQ, chat.response, chat.turn, chat.now)
        assert message
        self.heard += not message.in_place


WAYS = {
    "every question by itself, choices ticked": (one_by_one(recorded()), True),
    "every question by itself, choices in numbers": (one_by_one(recorded()), False),
    "a signature for each person, question 5 as a list": (recorded(), False),
    "question 2 as a list as well": (as_lists(recorded()), False),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_page_says_what_the_questionnaire_costs(way: str) -> None:
    answers, ticks = WAYS[way]
    person = Person(answers, ticks).answer_everything()
    line = f"| {way} | {person.sent} | {person.heard} |"
    assert line in PAGE.read_text("utf-8").splitlines()


def test_every_way_gives_the_same_answers() -> None:
    first, *others = (Person(*way).answer_everything().chat.response for way in WAYS.values())
    for other in others:
        assert {name: (each.value, each.note) for name, each in other.answers.items()} == {
            name: (each.value, each.note) for name, each in first.answers.items()
        }

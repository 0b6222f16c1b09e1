"""A survey by invitation whose team works in the chat: what they write and tap there, and what they read."""

from __future__ import annotations

from dataclasses import replace

from flows.administration.roles import Admission
from flows.desk.attending import Desk
from flows.desk.states import AtDesk
from flows.desk.taps import Verb, tap
from flows.interview import Incoming, Interview, Received
from flows.message import Button, Message
from flows.ports import Storage
from flows.questionnaire import Questionnaire
from flows.reading import Typed
from flows.turns import Command, Commanded, CommandedUnknown, Input, Said, Started, Tapped
from tests.administration.office import BOSS, Office

PAGES = "https://survey.example.org/sign-in"


class Team(Office):
    """`BOSS` is at the desk by the setting. Messages that are shown have the number of the update they answer."""

    def __init__(self, storage: Storage, questionnaire: Questionnaire | None = None, pages: str | None = PAGES) -> None:
        super().__init__(storage, questionnaire)
        admission = Admission(open=False, administrators=frozenset({BOSS}))
        self.desk = Desk(self.questionnaire, storage, self.clock, admission, lambda: "survey_bot", lambda: pages)
        self.interview = Interview(self.questionnaire, storage, self.clock, admission, desk=self.desk)

    async def write(self, text: str, chat: int = BOSS, **about: object) -> Message:
        """Words or a command; the last thing that is said then."""
        await self.hear_at_desk(_input(text), chat, **about)
        return (await self.messages(chat))[-1]

    async def press(self, verb: Verb, *what: str, chat: int = BOSS, on: int | None = None) -> Message | None:
        """A button of the desk, shown or not; what is said then, if anything."""
        await self.hear_at_desk(Tapped(tap(verb, *what)), chat, message_id=on)
        said = await self.messages(chat)
        return said[-1] if said else None

    async def hear_at_desk(self, given: Input, chat: int = BOSS, **about: object) -> Received:
        self._update += 1
        incoming = Incoming(self._update, chat, given, None, self.clock.now())
        return await self.interview.receive(replace(incoming, **about))  # type: ignore[arg-type]

    async def state(self, chat: int = BOSS) -> AtDesk | None:
        return (await self.person(chat)).desk


def _input(text: str) -> Input:
    if text == "/start":
        return Started()
    if not text.startswith("/"):
        return Said(Typed(text))
    word = text.removeprefix("/")
    return Commanded(Command(word)) if word in list(Command) else CommandedUnknown(text)


def captions(message: Message) -> list[str]:
    return [button.caption for button in _buttons(message)]


def _buttons(message: Message) -> list[Button]:
    return [button for row in message.buttons for button in row]

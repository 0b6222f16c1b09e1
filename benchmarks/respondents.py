"""Closed-loop respondents: each does the next thing when the bot has reacted to the last. Lives beside the server.

They walk in the world itself, without a connection of their own, so that the load takes as little of a processor as it
can. Knows no bot: what a respondent does next follows from the walk.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, cycle, repeat

from babel import Locale

from bot.demo import Step, read_demonstration
from simulator.values import Account, Change, Event, Message
from simulator.world import World

Walk = Callable[[int], Iterator[Step]]
"""What the n-th respondent does, one step after the other. A tap of "" means the first button there is."""


def questionnaire_walk(number: int) -> Iterator[Step]:
    """The recorded response of the demonstration, each time as another country: one country answers once."""
    country = COUNTRIES[number % len(COUNTRIES)]
    for step in read_steps():
        if not step.restart:
            yield step.model_copy(update={"say": country}) if step.at == "country" else step


def words_walk(_: int) -> Iterator[Step]:
    """The same, for ever, all of it said: for a bot that says everything back."""
    steps = [step for step in read_steps() if not step.restart]
    return cycle(Step(say=step.say or step.tap) for step in steps)


def answering_walk(_: int) -> Iterator[Step]:
    """Taps where there is something to tap, and otherwise says the next of the recorded texts."""
    texts = cycle(step.say for step in read_steps() if step.say and step.say != "/start")
    return chain([Step(say="/start")], (Step(say=text, tap="") for text in texts))


def read_steps() -> tuple[Step, ...]:
    return _STEPS


_STEPS = read_demonstration().steps
# Territories of Unicode's that are no country of ISO 3166, and two the bot asks back about.
_NOT_COUNTRIES = {
    *("EU", "EZ", "QO", "UN", "ZZ", "XA", "XB", "XK"),
    *("AC", "CP", "CQ", "DG", "EA", "IC", "TA", "UM", "VI"),
}
COUNTRIES = [
    name
    for code, name in sorted(Locale("en").territories.items())
    if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
]


@dataclass
class Crowd:
    """`size` respondents at once; who has come to the end is followed by somebody new. Times are in seconds."""

    world: World
    walk: Walk
    size: int
    waits: list[float] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    _walkers: dict[int, _Walker] = field(default_factory=dict)
    _number: int = 0

    async def answering(self, seconds: float) -> float:
        """Lets them go on for so long, and forgets what was before. How long it really took."""
        self.waits.clear()
        begun = time.perf_counter()
        await asyncio.sleep(seconds)
        return time.perf_counter() - begun

    @contextmanager
    def walking(self) -> Iterator[None]:
        with self.world.listening(self._hear):
            self._begin()
            yield

    def _begin(self) -> None:
        for _ in repeat(None, self.size):
            self._join()

    def _join(self) -> None:
        account = self.world.add_person(f"Respondent {self._number}")
        walker = self._walkers[account.id] = _Walker(self.world, account, self.walk(self._number))
        self._number += 1
        walker.go_on()

    def _hear(self, change: Change) -> None:
        if change.kind != "message" or change.value.event not in (Event.BOT_SAID, Event.BOT_CHANGED):
            return
        walker = self._walkers.get(change.chat_id)
        if walker is None or walker.waiting_since is None:
            return
        self.waits.append(time.perf_counter() - walker.waiting_since)
        self.answered.set()
        walker.waiting_since = None
        # Not at once: the server is in the middle of the bot's call.
        asyncio.get_running_loop().call_soon(self._go_on, walker)

    def _go_on(self, walker: _Walker) -> None:
        if not walker.go_on():
            del self._walkers[walker.account.id]
            self._join()


@dataclass
class _Walker:
    world: World
    account: Account
    steps: Iterator[Step]
    waiting_since: float | None = None

    def go_on(self) -> bool:
        """False at the end of the walk."""
        step = next(self.steps, None)
        if step is None:
            return False
        self.waiting_since = time.perf_counter()
        if step.tap is None or not self._tap(step.tap):
            self._improvise(step)
        return True

    def _improvise(self, step: Step) -> None:
        """Whoever answers for another country is asked otherwise now and then: they say it, or tap what there is."""
        if step.say or not self._tap(""):
            # Dated as by somebody who has read the question: what comes in its own second is no answer to it.
            self.world.say(self.account, step.say or "/start", sent_at=self.world.once_read(self.account.id))

    def _tap(self, caption: str) -> bool:
        messages = self.world.chat(self.account.id).messages
        newest = (messages[number] for number in reversed(messages))
        for message in (message for message in newest if message.sender_id == self.world.bot.id):
            place = _place_of(message, caption)
            if place is not None:
                self.world.tap(self.account, message, *place)
            if place is not None or not caption:
                return place is not None
        return False


def _place_of(message: Message, caption: str) -> tuple[int, int] | None:
    for row, buttons in enumerate(message.keyboard):
        for column, button in enumerate(buttons):
            if caption in ("", button.caption):
                return row, column
    return None

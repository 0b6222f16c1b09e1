"""A person who walks the questionnaire to its end, strictly: one thing at a time, and nothing but the expected reply.

What the bot has confirmed ("✓ …") is remembered, to be looked for in the database. Knows no fault and no database.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from flows.answers.country import ALPHA_2
from flows.answers.country_names import CODES_THAT_ARE_WORDS
from tests.faults.town import Bubble, Town

COUNTRIES: Final = tuple(sorted(ALPHA_2.keys() - set(CODES_THAT_ARE_WORDS)))
"""One for each person: a country has one live response."""


NOT_AVAILABLE: Final = {"status": "skipped", "reason": "not-available"}


class StuckError(AssertionError):
    """The bot said nothing, or something else, where a reply was due. The text shows the chat."""


@dataclass
class Memory:
    """What a person saw: what was confirmed to them by question, as it must stand in the document, and how often.

    `repeated` messages came twice. `doubted` answers the bot asked about, as it had not noted that its question had
    arrived: so a repeated message looks to who has answered the first.
    """

    confirmed: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    doubted: int = 0
    document: Mapping[str, Any] | None = None


class Respondent:
    """`number` makes every answer this person's own: one that lands with somebody else is noticed."""

    def __init__(self, town: Town, person: int, number: int, *, patience: float, chance: Random) -> None:
        self.person = person
        self.memory = Memory()
        self.turns = 0
        self._town = town
        self._number = number
        self._patience = patience
        self._chance = chance
        self._chat = town.chat(person)
        self._last: Bubble | None = None

    async def walk(self) -> None:
        """From /start to the document."""
        n = self._number
        await self._say("/start", "A few questions about your library.")
        await self._tap("Begin", "Country")
        await self._say(COUNTRIES[n], "I agree that", country=COUNTRIES[n])
        await self._tap("I agree", "1. Where is", consent=True)
        await self._say(f"www.library{n}.org", "2. Is it", portal=[{"url": f"https://www.library{n}.org"}])
        await self._tap("Yes", "3. Why", members=True)
        await self._say(f"Because of reason {n}", "4. What can", why=f"Because of reason {n}")
        await self._tap("☐ Renewing loans", "4. What can")
        await self._tap("☐ Reading rooms", "4. What can")
        await self._tap("☐ Electronic books", "4. What can")
        await self._tap("☑ Renewing loans", "4. What can")
        await self._tap("Done", "5. Who owns", offered=["ebooks", "rooms"])
        await self._tap("The state", "6. What share", owner="state")
        await self._say(f"{n}.5 %", "7. What share", readers=n + 0.5)
        await self._tap("Skip", "For what reason")
        await self._tap("It is not available", "8. When was", budget=NOT_AVAILABLE)
        await self._say(f"1 May {1900 + n}", "9. What else", founded=f"{1900 + n}-05-01")
        await self._say("/back", "8. When was")
        await self._say(f"2 May {1900 + n}", "9. What else", founded=f"{1900 + n}-05-02")
        await self._say(f"Nothing else, says {n}", "E-mail:", remarks=f"Nothing else, says {n}")
        await self._say(f"reader{n}@library{n}.org", "Phone:", email=f"reader{n}@library{n}.org")
        await self._say(f"+49 30 90185{n:03}", "Everything is answered", phone=f"+493090185{n:03}")
        await self._tap("Submit", "Your response was submitted")
        await self._file(".pdf")
        self.memory.document = json.loads(await self._town.file(await self._file(".json")))

    async def _say(self, text: str, then: str, **confirmed: Any) -> None:
        await self._think()
        await self._town.say(self.person, text)
        await self._expect(then, confirmed)

    async def _tap(self, caption: str, then: str, **confirmed: Any) -> None:
        await self._think()
        assert self._last is not None
        await self._town.tap(self.person, self._last.id, *_place(self._last, caption))
        await self._expect(then, confirmed)

    async def _expect(self, words: str, confirmed: Mapping[str, Any]) -> None:
        bubble = await self._next()
        if "was sent before" in bubble.text and bubble.captions:
            self.memory.doubted += 1
            return await self._tap(bubble.captions[0][0], words, **confirmed)
        if words not in bubble.text:
            raise StuckError(f"{self.person} waited for “{words}”, and this came: {bubble.text}\n{self._chat.end}")
        if bool(confirmed) != bool(re.search("^✓ ", bubble.text, re.MULTILINE)):
            raise StuckError(f"{self.person} got the wrong confirmation: {bubble.text}\n{self._chat.end}")
        self.memory.confirmed.update({question: _entry(value) for question, value in confirmed.items()})
        self.memory.times.update(confirmed.keys())
        self.turns += 1
        return None

    async def _file(self, ending: str) -> str:
        bubble = await self._next()
        if bubble.file is None or not (bubble.file_name or "").endswith(ending):
            raise StuckError(f"{self.person} got no {ending}.\n{self._chat.end}")
        return bubble.file

    async def _next(self) -> Bubble:
        """What comes next and was not there already."""
        try:
            async with asyncio.timeout(self._patience):
                async for bubble, new in self._unseen():
                    if self._last is not None and not new and bubble.id < self._last.id:
                        continue  # an earlier message lost its buttons
                    if self._last is None or bubble.looks != self._last.looks:
                        self._last = bubble
                        return bubble
                    self.memory.repeated += new
        except TimeoutError:
            pass
        raise StuckError(f"{self.person} heard nothing for {self._patience} s.\n{self._chat.end}")

    async def _unseen(self) -> AsyncIterator[tuple[Bubble, bool]]:
        while True:
            yield await self._chat.unseen.get()

    async def _think(self) -> None:
        await asyncio.sleep(self._chance.random() / 20)


def _entry(value: Any) -> Mapping[str, Any]:
    return NOT_AVAILABLE if value is NOT_AVAILABLE else {"status": "answered", "value": value}


def _place(bubble: Bubble, caption: str) -> tuple[int, int]:
    return next(
        (row, column)
        for row, captions in enumerate(bubble.captions)
        for column, shown in enumerate(captions)
        if shown.startswith(caption)
    )

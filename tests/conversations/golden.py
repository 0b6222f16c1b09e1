"""Reads, plays and writes golden conversations; their form is described in README.md beside this file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from flows.administration.announcing import Draft, announce, queue_announcements
from flows.administration.campaign import set_campaign
from flows.administration.enquiring import answer_enquiry, enquiries
from flows.administration.prefilling import Earlier, prefill
from flows.administration.reminding import remind, remind_due
from flows.administration.returning import reopen
from flows.administration.roles import Admission, operator
from flows.attachments import Fetched, announced, kind_of
from flows.campaign import Campaign
from flows.cards.contact import Contact
from flows.document_model import FORMAT
from flows.interview import Incoming, Interview
from flows.message import Button, Message
from flows.ports import Storage
from flows.questionnaire import Questionnaire
from flows.reaching import tell_unreachable
from flows.reading import Typed
from flows.turns import (
    Command,
    Commanded,
    CommandedUnknown,
    Edited,
    Input,
    Origin,
    Said,
    SentFile,
    SharedContact,
    Started,
    Tapped,
)
from storage import open_storage

START = datetime(2019, 4, 22, 9, 0, tzinfo=UTC)
CHAT = 1001
TEAM = operator("amina")
READING = timedelta(seconds=5)
"""How long after it was caused a message of the bot's is in the chat."""
SOON = timedelta(seconds=1)
ARRIVING = {"at once": SOON, "in the same second": READING}
"""How long after the message before: while the bot's is on its way, or in the second in which it arrives."""

_TAP = re.compile(r"\[(.+)\]")
_IN_A_BURST = re.compile(r"\((at once|in the same second)\)\s+(.+)", re.DOTALL)
_EDITS = re.compile(r"\(edits “(.+?)”\)\s+(.+)", re.DOTALL)
_REPLIES = re.compile(r"\(replies to “(.+?)”\)\s+(.+)", re.DOTALL)
_RETURNS = re.compile(r"\(the survey team returns it\)\n(.+)", re.DOTALL)
_ANSWERS = re.compile(r"\(the survey team answers\)\s+(.+)", re.DOTALL)
_SETS = re.compile(r"\(the survey team sets the deadline\)\s+(\S+)(, when it closes)?")
_LOADS = re.compile(r"\(the survey team loads the answers of (\d{4})\)\n(.+)", re.DOTALL)
_NOT_REACHED = re.compile(r"\(the bot cannot reach (\S+), of (\w+)\)")
_REMINDS = re.compile(r"\(the survey team reminds\)")
_ANNOUNCES = re.compile(r"\(the survey team announces\)\s+(.+)", re.DOTALL)
_SHARES = re.compile(r"\(shares a contact\)\s+(.+)", re.DOTALL)
_SENDS = re.compile(r"\(sends (\S+)(?: that says “(.+?)”)?\)\s*(.*)", re.DOTALL)
_LATER = re.compile(r"\((\d+) (days?|hours?|minutes?) later\)")


@dataclass
class Clock:
    moment: datetime = START

    def now(self) -> datetime:
        return self.moment


def inputs_of(text: str) -> list[str]:
    """What the respondent does, one string each, without the `> `."""
    given: list[list[str]] = []
    before = ""
    for line in text.splitlines():
        if line.startswith(">"):
            words = line[1:].removeprefix(" ")
            if before.startswith(">"):
                given[-1].append(words)
            else:
                given.append([words])
        before = line
    return ["\n".join(lines) for lines in given]


@dataclass
class Player:
    """Plays one respondent. The storage is opened anew for every message, as if the bot had been started again."""

    questionnaire: Questionnaire
    database_url: str
    clock: Clock = field(default_factory=Clock)
    shown: dict[int, Message] = field(default_factory=dict)
    said: dict[int, str] = field(default_factory=dict)
    updates: int = 0

    async def play(self, text: str) -> str:
        """The whole conversation as it goes now, header included."""
        header = text.split("\n>", 1)[0].rstrip()
        parts = [header]
        for given in inputs_of(text):
            parts.append("\n".join(f"> {line}".rstrip() for line in given.split("\n")))
            if not self._time_passes(given):
                parts.extend(await self._exchange(given))
            elif said := await self._unasked():
                parts.append(said)
        return "\n\n".join(parts) + "\n"

    def _time_passes(self, given: str) -> bool:
        later = _LATER.fullmatch(given)
        if later:
            self.clock.moment += timedelta(**{later[2].rstrip("s") + "s": int(later[1])})
        return bool(later)

    async def _exchange(self, given: str) -> list[str]:
        burst = _IN_A_BURST.fullmatch(given)
        self.clock.moment += ARRIVING[burst[1]] if burst else timedelta(minutes=1)
        async with open_storage(self.database_url) as storage:
            if not await self._the_team_acts(storage, given):
                self.updates += 1
                incoming = self.incoming(burst[2] if burst else given)
                await self.interview(storage).receive(incoming)
            return [await self._said(storage) or "(nothing)"]

    async def _unasked(self) -> str:
        """What the bot says because it is time to."""
        async with open_storage(self.database_url) as storage:
            await remind_due(storage, self.questionnaire, self.clock, Admission())
            return await self._said(storage)

    async def _said(self, storage: Storage) -> str:
        said = []
        async with storage.work() as work:
            while delivery := await work.outbox.next_of(CHAT, self.clock.now()):
                number = delivery.edits or self._next_number()
                said.append("(in place)\n" * bool(delivery.edits) + written(delivery.message))
                self.shown[number] = delivery.message
                await work.outbox.delivered(delivery, self.clock.now() + READING, number)
            await work.commit()
        return "\n\n---\n\n".join(said)

    async def _the_team_acts(self, storage: Storage, given: str) -> bool:
        """Or whoever else does something but the respondent."""
        if returns := _RETURNS.fullmatch(given):
            remarks = dict(re.split(r":\s+", line, maxsplit=1) for line in returns[1].splitlines())
            note = remarks.pop("note", None)
            await reopen(storage, self.questionnaire, self.clock, TEAM, "PAK", remarks, note)
        if answers := _ANSWERS.fullmatch(given):
            (enquiry,) = await enquiries(storage, self.questionnaire, TEAM, unanswered=True)
            await answer_enquiry(storage, self.questionnaire, self.clock, TEAM, enquiry.id, answers[1])
        if sets := _SETS.fullmatch(given):
            campaign = Campaign(datetime.fromisoformat(f"{sets[1]}T23:59Z"), closes=bool(sets[2]))
            await set_campaign(storage, self.questionnaire, self.clock, TEAM, campaign)
        if loads := _LOADS.fullmatch(given):
            document = earlier_document(int(loads[1]), dict(map(_named_value, loads[2].splitlines())))
            await prefill(storage, self.questionnaire, self.clock, TEAM, [Earlier("the file", document)])
        if reminds := _REMINDS.fullmatch(given):
            await remind(storage, self.questionnaire, self.clock, TEAM)
            await remind_due(storage, self.questionnaire, self.clock, Admission())
        if announces := _ANNOUNCES.fullmatch(given):
            await announce(storage, self.questionnaire, self.clock, TEAM, Draft(announces[1]))
            await queue_announcements(storage, self.questionnaire, self.clock, limit=10)
        if missing := _NOT_REACHED.fullmatch(given):
            await tell_unreachable(storage, self.questionnaire, self.clock, CHAT, missing[2], (missing[1],))
        return bool(returns or answers or sets or loads or reminds or announces or missing)

    def interview(self, storage: Storage) -> Interview:
        return Interview(self.questionnaire, storage, self.clock)

    def incoming(self, given: str) -> Incoming:
        number, what, reply_to = self._input(given)
        return Incoming(self.updates, CHAT, what, number, self.clock.now(), reply_to=reply_to)

    def _input(self, given: str) -> tuple[int, Input, int | None]:
        """The number of the message typed or tapped, the input, and the number of the message replied to."""
        if tap := _TAP.fullmatch(given):
            return (*self._button(tap[1]), None)
        if edits := _EDITS.fullmatch(given):
            number = _newest(self.said, edits[1])
            self.said[number] = edits[2]
            return number, Edited(Typed(edits[2]), self._origin(number)), None
        if replies := _REPLIES.fullmatch(given):
            texts = {number: message.plain_text for number, message in self.shown.items()}
            return (*self._message(replies[2]), _newest(texts | self.said, replies[1]))
        return (*self._message(given), None)

    def _message(self, text: str) -> tuple[int, Input]:
        number = self._next_number()
        self.said[number] = text
        if shares := _SHARES.fullmatch(text):
            return number, SharedContact(_contact(shares[1]), self._origin(number))
        if sends := _SENDS.fullmatch(text):
            return number, self._file(number, *sends.groups())
        if text == "/start":
            return number, Started()
        if text.startswith("/"):
            word, _, about = text.removeprefix("/").partition(" ")
            return number, Commanded(Command(word), about) if word in list(Command) else CommandedUnknown(text)
        return number, Said(Typed(text), self._origin(number))

    def _file(self, number: int, name: str, text: str | None, words: str) -> SentFile:
        origin, size = self._origin(number), 1_200_000
        caption = Said(Typed(words), origin) if words else None
        if refused := announced(name, size):
            return SentFile(origin, refused=refused, caption=caption)
        digest = sha256(name.encode()).hexdigest()
        kind = kind_of(name) or ""
        file = Fetched(name=name, media_type=kind, size=size, sha256=digest, text=text)
        return SentFile(origin, file, caption=caption)

    def _origin(self, number: int) -> Origin:
        return Origin(CHAT, number, self.clock.now())

    def _next_number(self) -> int:
        return len(self.said) + len(self.shown) + 1

    def _button(self, caption: str) -> tuple[int, Input]:
        for number, message in sorted(self.shown.items(), reverse=True):
            for button in _buttons(message):
                if button.caption == caption:
                    return number, Tapped(button.tap)
        newest = written(self.shown[max(self.shown)]) if self.shown else "nothing yet"
        raise LookupError(f"no message has a button [{caption}]; the newest is\n\n{newest}")


def _contact(lines: str) -> Contact:
    """One thing a line: `name`, `title`, `organization`, `email`, `phone`; the last two as often as wanted."""
    things = [tuple(line.split(": ", 1)) for line in lines.splitlines()]
    one = {key: value for key, value in things if key not in ("email", "phone")}
    emails, phones = (tuple(value for key, value in things if key == kind) for kind in ("email", "phone"))
    return Contact(**one, emails=emails, phones=phones)


def earlier_document(year: int, entries: Mapping[str, Any], country: str = "PAK") -> dict[str, Any]:
    """Of an earlier edition; an entry is a value, or the parts of an answer by name."""
    answers = {name: entry if isinstance(entry, dict) else {"value": entry} for name, entry in entries.items()}
    return {
        "format": FORMAT,
        "questionnaire": {"name": f"edition-{year}", "version": "1"},
        "response": {
            "id": "1",
            "country": {"code": country, "name": country},
            "started_at": f"{year}-04-01T09:00:00Z",
            "completed_at": f"{year}-05-02T09:00:00Z",
        },
        "answers": {name: {"status": "answered", **entry} for name, entry in answers.items()},
        "attachments": [],
    }


def _named_value(line: str) -> tuple[str, Any]:
    name, value = line.split(": ", 1)
    return name, json.loads(value)


def _newest(texts: dict[int, str], quoted: str) -> int:
    """The newest message that contains the words."""
    found = [number for number, text in texts.items() if quoted in " ".join(text.split())]
    if not found:
        raise LookupError(f"no message says “{quoted}”")
    return max(found)


def written(message: Message) -> str:
    """A message of the bot as a golden file shows it: bold as `**…**`, files and buttons at the end."""
    text = "".join(f"**{span.text}**" if span.bold else span.text for span in message.text)
    files = [f"(file: {file.name})" for file in message.files]
    rows = [" ".join(f"[{button.caption}]" for button in row) for row in message.buttons]
    return "\n\n".join(part for part in (text.strip("\n"), "\n".join(files), "\n".join(rows)) if part)


def _buttons(message: Message) -> Iterator[Button]:
    return (button for row in message.buttons for button in row)

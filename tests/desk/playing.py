"""Plays golden conversations at the desk: as those of respondents, with an administrator, files, and a whole campaign.

Beside what `tests/conversations/README.md` says, `> (sends NAME)` with the file's lines below it sends a file. Secrets
of links are written as `…`, for they are other ones each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.invitation_lists import read_content
from flows.administration.orders import Order
from flows.administration.roles import Admission
from flows.desk.attending import Desk
from flows.errors import InvitationError
from flows.interview import Incoming, Interview
from flows.ports import Storage
from flows.turns import SentThing, Thing
from tests.conversations.golden import CHAT, Player

_SENDS = re.compile(r"\(sends (\S+)\)\n(.+)", re.DOTALL)
_SECRET = re.compile(r"(start=|sign-in/)[\w-]{32}")


@dataclass
class TeamPlayer(Player):
    """An administrator, whose app speaks `language`."""

    language: str | None = None

    async def play(self, text: str) -> str:
        return _SECRET.sub(r"\1…", await super().play(text))

    def interview(self, storage: Storage) -> Interview:
        admission = Admission(administrators=frozenset({CHAT}))
        desk = Desk(
            self.questionnaire,
            storage,
            self.clock,
            admission,
            lambda: "survey_bot",
            lambda: "https://survey.example.org/sign-in",
        )
        return Interview(self.questionnaire, storage, self.clock, admission, desk=desk)

    def incoming(self, given: str) -> Incoming:
        if sends := _SENDS.fullmatch(given):
            number = self._next_number()
            self.said[number] = sends[1]
            listed, document = _list_of(sends[1], sends[2]), SentThing(Thing.DOCUMENT)
            return Incoming(self.updates, CHAT, document, number, self.clock.now(), self.language, listed=listed)
        return replace(super().incoming(given), language_hint=self.language)


def _list_of(name: str, content: str) -> tuple[Order, ...] | InvitationError:
    try:
        return read_content(name, content.encode(), Order())
    except InvitationError as error:
        return error

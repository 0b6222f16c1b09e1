"""A conversation played on the engine alone, in the domain's words. The response is saved and loaded at every turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from flows.answer import Answer, Carried
from flows.attachments import Fetched, kind_of
from flows.cards.contact import Contact
from flows.engine import carry_over, send_back, take_turn
from flows.questionnaire import Questionnaire
from flows.reading import Hyperlink, Typed
from flows.response import Response
from flows.turns import (
    Action,
    Command,
    Commanded,
    Edited,
    Input,
    Origin,
    Refused,
    RepliedTo,
    Reply,
    Said,
    Seen,
    SentFile,
    SharedContact,
    Started,
    Tap,
    Tapped,
    Turn,
)
from flows.violations import Code, Violation
from flows.waiting import AboutQuestion

START = datetime(2019, 4, 22, 9, 0, tzinfo=UTC)
CHAT = 1001

R = TypeVar("R")


def new_response(questionnaire: Questionnaire) -> Response:
    return Response(id="r1", questionnaire=questionnaire.name, version=questionnaire.version, started_at=START)


class Scenario:
    """`say`, `tap`, `command`, then look: `question`, `replies`, `answer`. A minute passes with every input.

    What the bot said is seen at once, unless something is said `ahead`. Messages are numbered as in a chat: `number` is
    that of the last one sent.
    """

    def __init__(self, questionnaire: Questionnaire, response: Response | None = None) -> None:
        self.questionnaire = questionnaire
        self.response = response or new_response(questionnaire)
        self.turn = Turn(self.response)
        self.now = START
        self.number = 0
        self._seen: Seen | None = None

    def start(self) -> Scenario:
        return self.take(Started())

    def begin(self) -> Scenario:
        """Starts and presses Begin."""
        return self.start().tap(Action.BEGIN)

    def say(self, text: str, *hyperlinks: Hyperlink) -> Scenario:
        self.look()
        return self.ahead(text, *hyperlinks)

    def ahead(
        self,
        text: str,
        *hyperlinks: Hyperlink,
        number: int | None = None,
        sent_at: datetime | None = None,
        cut: bool = False,
    ) -> Scenario:
        """Says something before what the bot said since the last `look` is to be seen; to `say` or `tap` is to look."""
        origin = self._origin(number, sent_at, cut=cut)
        return self.take(Said(Typed(text, hyperlinks), origin, self._seen))

    def look(self, question: str | None = None) -> Scenario:
        """Sees what the bot said last, and that this question was put last: by default the one that is open."""
        self._seen = Seen(question or self.question, self.now)
        return self

    def look_away(self) -> Scenario:
        """As if nothing of the bot had been seen yet."""
        self._seen = None
        return self

    def look_uncertainly(self) -> Scenario:
        """As if the bot did not know whether what it said last arrived before."""
        self._seen = self._seen and replace(self._seen, for_certain=False)
        return self

    def edit(self, number: int, text: str, *, gave: str | None = None, sent_at: datetime | None = None) -> Scenario:
        return self.take(Edited(Typed(text), self._origin(number, sent_at), gave))

    def send_file(
        self,
        name: str = "plan.pdf",
        *,
        number: int | None = None,
        about: str | None = None,
        caption: str = "",
        text: str | None = None,
        refused: Violation | None = None,
        digest: str = "0",
    ) -> Scenario:
        """A file is sent, as the reply to the prompt `about` a question, or (with its number) in the place of one."""
        self.look()
        origin = self._origin(number, None)
        media_type = kind_of(name) or ""
        file = Fetched(name=name, media_type=media_type, size=1_200_000, sha256=digest * 64, text=text)
        words = Said(Typed(caption), origin, self._seen) if caption else None
        return self.take(SentFile(origin, None if refused else file, refused, words, about))

    def reply_to(self, question: str | None, text: str) -> Scenario:
        return self.take(RepliedTo(question, Typed(text), self._origin()))

    def share(self, contact: Contact | None) -> Scenario:
        self.look()
        return self.take(SharedContact(contact, self._origin()))

    def command(self, command: Command) -> Scenario:
        return self.take(Commanded(command))

    def tap(
        self, action: Action, choice: str = "", *, question: str | None = None, prompt: int | None = None
    ) -> Scenario:
        """A button of the open question, as it stands now; `question` and `prompt` make it another's or an old one."""
        self.look()
        return self.take(Tapped(self.button(action, choice, question=question, prompt=prompt)))

    def button(
        self, action: Action, choice: str = "", *, question: str | None = None, prompt: int | None = None
    ) -> Tap:
        return Tap(
            action=action,
            question=self.question or "" if question is None else question,
            choice=choice,
            prompt=self.response.prompt if prompt is None else prompt,
        )

    def take(self, given: Input) -> Scenario:
        self.now += timedelta(minutes=1)
        return self._follow(take_turn(self.questionnaire, self.response, given, self.now))

    def send_back(self, note: str | None = None, **remarks: str) -> Scenario:
        """The survey team returns what was submitted."""
        self.now += timedelta(minutes=1)
        return self._follow(send_back(self.questionnaire, self.response, remarks, note, self.now))

    def carry_over(self, carried: Mapping[str, Carried]) -> Scenario:
        """Answers of an earlier edition are loaded."""
        self.now += timedelta(minutes=1)
        return self._follow(carry_over(self.questionnaire, self.response, carried, self.now))

    def _follow(self, turn: Turn) -> Scenario:
        self.turn = turn
        self.response = Response.model_validate_json(turn.response.model_dump_json())
        assert self.response == turn.response, "saving and loading changes nothing"
        return self

    def _origin(self, number: int | None = None, sent_at: datetime | None = None, *, cut: bool = False) -> Origin:
        if number is None:
            self.number += 1
        return Origin(CHAT, self.number if number is None else number, sent_at or self.now, cut)

    @property
    def question(self) -> str | None:
        """The question asked about now."""
        waiting = self.response.waiting
        return waiting.question if isinstance(waiting, AboutQuestion) else None

    @property
    def replies(self) -> tuple[Reply, ...]:
        return self.turn.replies

    @property
    def reply_kinds(self) -> tuple[type[Any], ...]:
        return tuple(type(reply) for reply in self.replies)

    def reply(self, kind: type[R]) -> R:
        """The one reply of that kind."""
        (found,) = (reply for reply in self.replies if isinstance(reply, kind))
        return found

    def answer(self, question: str) -> Answer:
        return self.response.answers[question]

    def value(self, question: str) -> Any:
        return self.answer(question).value

    def expect_question(self, name: str) -> Scenario:
        assert self.question == name
        return self

    def expect_violation(self, code: Code) -> Scenario:
        assert self.reply(Refused).violation.code == code
        return self

    def expect_replies(self, *kinds: type[Any]) -> Scenario:
        assert self.reply_kinds == kinds
        return self

"""How each country of a made-up campaign fares, from its invitation to its last message. Pure; knows no database.

The same seed, questionnaire and moment tell the same stories.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Final

from bot.demonstrations.countries import countries
from bot.demonstrations.invented_answers import MARK, invent
from flows.answer import Answer
from flows.conversation import Conversation
from flows.engine import send_back
from flows.questionnaire import Question, Questionnaire
from flows.relevance import relevant_questions
from flows.response import Response, Status
from flows.waiting import ForAnswer, ForBegin, ForSubmission, Nothing, Waiting

LASTED: Final = timedelta(days=60)
"""How long ago the campaign began."""


class Ending(StrEnum):
    """How far a country has come."""

    NOT_INVITED = "not invited"
    REVOKED = "invited, and the link revoked"
    EXPIRED = "invited, and the link expired"
    INVITED = "invited, and the link not opened yet"
    OPENED = "link opened, not begun"
    BEGUN = "begun"
    HALF = "half done"
    NEARLY = "nearly done"
    READY = "all answered, not submitted"
    COMPLETED = "completed"
    REOPENED = "completed, and being corrected"
    RETURNED = "completed, and given back with remarks"
    AMENDED = "amended"


_SHARES: Mapping[Ending, int] = {
    Ending.NOT_INVITED: 8,
    Ending.REVOKED: 3,
    Ending.EXPIRED: 12,
    Ending.INVITED: 24,
    Ending.OPENED: 8,
    Ending.BEGUN: 22,
    Ending.HALF: 32,
    Ending.NEARLY: 22,
    Ending.READY: 6,
    Ending.COMPLETED: 42,
    Ending.REOPENED: 2,
    Ending.RETURNED: 3,
    Ending.AMENDED: 10,
}
"""Of 193 countries."""

_DONE: Mapping[Ending, tuple[float, float]] = {
    Ending.OPENED: (0, 0),
    Ending.BEGUN: (0.02, 0.25),
    Ending.HALF: (0.35, 0.65),
    Ending.NEARLY: (0.85, 0.97),
}
"""Which part of the questions has an answer; in all other endings, all of them."""

_SUBMITTED: Final = frozenset({Ending.COMPLETED, Ending.REOPENED, Ending.RETURNED, Ending.AMENDED})
_UNOPENED: Final = frozenset({Ending.NOT_INVITED, Ending.REVOKED, Ending.EXPIRED, Ending.INVITED})
_UNREACHABLE: Final = 0.04
_ASKS: Final = 0.06
_LEFT_OPEN: Final = 0.01
_THOUGHT_BETTER: Final = 0.3


@dataclass(frozen=True, slots=True)
class Story:
    """One country. `states` are its response as it was kept one time after the other; none where no link was opened.
    Of each submitted one the document is kept. `asks`: what its focal point asks the survey team about the open
    question. `blocked`: they have blocked the bot since."""

    country: str
    ending: Ending
    language: str
    invited_at: datetime
    expires_at: datetime
    opened_at: datetime
    states: tuple[Response, ...] = ()
    asks: str = ""
    blocked: bool = False

    @property
    def name(self) -> str:
        return f"{MARK}: focal point of {self.country}"

    @property
    def address(self) -> str:
        return f"focal.point@{self.country.lower()}.example.org"


def stories(questionnaire: Questionnaire, number: int, seed: int, now: datetime) -> Iterator[Story]:
    """As many countries, in the order of a list; every ending is among them where there are enough."""
    endings = _endings(number, seed)
    for country, ending in zip(countries(number), endings, strict=True):
        chance = Random(f"{seed} {country}")  # noqa: S311 - nothing is to be kept secret
        yield _told(questionnaire, country, ending, chance, now.replace(microsecond=0))


def _endings(number: int, seed: int) -> list[Ending]:
    whole = sum(_SHARES.values())
    endings = [ending for ending, share in _SHARES.items() for _ in range(max(1, round(share * number / whole)))]
    Random(seed).shuffle(endings)  # noqa: S311 - as above
    return (endings + [Ending.COMPLETED] * number)[:number]


def _told(questionnaire: Questionnaire, country: str, ending: Ending, chance: Random, now: datetime) -> Story:
    began = now - LASTED
    invited = _between(chance, began, began + timedelta(days=10))
    opened = _between(chance, invited, now - timedelta(days=8))
    story = Story(
        country=country,
        ending=ending,
        language=chance.choice(questionnaire.languages),
        invited_at=invited,
        expires_at=invited + timedelta(days=20 if ending is Ending.EXPIRED else 90),
        opened_at=opened,
    )
    if ending in _UNOPENED:
        return story
    states = tuple(_Course(questionnaire, story, chance, now).states())
    asks = isinstance(states[-1].waiting, ForAnswer) and chance.random() < _ASKS
    return replace(
        story,
        states=states,
        asks=f"{MARK}: which year is meant?" if asks else "",
        blocked=chance.random() < _UNREACHABLE,
    )


@dataclass(frozen=True, slots=True)
class _Course:
    """What becomes of one response from the opening of the link on."""

    questionnaire: Questionnaire
    story: Story
    chance: Random
    now: datetime

    def states(self) -> Iterator[Response]:
        ending = self.story.ending
        yield (state := self._opened())
        if ending is Ending.OPENED:
            return
        yield (state := self._filled(state))
        if self.chance.random() < _THOUGHT_BETTER:
            yield (state := self._corrected(state))
        if ending in _SUBMITTED:
            yield (state := self._submitted(state))
        if ending in (Ending.REOPENED, Ending.AMENDED):
            yield (state := self._corrected(state).but(status=Status.IN_PROGRESS))
        if ending is Ending.RETURNED:
            yield self._returned(state)
        if ending is Ending.AMENDED:
            yield self._submitted(state)

    def _opened(self) -> Response:
        at = self.story.opened_at
        opened = Response(
            id="",
            questionnaire=self.questionnaire.name,
            version=self.questionnaire.version,
            language=self.story.language,
            country=self.story.country,
            started_at=at,
            asked_at=at,
            last_seen_at=at,
            waiting=ForBegin(),
            prompt=1,
            invited=True,
        )
        question = self.questionnaire.country_question
        return opened.with_answer(question.name, Answer(value=opened.country, given_at=at)) if question else opened

    def _filled(self, opened: Response) -> Response:
        """As far as the story goes, in some sittings; here and there a question was left for later."""
        everything = self._everything(opened.answers)
        order = [each.name for each in relevant_questions(self.questionnaire, everything) if each.name in everything]
        part = self.chance.uniform(*_DONE.get(self.story.ending, (1, 1)))
        names = order[: max(2, round(part * len(order)))]
        moments = self._moments(len(names))
        given = {
            name: everything[name].model_copy(update={"given_at": at}) for name, at in zip(names, moments, strict=True)
        }
        return self._waiting(
            opened.but(answers={**given, **opened.answers}, prompt=len(names) + 1), names[-1], moments[-1]
        )

    def _everything(self, given: Mapping[str, Answer]) -> dict[str, Answer]:
        """An answer to every question but those left for later; which of them are relevant is seen afterwards."""
        answers = dict(given)
        for question in self.questionnaire.questions:
            if question.name not in answers and not self._left_open(question):
                at = self.story.opened_at
                answer = invent(self.chance, self.questionnaire, question.name, self.story.country, answers, at)
                answers |= {question.name: answer} if answer else {}
        return answers

    def _left_open(self, question: Question) -> bool:
        return not question.required and self.chance.random() < _LEFT_OPEN

    def _waiting(self, response: Response, after: str, at: datetime) -> Response:
        """For the next open question, or for the submission."""
        seen = response.but(asked_at=at, last_seen_at=at)
        following = Conversation(self.questionnaire, seen, at).next_open(after)
        waiting: Waiting = ForAnswer(question=following) if following else ForSubmission()
        return seen.but(waiting=waiting, position=following or after)

    def _corrected(self, response: Response) -> Response:
        """Up to three answers on which no other question hangs are given anew, some time later."""
        at = self._later(response)
        may_change = [name for name in response.answers if _may_change(self.questionnaire.question(name))]
        answers = dict(response.answers)
        for name in self.chance.sample(may_change, min(len(may_change), self.chance.randint(1, 3))):
            anew = invent(self.chance, self.questionnaire, name, self.story.country, answers, at)
            answers |= {name: anew} if anew else {}
        return self._waiting(response.but(answers=answers), response.position or "", at)

    def _submitted(self, response: Response) -> Response:
        at = self._later(response, soon=True)
        return response.but(
            status=Status.AMENDED if response.revision else Status.COMPLETED,
            revision=response.revision + 1,
            completed_at=at,
            asked_at=at,
            last_seen_at=at,
            waiting=Nothing(),
        )

    def _returned(self, response: Response) -> Response:
        """With remarks on two answers, which nobody has dealt with yet."""
        may_be_wrong = [name for name in response.answers if _may_change(self.questionnaire.question(name))]
        names = self.chance.sample(may_be_wrong, min(len(may_be_wrong), 2))
        remarks = dict.fromkeys(names, f"{MARK}: please check this answer.")
        at = self._later(response)
        return send_back(self.questionnaire, response, remarks, None, at).response

    def _moments(self, number: int) -> list[datetime]:
        """When each answer was given: one to three minutes after the one before, in some sittings on several days."""
        last = _between(self.chance, self.story.opened_at, self.now - timedelta(days=2))
        days = sorted(_between(self.chance, self.story.opened_at, last) for _ in range(self.chance.randint(1, 4)))
        moments: list[datetime] = []
        for place in range(number):
            begins = days[place * len(days) // number]
            moments.append(max([begins, *moments[-1:]]) + timedelta(seconds=self.chance.randint(30, 180)))
        return moments

    def _later(self, response: Response, *, soon: bool = False) -> datetime:
        since = response.last_seen_at or response.started_at
        return _between(self.chance, since, min(since + timedelta(minutes=10), self.now) if soon else self.now)


def _may_change(question: Question) -> bool:
    return question.type in ("links", "percent") or (question.type == "text" and question.max_words is not None)


def _between(chance: Random, since: datetime, until: datetime) -> datetime:
    """On a whole second, as the chat service gives times."""
    return since + timedelta(seconds=chance.randrange(max(1, int((until - since).total_seconds()))))

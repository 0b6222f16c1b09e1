"""Use case: a submitted response is returned to its focal point, with remarks on chosen questions. One transaction.

What that means for the conversation is `flows.returning`. No SQL, no chat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flows.administration.entering import live_response
from flows.administration.orders import country_code
from flows.administration.roles import Act, Actor, ensure_may
from flows.again import again_if_overtaken
from flows.conversation import Conversation
from flows.engine import send_back
from flows.errors import FollowUpError
from flows.ports import Clock, Remark, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.sentences import N_, Sentence, counted
from flows.turns import Turn
from flows.wording import render

MOST_CHARACTERS: Final = 1000
"""Of a remark: it stands in one message with its question."""


@dataclass(frozen=True, slots=True)
class Reopening:
    """A response that was returned. `open` are all questions with a remark not dealt with, also from before; `told` are
    the chats of those who work on it."""

    response_id: str
    country: str
    revision: int
    open: tuple[str, ...]
    told: tuple[int, ...]


@again_if_overtaken
async def reopen(
    storage: Storage,
    questionnaire: Questionnaire,
    clock: Clock,
    actor: Actor,
    country: str,
    remarks: Mapping[str, str],
    note: str | None = None,
) -> Reopening:
    """`remarks` are by question; `note` is about the whole. Of a response that is being corrected already the remarks
    are added to. Raises FollowUpError where it cannot be returned, or not with these remarks."""
    ensure_may(actor, Act.REOPENED)
    code = country_code(questionnaire, country)
    wanted = {question: words.strip() for question, words in remarks.items()}
    note = note.strip() or None if note else None
    now = clock.now()
    async with storage.work() as work:
        before, people = await _held(work, questionnaire, code)
        if wrong := [*_wrong(Conversation(questionnaire, before, now), wanted, note)]:
            raise FollowUpError(*wrong)
        turn = send_back(questionnaire, before, wanted, note, now)
        await work.responses.save(turn.response.marked(before, now), before, people[0])
        await _record(work, before, wanted, note, actor, now)
        await _tell(work, questionnaire, people, turn, now)
        await work.commit()
    open_ones = Conversation(questionnaire, turn.response, now).remarked
    return Reopening(before.id, code, before.revision, open_ones, tuple(person.chat for person in people))


async def remarks_on(storage: Storage, actor: Actor, response_id: str) -> tuple[Remark, ...]:
    """Every remark there ever was on the response, oldest first, and whether it was dealt with."""
    ensure_may(actor, Act.LOOKED)
    async with storage.reading() as work:
        return await work.remarks.of(response_id)


async def _held(work: Work, questionnaire: Questionnaire, country: str) -> tuple[Response, tuple[Respondent, ...]]:
    """The country's response and those who work on it. People are held before responses, as by every turn: one of
    theirs is over, or comes after this."""
    found = await live_response(work, questionnaire, country)
    if found is None:
        raise FollowUpError(N_("Nobody has answered for {country} yet."), country=country)
    people = await work.respondents.working_on(found.id)
    response = await work.responses.get(found.id)
    if response is None or not response.revision:
        raise FollowUpError(N_("{country} has not submitted yet: there is nothing to return."), country=country)
    if not people:
        raise FollowUpError(
            N_("Nobody answers for {country} any more: `hand-over` invites a successor first."), country=country
        )
    return response, people


def _wrong(c: Conversation, remarks: Mapping[str, str], note: str | None) -> Iterator[Sentence]:
    """One for each thing that stands against it."""
    if not remarks and not note:
        yield Sentence(N_("Say what is to be corrected: a remark on a question, or a note."))
    about = {"questionnaire": c.questionnaire.name, "country": c.response.country or ""}
    for name in remarks:
        if name not in c.questionnaire:
            yield Sentence(N_("{questionnaire} has no question “{question}”."), {**about, "question": name})
        elif name not in c.relevant_names:
            template = N_("{question} is not asked of {country}, as its other answers stand.")
            yield Sentence(template, {**about, "question": name})
        elif c.is_fixed(name):
            template = N_("{question} comes with the invitation and cannot be corrected: `hand-over` and `invite` can.")
            yield Sentence(template, {"question": name})
    for question, words in remarks.items():
        yield from _wrong_with(question, words)
    if note:
        yield from _wrong_with(Sentence(N_("The note")), note)


def _wrong_with(question: str | Sentence, words: str) -> Iterator[Sentence]:
    """`question` is what the remark is on."""
    if not words:
        yield Sentence(N_("The remark on {question} is empty."), {"question": question})
    elif len(words) > MOST_CHARACTERS:
        yield counted(
            "{question}: {count} character is too many for a remark; {limit} are allowed.",
            "{question}: {count} characters are too many for a remark; {limit} are allowed.",
            len(words),
            question=question,
            limit=MOST_CHARACTERS,
        )


async def _record(
    work: Work, response: Response, remarks: Mapping[str, str], note: str | None, actor: Actor, now: datetime
) -> None:
    for question, words in (*remarks.items(), *([(None, note)] if note else [])):
        await work.remarks.add(Remark(response.id, response.revision, question, words, actor.name, now))
    about = ", ".join(remarks)
    await work.audit.add(now, actor.name, Act.REOPENED, country=response.country, note=about or None)


async def _tell(
    work: Work, questionnaire: Questionnaire, people: tuple[Respondent, ...], turn: Turn, now: datetime
) -> None:
    message = render(questionnaire, turn.response, turn, now)
    assert message is not None  # noqa: S101 - it says that the response is returned
    for person in people:
        await work.outbox.add(person, message, prompt=turn.response.prompt, edits=None, now=now)

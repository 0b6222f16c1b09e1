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
from flows.conversation import Conversation
from flows.engine import send_back
from flows.errors import FollowUpError
from flows.ports import Clock, Remark, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response
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
            raise FollowUpError("\n".join(wrong))
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
        raise FollowUpError(f"Nobody has answered for {country} yet.")
    people = await work.respondents.working_on(found.id)
    response = await work.responses.get(found.id)
    if response is None or not response.revision:
        raise FollowUpError(f"{country} has not submitted yet: there is nothing to return.")
    if not people:
        raise FollowUpError(f"Nobody answers for {country} any more: `hand-over` invites a successor first.")
    return response, people


def _wrong(c: Conversation, remarks: Mapping[str, str], note: str | None) -> Iterator[str]:
    """A sentence for each thing that stands against it."""
    if not remarks and not note:
        yield "Say what is to be corrected: a remark on a question, or a note."
    for name in remarks:
        if name not in c.questionnaire:
            yield f"{c.questionnaire.name} has no question “{name}”."
        elif name not in c.relevant_names:
            yield f"{name} is not asked of {c.response.country}, as its other answers stand."
        elif c.is_fixed(name):
            yield f"{name} comes with the invitation and cannot be corrected: `hand-over` and `invite` can."
    for name, words in (*remarks.items(), *([("The note", note)] if note else [])):
        if not words:
            yield f"The remark on {name} is empty."
        elif len(words) > MOST_CHARACTERS:
            yield f"{name}: {len(words)} characters are too many for a remark; {MOST_CHARACTERS} are allowed."


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

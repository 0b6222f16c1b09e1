"""What changed between two versions of a response: as it was submitted, submitted again, or stands now. No SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.administration.entering import live_response
from flows.administration.orders import country_code
from flows.administration.roles import Act, Actor, ensure_may
from flows.again import again_if_overtaken
from flows.answer import Override
from flows.document import build_document
from flows.errors import FollowUpError
from flows.ports import Clock, Storage, Work
from flows.questionnaire import Question, Questionnaire
from flows.reading import Accepted, Circumstances, Link, Value
from flows.response import Response
from flows.sentences import N_
from flows.wording.catalogue import translator
from flows.wording.forms import FormWords
from flows.wording.showing import value_in

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as a document has it, and in words: of a choice its label, of a country its name. `status` is the
    document's (answered, skipped, open, not-relevant), `reason` why it was skipped, `kept` why it stands against a
    warning."""

    status: str
    value: str | None = None
    note: str | None = None
    reason: str | None = None
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """`question` has another value, remark, status or reason to stand than before."""

    question: str
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of two versions, by their revisions; `after` is None for the response as it stands now, under correction."""

    country: str
    before: int
    after: int | None
    changes: tuple[Change, ...]


def compare(
    questionnaire: Questionnaire, before: Document, after: Document, language: str | None = None
) -> tuple[Change, ...]:
    """In the questionnaire's order, in that language or its first. A question of which one document knows nothing (it
    is of another version) counts as open there."""
    return tuple(_changes(questionnaire, before, after, language or questionnaire.languages[0]))


@again_if_overtaken
async def compare_versions(
    storage: Storage,
    questionnaire: Questionnaire,
    clock: Clock,
    actor: Actor,
    country: str,
    before: int | None = None,
    after: int | None = None,
    language: str | None = None,
) -> Comparison:
    """Without revisions the last two versions are compared, of which the later may be the present state of a response
    that is being corrected. Raises FollowUpError where there are no two. What is shown is recorded."""
    ensure_may(actor, Act.OPENED)
    code = country_code(questionnaire, country)
    async with storage.work() as work:
        response = await live_response(work, questionnaire, code)
        if response is None:
            raise FollowUpError(N_("Nobody has answered for {country} yet."), country=code)
        earlier, later = _chosen(response, before, after)
        first = await _version(work, questionnaire, response, earlier)
        second = await _version(work, questionnaire, response, later)
        await work.audit.add(clock.now(), actor.name, Act.OPENED, country=code, note=response.id)
        await work.commit()
    return Comparison(code, earlier, later, compare(questionnaire, first, second, language))


def _chosen(response: Response, before: int | None, after: int | None) -> tuple[int, int | None]:
    """The revisions to compare; None for what stands now."""
    country, last = response.country or "", response.revision
    if not last:
        raise FollowUpError(N_("{country} has not submitted yet: there is nothing to compare."), country=country)
    if unknown := [each for each in (before, after) if each is not None and not 1 <= each <= last]:
        raise FollowUpError(
            N_("{country} has no revision {revision}: the last one is {last}."),
            country=country,
            revision=unknown[0],
            last=last,
        )
    now = last if response.is_submitted else None
    later = now if after is None else after
    earlier = (last if later is None else later - 1) if before is None else before
    if later is not None and earlier in (0, later):
        raise FollowUpError(
            N_("{country} has no version before revision {revision} to compare it with."),
            country=country,
            revision=later,
        )
    return earlier, later


async def _version(work: Work, questionnaire: Questionnaire, response: Response, revision: int | None) -> Document:
    if revision is None:
        return build_document(questionnaire, response)
    document = await work.responses.submission(response.id, revision)
    assert document is not None  # noqa: S101 - it is kept in the transaction in which the revision grows
    return document


def _changes(questionnaire: Questionnaire, before: Document, after: Document, language: str) -> Iterator[Change]:
    for question in questionnaire.questions:
        was, now = (_entry(questionnaire, question, document, language) for document in (before, after))
        if was != now:
            yield Change(question.name, was, now)


def _entry(questionnaire: Questionnaire, question: Question, document: Document, language: str) -> Entry:
    told = document["answers"].get(question.name, {"status": "open"})
    begun = datetime.fromisoformat(document["response"]["started_at"]).date()
    circumstances = Circumstances(begun, language, None, questionnaire.choices_of(question))
    words, override = _words(question, told, circumstances), told.get("override")
    kept = FormWords(language).kept(Override.model_validate(override)) if override else None
    return Entry(told["status"], words, told.get("note"), told.get("reason"), kept)


def _words(question: Question, told: Mapping[str, Any], circumstances: Circumstances) -> str | None:
    if told.get("value") in (None, []):
        return None
    accepted = Accepted(_value(told["value"]), other=told.get("other"))
    return value_in(translator(circumstances.language), question, accepted, circumstances)


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(Link(**item) if isinstance(item, dict) else item for item in value)
    plain: Value = value
    return plain

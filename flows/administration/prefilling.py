"""Use case: what countries answered to an earlier edition is loaded, to be confirmed or changed. One transaction.

For who has begun it is offered at once, and they are told; for who is invited it waits until they begin
(docs/decisions/017-prefill.md). What fits is known in `flows.earlier_editions`, what is offered in `flows.carrying`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flows.administration.entering import live_response
from flows.administration.invitations import State
from flows.administration.orders import country_code
from flows.administration.roles import Act, Actor, ensure_may
from flows.again import again_if_overtaken
from flows.earlier_editions import Edition, NotAnEdition, read_edition
from flows.engine import carry_over
from flows.errors import Defect, PrefillError
from flows.ports import Clock, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.sentences import N_, Sentence
from flows.wording import render


@dataclass(frozen=True, slots=True)
class Earlier:
    """One country's document of an earlier edition, and where it stands: `responses-2018.jsonl, line 7`."""

    place: str
    document: object


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What was loaded for a country: the questions, and what of the document was `left_out`, with the reasons. `begun`:
    the country has begun; `told` are the chats of those who answer for it."""

    country: str
    year: int
    questions: tuple[str, ...]
    left_out: tuple[Defect, ...] = ()
    begun: bool = False
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefilling:
    """`passed_over` are the documents of which nothing was loaded, with the reasons."""

    loaded: tuple[Prefilled, ...]
    passed_over: tuple[Defect, ...]


@again_if_overtaken
async def prefill(
    storage: Storage,
    questionnaire: Questionnaire,
    clock: Clock,
    actor: Actor,
    documents: Sequence[Earlier],
    *,
    country: str | None = None,
    renamed: Mapping[str, str] | None = None,
    year: int | None = None,
) -> Prefilling:
    """Documents of countries that are neither invited nor have begun, or have submitted, are passed over. `country`:
    only its document. `renamed` and `year` are those of `read_edition`. Raises PrefillError with every defect, or where
    nothing could be loaded; nothing is then."""
    ensure_may(actor, Act.PREFILLED)
    wanted = country_code(questionnaire, country) if country else None
    editions = _read(questionnaire, documents, wanted, renamed or {}, year)
    now = clock.now()
    async with storage.work() as work:
        done = [await _load(work, questionnaire, place, edition, actor, now) for place, edition in editions]
        loaded = tuple(each for each in done if isinstance(each, Prefilled))
        passed_over = tuple(each for each in done if isinstance(each, Defect))
        if not loaded:
            raise PrefillError(_NOTHING, passed_over)
        await work.commit()
    return Prefilling(loaded, passed_over)


_NOTHING: Final = N_("Nothing was loaded.")

_Placed = tuple[str, Edition]


def _read(
    questionnaire: Questionnaire,
    documents: Sequence[Earlier],
    wanted: str | None,
    renamed: Mapping[str, str],
    year: int | None,
) -> list[_Placed]:
    """In the order of the countries, in which they are held. Raises PrefillError."""
    editions, defects = list[_Placed](), list[Defect]()
    for each in documents:
        try:
            editions.append((each.place, read_edition(questionnaire, each.document, renamed, year)))
        except NotAnEdition as error:
            defects += [Defect(f"{each.place}, {defect.place}", defect.sentence) for defect in error.defects]
    defects += _unlike_the_documents(questionnaire, editions, renamed)
    chosen = [(place, edition) for place, edition in editions if wanted in (None, edition.country)]
    defects += _twice(chosen)
    if wanted and not chosen and not defects:
        template = N_("There is no document of {country} among these. {nothing_done}")
        raise PrefillError(template, country=wanted, nothing_done=Sentence(_NOTHING))
    if defects:
        raise PrefillError(_NOTHING, tuple(defects))
    return sorted(chosen, key=lambda placed: placed[1].country)


def _unlike_the_documents(
    questionnaire: Questionnaire, editions: Sequence[_Placed], renamed: Mapping[str, str]
) -> Iterator[Defect]:
    """What is wrong with the new names."""
    asked = {name for _, edition in editions for name in edition.asked}
    for before, after in renamed.items():
        place = f"{before}: {after}"
        if editions and before not in asked:
            yield Defect(place, f"none of the documents has a question “{before}”.")
        if after not in questionnaire:
            yield Defect(place, f"{questionnaire.name} has no question “{after}”.")
        if [*renamed.values()].count(after) > 1:
            yield Defect(place, "another question has this new name, too.")


def _twice(editions: Sequence[_Placed]) -> Iterator[Defect]:
    first: dict[str, str] = {}
    for place, edition in editions:
        if edition.country in first:
            yield Defect(place, f"{edition.country} stands on {first[edition.country]} already.")
        first.setdefault(edition.country, place)


async def _load(
    work: Work, questionnaire: Questionnaire, place: str, edition: Edition, actor: Actor, now: datetime
) -> Prefilled | Defect:
    """Invitations are held before people, and people before responses: who enters at this moment has done so, or will
    after it."""
    if not edition.fits:
        return Defect(place, f"no answer of {edition.country} fits {questionnaire.name}.")
    invitations = await work.invitations.hold(questionnaire.name, edition.country)
    standing = await live_response(work, questionnaire, edition.country)
    if standing:
        loaded = await _offer(work, questionnaire, standing, edition, now)
    elif any(each.state(now) is not State.REVOKED for each in invitations):
        await work.carried.keep(questionnaire.name, edition.country, edition.fits, now)
        loaded = Prefilled(edition.country, edition.year, tuple(edition.fits), edition.left_out)
    else:
        loaded = f"{edition.country} is not invited, and nobody has begun for it."
    if isinstance(loaded, str):
        return Defect(place, loaded)
    note = f"{len(loaded.questions)} answers of {edition.year}"
    await work.audit.add(now, actor.name, Act.PREFILLED, country=edition.country, note=note)
    return loaded


async def _offer(
    work: Work, questionnaire: Questionnaire, standing: Response, edition: Edition, now: datetime
) -> Prefilled | str:
    """To those who have begun; or why nothing is offered to them."""
    people = await work.respondents.working_on(standing.id)
    before = await work.responses.get(standing.id)
    if before is None or before.is_submitted:
        return f"{edition.country} has submitted already."
    if not people:
        return f"Nobody answers for {edition.country} any more: `hand-over` invites a successor first."
    turn = carry_over(questionnaire, before, edition.fits, now)
    new = tuple(name for name in edition.fits if turn.response.carried.get(name) is edition.fits[name])
    if not new:
        return f"{edition.country} has answered all of this already, or has it before them."
    await work.responses.save(turn.response, before, people[0])
    message = render(questionnaire, turn.response, turn, now)
    for person in people if message else ():
        assert message is not None  # noqa: S101 - the line above
        await work.outbox.add(person, message, prompt=turn.response.prompt, edits=None, now=now)
    told = tuple(person.chat for person in people) if message else ()
    return Prefilled(edition.country, edition.year, new, edition.left_out, True, told)

"""At the desk: reminding one country, or everybody whose answers are not submitted yet."""

from __future__ import annotations

from typing import Final

from flows.administration.progress import Stage
from flows.administration.reminding import remind
from flows.desk.replies import CountryAsked, NobodyThere, RemindersPlanned, WhetherToRemind, WhomToRemind
from flows.desk.states import ForCountry, TeamCommand
from flows.desk.visit import Outcome, Visit, says

EVERYBODY: Final = "all"
"""Stands in a button where otherwise the country does."""


async def open_reminding(visit: Visit) -> Outcome:
    number = len(await _in_progress(visit))
    return says(WhomToRemind(number) if number else NobodyThere(TeamCommand.REMIND))


async def choose_country(visit: Visit) -> Outcome:
    return says(await ask_country(visit), state=ForCountry(command=TeamCommand.REMIND))


async def ask_country(visit: Visit, page: int | None = None, written: str = "") -> CountryAsked:
    return CountryAsked(TeamCommand.REMIND, await _in_progress(visit), page, written)


async def ask_whether(visit: Visit, whom: str) -> Outcome:
    if whom == EVERYBODY:
        return says(WhetherToRemind(None, len(await _in_progress(visit))))
    return says(WhetherToRemind(whom))


async def remind_now(visit: Visit, whom: str) -> Outcome:
    countries = None if whom == EVERYBODY else [whom]
    done = await remind(visit.storage, visit.questionnaire, visit, visit.actor, countries)
    return says(RemindersPlanned(done, visit.at), in_place=True)


async def _in_progress(visit: Visit) -> tuple[str, ...]:
    countries = (each.standing for each in await visit.countries())
    return tuple(each.country for each in countries if each.country and each.stage is Stage.IN_PROGRESS)

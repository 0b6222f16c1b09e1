"""`focalpoint campaign`: the deadline, the opening text, quiet hours and the reminders' schedule, shown and set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Annotated, Any, Final

import typer

from bot.commands.tables import minute, print_json, print_table
from bot.commands.team import AsJson, Team, at_work
from flows.administration.campaign import read_campaign, set_campaign
from flows.campaign import Campaign, Reminders
from flows.quiet_hours import Quiet

Deadline = Annotated[
    str | None,
    typer.Option(help="2019-05-31 (its end), or 2019-05-31T18:00Z; UTC. `none` takes it away.", show_default=False),
]
Closes = Annotated[
    bool | None,
    typer.Option(
        "--closes/--stays-open", help="Whether answers are still taken after the deadline.", show_default=False
    ),
]
Opening = Annotated[str | None, typer.Option(help="Your text in the welcome; empty for none.", show_default=False)]
OpeningIn = Annotated[
    str | None, typer.Option("--language", help="The language of --opening; otherwise the first.", show_default=False)
]
Hours = Annotated[
    str | None,
    typer.Option("--quiet", help="When nobody is written to, by their clock: 20:00-08:00, none.", show_default=False),
]
Weekends = Annotated[
    bool | None,
    typer.Option("--weekends/--no-weekends", help="Whether people are written to on weekends.", show_default=False),
]
Days = Annotated[
    str | None,
    typer.Option("--reminders", help="How many days before the deadline: 14,7,3,1, or none.", show_default=False),
]
Silence = Annotated[
    int | None,
    typer.Option(min=0, help="Reminded after so many days without a sign; 0 for never.", show_default=False),
]

NONE: Final = "none"
NO_CAMPAIGN: Final = "There is no campaign yet: `focalpoint campaign --deadline 2019-05-31` begins one."


def campaign(
    deadline: Deadline = None,
    closes: Closes = None,
    opening: Opening = None,
    language: OpeningIn = None,
    quiet: Hours = None,
    weekends: Weekends = None,
    reminders: Days = None,
    silence: Silence = None,
    as_json: AsJson = False,
) -> None:
    """Show the campaign, or change what is given: the deadline, the opening text, quiet hours, reminders.

    People are reminded of the deadline only where a campaign is set. A running bot knows of it within half a minute.
    """
    until, hours, days = _deadline(deadline), _hours(quiet), _days(reminders)
    given = (deadline, closes, opening, quiet, weekends, reminders, silence)

    async def act(team: Team) -> Campaign | None:
        found = await read_campaign(team.storage, team.questionnaire, team.actor)
        if all(each is None for each in given):
            return found
        before = found or Campaign()
        wanted = replace(
            before,
            deadline=before.deadline if deadline is None else until,
            closes=before.closes if closes is None else closes,
            opening=_opening(before, opening, language or team.questionnaire.languages[0]),
            quiet=_quiet(before.quiet, hours, weekends),
            reminders=_reminders(before.reminders, days, silence),
        )
        return await set_campaign(team.storage, team.questionnaire, team.clock, team.actor, wanted)

    _show(at_work(act, beginning=any(each is not None for each in given)), as_json)


def _show(found: Campaign | None, as_json: bool) -> None:
    if as_json:
        print_json(found and _facts(found))
    else:
        print_table(_rows(found) if found else [], NO_CAMPAIGN)


def _deadline(text: str | None) -> datetime | None:
    if text is None or text.lower() == NONE:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is no date: write 2019-05-31, or 2019-05-31T18:00Z.") from None
    if len(text) == len("2019-05-31"):
        moment = datetime.combine(moment, time(23, 59))
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _hours(text: str | None) -> tuple[time, time] | None:
    if text is None:
        return None
    if text.lower() == NONE:
        return time(), time()
    try:
        begins, ends = map(time.fromisoformat, re.split("[-–]", text))
    except ValueError:
        raise typer.BadParameter(f"“{text}” are no hours: write 20:00-08:00, or none.") from None
    return begins, ends


def _days(text: str | None) -> tuple[int, ...] | None:
    if text is None:
        return None
    words = [] if text.lower() == NONE else re.split(r"[,\s]+", text.strip())
    if not all(word.isdecimal() for word in words):
        raise typer.BadParameter(f"“{text}” are no days: write 14,7,3,1, or none.")
    return tuple(sorted({int(word) for word in words}, reverse=True))


def _opening(before: Campaign, text: str | None, language: str) -> Mapping[str, str]:
    if text is None:
        return before.opening
    others = {code: words for code, words in before.opening.items() if code != language}
    return others | {language: text.strip()} if text.strip() else others


def _quiet(before: Quiet, hours: tuple[time, time] | None, weekends: bool | None) -> Quiet:
    begins, ends = hours or (before.begins, before.ends)
    return Quiet(begins, ends, before.weekends if weekends is None else not weekends)


def _reminders(before: Reminders, days: tuple[int, ...] | None, silence: int | None) -> Reminders:
    after = before.after_silence if silence is None else silence or None
    return Reminders(before.days_before if days is None else days, after)


def _rows(found: Campaign) -> list[dict[str, str]]:
    quiet, schedule = found.quiet, found.reminders
    hours = [] if quiet.begins == quiet.ends else [f"{quiet.begins:%H:%M} to {quiet.ends:%H:%M}"]
    when = [*hours, *(["weekends"] if quiet.weekends else [])]
    days = ", ".join(map(str, schedule.days_before))
    what = {
        "Deadline": minute(found.deadline) or NONE,
        "After it": "the questionnaire is closed" if found.closes else "answers are still taken",
        **{f"Opening ({language})": " ".join(text.split()) for language, text in found.opening.items()},
        "Quiet": f"{' and '.join(when)}, by the clock of the capital" if when else NONE,
        "Reminders": f"{days} days before the deadline" if days else NONE,
        "After silence": f"of {schedule.after_silence} days" if schedule.after_silence else NONE,
    }
    return [{"Campaign": name, "": value} for name, value in what.items()]


def _facts(found: Campaign) -> dict[str, Any]:
    return {
        "deadline": found.deadline,
        "closes": found.closes,
        "opening": dict(found.opening),
        "quiet": {
            "begins": f"{found.quiet.begins:%H:%M}",
            "ends": f"{found.quiet.ends:%H:%M}",
            "weekends": found.quiet.weekends,
        },
        "reminders": {
            "days_before": found.reminders.days_before,
            "after_silence": found.reminders.after_silence,
        },
    }

"""`focalpoint progress`: who is where, by country and section."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from bot.commands.tables import minute, print_json, print_table
from bot.commands.team import AsJson, Team, at_work
from flows.administration.progress import Share, Standing
from flows.administration.progress import progress as look
from flows.questionnaire import Questionnaire, in_language

LONGEST_NUMERAL: Final = 5


def progress(as_json: AsJson = False) -> None:
    """Show who is where: every country that was invited or has begun, and how far it is in each section."""

    async def act(team: Team) -> tuple[tuple[Standing, ...], Questionnaire]:
        found = await look(team.storage, team.questionnaire, team.clock, team.actor)
        return found, team.questionnaire

    standings, questionnaire = at_work(act)
    if as_json:
        print_json([asdict(each) for each in standings])
    else:
        print_table([_row(each, questionnaire) for each in standings], "Nobody was invited and nobody has begun yet.")


def _row(standing: Standing, questionnaire: Questionnaire) -> dict[str, str]:
    return {
        "Country": standing.country or "—",
        "Stage": str(standing.stage),
        "Done": f"{standing.whole.done}/{standing.whole.total}",
        **{
            heading: _mark(standing.sections[section.name], standing.section == section.name)
            for section, heading in zip(questionnaire.sections, _headings(questionnaire), strict=True)
        },
        "Last seen": minute(standing.last_seen_at),
    }


def _headings(questionnaire: Questionnaire) -> list[str]:
    """The sections by their numerals (III of "III. Legal Framework"), or by their places."""
    numerals = [in_language(section.label, None).partition(". ") for section in questionnaire.sections]
    if all(dot and len(numeral) <= LONGEST_NUMERAL for numeral, dot, _ in numerals):
        return [numeral for numeral, _, _ in numerals]
    return [str(place) for place in range(1, len(numerals) + 1)]


def _mark(share: Share, here: bool) -> str:
    """✓ done, otherwise how much of it; › where the focal point is."""
    done = "✓" if share.done == share.total else "" if share.done == 0 else f"{share.done}/{share.total}"
    return f"›{done}" if here else done

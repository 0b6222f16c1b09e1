"""`focalpoint reopen`, `compare`, `enquiries`, `answer-enquiry`: what goes back and forth with a focal point."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from bot.commands.tables import minute, print_json
from bot.commands.team import AsJson, Team, at_work
from flows.administration.comparing import Comparison, Entry, compare_versions
from flows.administration.enquiries import Enquiry
from flows.administration.enquiring import Answered, answer_enquiry
from flows.administration.enquiring import enquiries as list_enquiries
from flows.administration.returning import Reopening
from flows.administration.returning import reopen as return_response

Country = Annotated[str, typer.Argument(help="The country: PAK, or its name.", show_default=False)]
Remarks = Annotated[
    list[str] | None,
    typer.Option("--remark", metavar="QUESTION=WORDS", help="A remark on a question; several may be given."),
]
Note = Annotated[str | None, typer.Option(help="A remark on the whole.", show_default=False)]
Revision = Annotated[int | None, typer.Argument(min=1, show_default=False)]
Unanswered = Annotated[bool, typer.Option("--unanswered", help="Only those that nobody answered yet.")]
Id = Annotated[str, typer.Argument(help="The question's id, from `focalpoint enquiries`.", show_default=False)]
Words = Annotated[str, typer.Argument(help="The answer, as the focal point will read it.", show_default=False)]


def reopen(country: Country, remark: Remarks = None, note: Note = None, as_json: AsJson = False) -> None:
    """Return a submitted response for correction. The focal point is told, and sees each remark above its question.

    What was submitted stands until it is submitted again. Once more adds remarks.
    """
    remarks = dict(map(_split, remark or ()))

    async def act(team: Team) -> Reopening:
        return await return_response(team.storage, team.questionnaire, team.clock, team.actor, country, remarks, note)

    done = at_work(act)
    if as_json:
        print_json(asdict(done))
        return
    about = f" with remarks on {', '.join(done.open)}" if done.open else ""
    typer.echo(f"{done.country} has revision {done.revision} back{about}; told: {_people(len(done.told))}.")


def compare(country: Country, before: Revision = None, after: Revision = None, as_json: AsJson = False) -> None:
    """Show what changed between two revisions of a response: by default between the last two, or since the last one
    where it is being corrected."""

    async def act(team: Team) -> Comparison:
        return await compare_versions(team.storage, team.questionnaire, team.clock, team.actor, country, before, after)

    compared = at_work(act)
    if as_json:
        print_json(asdict(compared))
        return
    then, now = f"revision {compared.before}", f"revision {compared.after}" if compared.after else "now"
    for change in compared.changes:
        typer.echo(f"{change.question}\n  {then}: {_told(change.before)}\n  {now}: {_told(change.after)}")
    if not compared.changes:
        typer.echo(f"Nothing changed between {then} and {now}.")


def enquiries(unanswered: Unanswered = False, as_json: AsJson = False) -> None:
    """List what focal points asked the survey team, and what they were answered."""

    async def act(team: Team) -> tuple[Enquiry, ...]:
        return await list_enquiries(team.storage, team.questionnaire, team.actor, unanswered=unanswered)

    found = at_work(act)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        typer.echo(_lines_of(each))
    if not found:
        typer.echo(
            "Nobody is waiting for an answer." if unanswered else "Nobody has asked the survey team anything yet."
        )


def answer(enquiry: Id, words: Words, as_json: AsJson = False) -> None:
    """Answer a question to the survey team: the words go into the chat of who asked."""

    async def act(team: Team) -> Answered:
        return await answer_enquiry(team.storage, team.questionnaire, team.clock, team.actor, enquiry, words)

    answered = at_work(act)
    if as_json:
        print_json(asdict(answered))
    elif answered.first:
        typer.echo(f"The answer is on its way to {_people(len(answered.told))}.")
    else:
        typer.echo(f"{answered.enquiry.answered_by} answered before, and that stands: {answered.enquiry.answer}")


def _split(remark: str) -> tuple[str, str]:
    question, sign, words = remark.partition("=")
    if not sign:
        raise typer.BadParameter("--remark takes a question and the words: --remark q9='Is this the law?'")
    return question.strip(), words


def _people(number: int) -> str:
    return {0: "nobody", 1: "one person"}.get(number, f"{number} people")


def _told(entry: Entry) -> str:
    """The value, the remark and why it stands against a warning; without an answer, why."""
    if entry.status != "answered":
        return f"{entry.status} ({entry.reason})" if entry.reason else entry.status
    remark = f"remark: {entry.note}" if entry.note else None
    return _on_one_line("; ".join(filter(None, (entry.value or "no value", remark, entry.kept))))


def _lines_of(enquiry: Enquiry) -> str:
    about = (minute(enquiry.asked_at), enquiry.country or "no country", enquiry.question or "no question", enquiry.id)
    answer = f"{enquiry.answered_by} answered: {_on_one_line(enquiry.answer)}" if enquiry.answer else "not answered yet"
    return f"{' · '.join(about)}\n  asked: {_on_one_line(enquiry.words)}\n  {answer}"


def _on_one_line(words: str) -> str:
    return " ".join(words.split())

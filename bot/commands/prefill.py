"""`focalpoint prefill`: what countries answered to an earlier edition, to be confirmed or changed in the chat."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.tables import print_json
from bot.commands.team import AsJson, Team, at_work
from bot.earlier_documents import read_documents, read_renamed
from flows.administration.prefilling import Prefilled, Prefilling
from flows.administration.prefilling import prefill as load

Files = Annotated[
    list[Path],
    typer.Argument(
        help="Documents of the earlier edition, as `focalpoint export` writes them: JSON, or JSON Lines.",
        show_default=False,
        metavar="FILE",
    ),
]
Country = Annotated[str | None, typer.Option(help="Only this country: PAK, or its name.", show_default=False)]
Mapping = Annotated[
    Path | None,
    typer.Option(help="YAML with the questions that were renamed, a line each: old: new.", show_default=False),
]
Year = Annotated[
    int | None,
    typer.Option(help="Of the earlier edition; by default that of the submission.", min=1900, max=9999),
]


def prefill(
    files: Files, country: Country = None, mapping: Mapping = None, year: Year = None, as_json: AsJson = False
) -> None:
    """Load what countries answered to an earlier edition, to be confirmed or changed in the chat.

    Each answer is shown with its question, to be kept, changed or cleared
    with one tap. None counts before, and none replaces an answer given.

    For countries that are invited or have begun; those that submitted already
    are passed over. What does not fit the questionnaire is reported and left
    out. With a defect in a file nothing is loaded.
    """
    renamed = read_renamed(mapping) if mapping else {}
    documents = read_documents(files)

    async def act(team: Team) -> Prefilling:
        return await load(
            team.storage,
            team.questionnaire,
            team.clock,
            team.actor,
            documents,
            country=country,
            renamed=renamed,
            year=year,
        )

    done = at_work(act)
    if as_json:
        print_json(asdict(done))
        return
    for each in done.loaded:
        typer.echo(_lines_of(each))
    for passed in done.passed_over:
        typer.echo(f"Passed over: {passed}")


def _lines_of(loaded: Prefilled) -> str:
    number = len(loaded.questions)
    answers = f"{number} answer{'' if number == 1 else 's'} of {loaded.year}"
    left_out = (f"\n  left out: {each}" for each in loaded.left_out)
    return "".join((f"{loaded.country}: {answers}, {_offered(loaded)}.", *left_out))


def _offered(loaded: Prefilled) -> str:
    if not loaded.begun:
        return "kept until it begins"
    return "offered from now on" + ("; its focal point is told" if loaded.told else "")

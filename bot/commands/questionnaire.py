"""`focalpoint check` and `focalpoint schema`: for who writes a questionnaire, and for who reads its documents."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.settings import DataSettings, read_settings
from flows.document import document_schema
from flows.errors import QuestionnaireError
from flows.loading import load_questionnaire

Named = Annotated[str, typer.Option(help="A questionnaire shipped with Focalpoint, by name, or a file.")]
Asked = Annotated[
    str | None,
    typer.Option("--questionnaire", help="Instead of the one in FOCALPOINT_QUESTIONNAIRE.", show_default=False),
]


def check(
    file: Annotated[
        str, typer.Argument(help="The questionnaire: a file, or the name of a shipped one.", show_default=False)
    ],
) -> None:
    """Check a questionnaire: all its defects with their places, or that there are none."""
    try:
        questionnaire = load_questionnaire(file)
    except QuestionnaireError as error:
        for defect in error.defects:
            typer.echo(str(defect))
        typer.echo(f"{file}: {_counted(len(error.defects), 'defect')}.", err=True)
        raise typer.Exit(1) from None
    sections = _counted(len(questionnaire.sections), "section")
    questions = _counted(len(questionnaire.questions), "question")
    typer.echo(f"{questionnaire.name} (version {questionnaire.version}): {sections}, {questions}, no defects.")


def schema(questionnaire: Asked = None) -> None:
    """Print the JSON Schema (2020-12) of a questionnaire's documents."""
    asked = load_questionnaire(questionnaire or read_settings(DataSettings).questionnaire)
    typer.echo(json.dumps(document_schema(asked), ensure_ascii=False, indent=2))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"

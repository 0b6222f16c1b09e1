"""`focalpoint form`: the blank form of a questionnaire, to print, to send, or to discuss before a campaign."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.export import Output, writing
from bot.commands.questionnaire import Asked
from bot.settings import DataSettings, SettingsError, read_settings
from flows.loading import load_questionnaire
from flows.questionnaire import Questionnaire
from flows.wording.catalogue import languages


class Paper(StrEnum):
    PDF = "pdf"
    DOCX = "docx"


Kind = Annotated[
    Paper | None,
    typer.Option("--format", help="By default what the file's name says, otherwise PDF.", show_default=False),
]
Language = Annotated[
    str | None, typer.Option(help="One of the questionnaire's, by default its first.", show_default=False)
]


def form(format: Kind = None, language: Language = None, output: Output = None, questionnaire: Asked = None) -> None:  # noqa: A002
    """Print the questionnaire as a blank form, PDF or Word. (Filled forms come from `focalpoint export`.)"""
    # Loaded here, because they bring the libraries that set the form.
    from flows.exporting.forms import docx_form, pdf_form

    if output is None and sys.stdout.isatty():
        raise SettingsError("A form is nothing to look at in a terminal: --output takes the file for it.")
    asked = load_questionnaire(questionnaire or read_settings(DataSettings).questionnaire)
    write = {Paper.PDF: pdf_form, Paper.DOCX: docx_form}[format or _by_name(output)]
    content = write(asked, None, _spoken(asked, language))
    with writing(output) as file:
        file.write(content)


def _by_name(output: Path | None) -> Paper:
    return Paper.DOCX if output and output.suffix.lower() == ".docx" else Paper.PDF


def _spoken(questionnaire: Questionnaire, language: str | None) -> str | None:
    """A language in which at least the form's own words are known; the questions stay in theirs."""
    known = dict.fromkeys((*questionnaire.languages, *languages()))
    if language and language not in known:
        raise SettingsError(f"{language} is no language of this form; it is to be had in {', '.join(known)}.")
    return language

"""The desk's buttons, and captions that several of its messages share. Knows no sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.administration.countries import country_name
from flows.desk.taps import Verb, tap
from flows.message import Button, File
from flows.questionnaire import MAX_CAPTION
from flows.wording.buttons import Rows
from flows.wording.rich import Text
from flows.wording.speaker import Speaker, shortened


@dataclass(frozen=True, slots=True)
class Said:
    """What one reply of the desk adds to the message of its turn."""

    text: Text
    buttons: Rows = ()
    files: tuple[File, ...] = ()


def button(caption: str, verb: Verb, *what: str) -> Button:
    return Button(caption=shortened(caption, MAX_CAPTION), tap=tap(verb, *what))


def cancel(speaker: Speaker) -> Button:
    return button(speaker.words("Cancel"), Verb.CANCEL)


def back_to(speaker: Speaker, country: str) -> Button:
    return button(named(speaker, country), Verb.CHOOSE, "country", country)


def named(speaker: Speaker, country: str | None) -> str:
    """In the administrator's language."""
    return country_name(country, speaker.translator.language) if country else "—"


def list_of_countries(speaker: Speaker, countries: Iterable[str | None]) -> str:
    return speaker.translator.list_of([named(speaker, country) for country in countries])


def rows_of(buttons: Iterable[Button], width: int) -> Rows:
    """So many side by side."""
    each = tuple(buttons)
    return tuple(each[start : start + width] for start in range(0, len(each), width))


def radio(caption: str, *, chosen: bool) -> str:
    """One of several, of which one is chosen."""
    return f"● {caption}" if chosen else caption

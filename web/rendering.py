"""Pages: templates filled with values, everything escaped. Knows how dates, numbers and countries are written.

The pages speak English; their templates are laid out so that a page turns around with its `dir`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.administration.countries import country_name
from flows.administration.progress import Share, Stage
from flows.questionnaire import QuestionType, in_language
from flows.wording.rich import marked, plain
from web.files import address_of
from web.survey import Survey

TEMPLATES: Final = Path(__file__).parent / "templates"

STAGES: Final[Mapping[Stage, str]] = {
    Stage.AMENDED: "Amended",
    Stage.COMPLETED: "Completed",
    Stage.IN_PROGRESS: "In progress",
    Stage.INVITED: "Invited",
    Stage.EXPIRED: "Link expired",
}
"""Furthest first."""


KINDS: Final[Mapping[QuestionType, str]] = {
    "text": "Text",
    "links": "Addresses",
    "percent": "Percentage",
    "yes_no": "Yes or no",
    "select_one": "One choice",
    "select_multiple": "Several choices",
    "email": "E-mail",
    "phone": "Telephone",
    "date": "Date",
    "country": "Country",
    "acknowledge": "Agreement",
}

MENU: Final = (
    ("/", "Overview", "home"),
    ("/countries", "Countries", "globe"),
    ("/questions", "Questions", "chart"),
    ("/invitations", "Invitations", "mail"),
    ("/messages", "Messages", "send"),
    ("/enquiries", "Enquiries", "ask"),
    ("/exports", "Exports", "download"),
    ("/audit", "Audit log", "list"),
)


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    survey: Survey = request.app.state.survey
    shared = {
        "request": request,
        "title_of_survey": plain(marked(in_language(survey.questionnaire.title, None))),
        "questionnaire": survey.questionnaire,
        "now": survey.clock.now(),
        "reference": survey.references.__getitem__,
    }
    return HTMLResponse(_environment().get_template(template).render(shared | values), status)


def day(moment: date | None) -> str:
    """22 April 2019"""
    return f"{moment.day} {moment:%B %Y}" if moment else "—"


def minute(moment: datetime | None) -> str:
    """22 Apr 2019, 14:05"""
    if moment is None:
        return "—"
    there = moment.astimezone(UTC)
    return f"{there.day} {there:%b %Y, %H:%M}"


def ago(moment: datetime | None, now: datetime) -> str:
    """How long since, in one unit."""
    if moment is None:
        return "—"
    seconds = max(0, (now - moment).total_seconds())
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if count := int(seconds // length):
            return f"{count:,} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def number(count: int) -> str:
    return f"{count:,}"


def percent(part: float, whole: float) -> str:
    """A whole number; neither 0 % nor 100 % unless it is that."""
    if not whole:
        return "0%"
    exact = 100 * part / whole
    rounded = round(exact)
    if rounded == 0 and part:
        return "< 1%"
    return f"{99 if rounded == 100 and part < whole else rounded}%"


def segments(shares: Mapping[str, Share], width: int, height: int, gap: int = 2) -> str:
    """The path of what is done, one piece a section, beside each other, in an SVG of that size."""
    each = (width - gap * (len(shares) - 1)) / max(1, len(shares))
    return "".join(
        _piece(place * (each + gap), each * share.done / share.total, height)
        for place, share in enumerate(shares.values())
        if share.total and share.done
    )


def rails(count: int, width: int, height: int, gap: int = 2) -> str:
    """The path below them: the whole of every section."""
    each = (width - gap * (count - 1)) / max(1, count)
    return "".join(_piece(place * (each + gap), each, height) for place in range(count))


def _piece(start: float, length: float, height: int) -> str:
    return f"M{start:.1f} 0h{length:.1f}v{height}h-{length:.1f}z"


def with_query(request: Request, **changes: object) -> str:
    """The address of this page with some of its query changed; None takes a part away."""
    kept = {key: value for key, value in request.query_params.items() if key not in changes}
    query = kept | {key: str(value) for key, value in changes.items() if value not in (None, "")}
    return f"{request.url.path}?{urlencode(query)}" if query else request.url.path


def device(said: str) -> str:
    """Browser and system, as far as what a browser says of itself tells."""
    browser = next((name for sign, name in _BROWSERS if sign in said), "A browser")
    system = next((name for sign, name in _SYSTEMS if sign in said), "")
    return f"{browser} on {system}" if system else browser


# The first that fits: most say that they are several.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "day": day,
        "minute": minute,
        "number": number,
        "country": country_name,
        "tally": lambda key, counts: counts[key],
        "label": lambda text: plain(marked(in_language(text, None))),
    }
    environment.globals |= {
        "ago": ago,
        "percent": percent,
        "segments": segments,
        "rails": rails,
        "with_query": with_query,
        "static": address_of,
        "device": device,
        "middle": lambda numbers: f"{median(numbers):g}",
        "STAGES": STAGES,
        "KINDS": KINDS,
        "MENU": MENU,
    }
    return environment

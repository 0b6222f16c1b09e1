"""Pages: templates filled with values, everything escaped, in the language of whoever looks.

The templates are laid out so that a page turns around with its `dir`. Each language has an environment in which they
are compiled once; how it writes dates and numbers is `web.writing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.administration.progress import Share
from flows.wording.catalogue import Translator, language_name
from web import captions
from web.files import address_of
from web.languages import languages, translator
from web.readers import read_by
from web.survey import Survey
from web.writing import Writing

TEMPLATES: Final = Path(__file__).parent / "templates"


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    survey: Survey = request.app.state.survey
    shared = {
        "request": request,
        "questionnaire": survey.questionnaire,
        "now": survey.clock.now(),
        "reference": survey.references.__getitem__,
    }
    environment = environment_in(read_by(request).language)
    return HTMLResponse(environment.get_template(template).render(shared | values), status)


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


@cache
def environment_in(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    spoken = translator(language)
    environment.install_gettext_translations(spoken.translations, newstyle=True)  # type: ignore[attr-defined]
    writing = Writing(spoken)
    environment.filters |= _filters(writing, spoken)
    environment.globals |= _globals(writing, spoken)
    return environment


def _filters(writing: Writing, spoken: Translator) -> Mapping[str, Any]:
    return {
        "day": writing.day,
        "minute": writing.minute,
        "clock": writing.clock,
        "number": writing.number,
        "share": writing.share,
        "middle": writing.middle,
        "size": writing.size,
        "country": writing.country,
        "label": writing.label,
        "asked": writing.asked,
        "device": writing.device,
        "isolated": Markup("<bdi>{}</bdi>").format,
        "listed": spoken.list_of,
        "tag": lambda code: code.replace("_", "-"),
        "named": language_name,
        "tally": lambda key, counts: counts[key],
    }


def _globals(writing: Writing, spoken: Translator) -> Mapping[str, Any]:
    return {
        "language": spoken.tag,
        "direction": "rtl" if spoken.is_right_to_left else "ltr",
        "languages": languages(),
        "ago": writing.ago,
        "percent": writing.percent,
        "segments": segments,
        "rails": rails,
        "with_query": with_query,
        "static": address_of,
        "STAGES": captions.STAGES,
        "KINDS": captions.KINDS,
        "STATES": captions.STATES,
        "ACTS": captions.ACTS,
        "AUDIENCES": captions.AUDIENCES,
        "WHYS": captions.WHYS,
        "FORMATS": captions.FORMATS,
        "DONE": captions.DONE,
        "MENU": captions.MENU,
    }

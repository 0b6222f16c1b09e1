"""Who is let in, and how pages go out: the session's cookie, the key of every form, the headers of every answer.

Every page asks `signed_in`, and nothing else decides. Knows no page.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Final

import structlog
from fastapi import Depends, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.datastructures import FormData, UploadFile

from flows.administration.roles import Actor
from flows.administration.sessions import SESSION_LIFE, Session, form_key
from flows.errors import DeclinedError, FocalpointError, NotAllowed, StorageError
from flows.wording.catalogue import Translator, translator
from flows.wording.sentences import all_in_language
from web.captions import MISTAKES, NOT_DONE
from web.cookies import SESSION, cookie_of, forget_cookie, keep_cookie
from web.readers import read_by
from web.rendering import render
from web.survey import Survey
from web.terms import SIGN_IN

log = structlog.get_logger()

MOST_UPLOADED: Final = 5 * 1024 * 1024
"""Bytes of a form with its file. A list of two thousand people takes less than a tenth."""

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "Vary": "Cookie, Accept-Language",
}
ENCRYPTED_ONLY: Final = "max-age=31536000"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in administrator and what they sent. `key` goes into every form."""

    survey: Survey
    session: Session
    key: str
    form: FormData
    reader: Translator
    """What the pages are in."""

    @property
    def language(self) -> str:
        return self.reader.tag

    @property
    def actor(self) -> Actor:
        return self.session.actor

    def said(self, field: str) -> str:
        """What was typed into a field of the form; empty where it was not there."""
        value = self.form.get(field)
        return value.strip() if isinstance(value, str) else ""

    def uploaded(self, field: str) -> UploadFile | None:
        value = self.form.get(field)
        return value if isinstance(value, UploadFile) and value.filename else None


async def signed_in(request: Request) -> AsyncIterator[Visitor]:
    """The one guard of every page: a session that lasts and, where something is done, a form of this session's own."""
    survey: Survey = request.app.state.survey
    secret = cookie_of(request, survey, SESSION)
    session = await survey.signing_in.session_of(secret)
    if session is None:
        raise HTTPException(303, headers={"Location": SIGN_IN}) if request.method in _READING else HTTPException(403)
    key = form_key(secret)
    async with _own_form(request, key) as form:
        yield Visitor(survey, session, key, form, read_by(request))


SignedIn = Annotated[Visitor, Depends(signed_in)]


@asynccontextmanager
async def posted_form(request: Request) -> AsyncIterator[FormData]:
    """A form of this site's, of bounded size. Browsers say from where they send; who does not say is no browser, and
    has no cookie that could be misused."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise HTTPException(403)
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MOST_UPLOADED:
        raise HTTPException(413)
    async with request.form(max_files=1, max_fields=2000) as form:
        yield form


def keep_signed_in(response: Response, survey: Survey, secret: str) -> None:
    keep_cookie(response, survey, SESSION, secret, SESSION_LIFE)


def forget_session(response: Response, survey: Survey) -> None:
    forget_cookie(response, survey, SESSION)


class PageRoute(APIRoute):
    """The one place where what went wrong becomes a page, and where every answer gets its headers."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                response = await handle(request)
            except (HTTPException, RequestValidationError, FocalpointError) as error:
                response = _told(request, error)
            return with_headers(response, request.app.state.survey)

        return answer


def with_headers(response: Response, survey: Survey) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if survey.is_encrypted:
        response.headers["Strict-Transport-Security"] = ENCRYPTED_ONLY
    return response


_READING: Final = frozenset({"GET", "HEAD"})


def _told(request: Request, error: Any) -> Response:
    match error:
        case HTTPException(status_code=303):
            return Response(status_code=303, headers=dict(error.headers or {}))
        case HTTPException():
            return _mistaken(request, error.status_code)
        case RequestValidationError():
            return _mistaken(request, 400)
        case NotAllowed():
            return _mistaken(request, 403)
        case StorageError():
            # Neither its words nor the path: both may name somebody.
            log.error("page_failed", page=request.scope["route"].path, error=type(error.__cause__ or error).__name__)
            return _mistaken(request, 503)
        case _:
            sentence = declined(error, read_by(request))
            return render(request, "error.html", 400, title=NOT_DONE, sentence=sentence)


def declined(error: FocalpointError, reader: Translator) -> str:
    """Why something cannot be done, in the language of whoever reads it; several reasons each on a line of its own."""
    if isinstance(error, DeclinedError):
        return all_in_language(error.sentences, translator(reader.tag))
    return str(error)


def _mistaken(request: Request, status: int) -> Response:
    title, sentence = MISTAKES.get(status, MISTAKES[400])
    spoken = read_by(request)
    return render(request, "error.html", status, title=title, sentence=spoken.text(sentence))


@asynccontextmanager
async def _own_form(request: Request, key: str) -> AsyncIterator[FormData]:
    """With the session's key; empty where nothing is done."""
    if request.method in _READING:
        yield FormData()
        return
    async with posted_form(request) as form:
        given = form.get("key")
        if not isinstance(given, str) or not hmac.compare_digest(given.encode(), key.encode()):
            raise HTTPException(403)
        yield form

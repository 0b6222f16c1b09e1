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
from flows.errors import FocalpointError, NotAllowed, StorageError
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
}
ENCRYPTED_ONLY: Final = "max-age=31536000"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in administrator and what they sent. `key` goes into every form."""

    survey: Survey
    session: Session
    key: str
    form: FormData

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
    secret = request.cookies.get(cookie_name(survey), "")
    session = await survey.signing_in.session_of(secret)
    if session is None:
        raise HTTPException(303, headers={"Location": SIGN_IN}) if request.method in _READING else HTTPException(403)
    key = form_key(secret)
    async with _own_form(request, key) as form:
        yield Visitor(survey, session, key, form)


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
    response.set_cookie(
        cookie_name(survey),
        secret,
        max_age=int(SESSION_LIFE.total_seconds()),
        path="/",
        secure=is_secure(survey),
        httponly=True,
        samesite="lax",
    )


def forget_cookie(response: Response, survey: Survey) -> None:
    response.delete_cookie(cookie_name(survey), path="/", secure=is_secure(survey), httponly=True, samesite="lax")


def is_secure(survey: Survey) -> bool:
    """Everywhere but within this machine, where there is no https."""
    return survey.is_encrypted or not survey.is_private


def cookie_name(survey: Survey) -> str:
    # "__Host-": the browser takes it only over https, for this host alone and for every path of it.
    return "__Host-focalpoint" if is_secure(survey) else "focalpoint"


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

_SENTENCES: Final[Mapping[int, tuple[str, str]]] = {
    400: ("This address is not right", "Something in it cannot be read. Go back and choose again."),
    403: ("This was not done", "You are not signed in any more, or the page was too old. Open it again and repeat it."),
    404: ("There is nothing here", "What you look for is gone, or was never here."),
    413: ("This file is too large", "Up to 5 MB are taken at once."),
    429: ("Too many tries", "Wait a few minutes, and ask for a new link."),
    503: ("The database does not answer", "Nothing was changed. Try again in a moment."),
}


def _told(request: Request, error: Any) -> Response:
    match error:
        case HTTPException(status_code=303):
            return Response(status_code=303, headers=dict(error.headers or {}))
        case HTTPException():
            status, sentences = error.status_code, _SENTENCES.get(error.status_code, _SENTENCES[400])
        case RequestValidationError():
            status, sentences = 400, _SENTENCES[400]
        case NotAllowed():
            status, sentences = 403, _SENTENCES[403]
        case StorageError():
            # Neither its words nor the path: both may name somebody.
            log.error("page_failed", page=request.scope["route"].path, error=type(error.__cause__ or error).__name__)
            status, sentences = 503, _SENTENCES[503]
        case _:
            status, sentences = 400, ("This was not done", str(error))
    title, sentence = sentences
    return render(request, "error.html", status, title=title, sentence=sentence)


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

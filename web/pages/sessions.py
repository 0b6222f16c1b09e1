"""The door, and the visitor's own sessions: signing in with a link, signing out here or everywhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from fastapi import HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.background import BackgroundTask

from flows.administration.roles import FOR_ADMINISTRATORS
from web.guarding import SignedIn, forget_session, keep_signed_in, posted_form
from web.pages.routers import guarded, unguarded
from web.rendering import render
from web.survey import Survey
from web.terms import SIGN_IN

MOST_GUESSES: Final = 10
WITHIN: Final = timedelta(minutes=10)

_MOST_ADDRESSES: Final = 10_000

doors = unguarded()
router = guarded()


@doors.get(SIGN_IN)
async def show_door(request: Request) -> Response:
    """Without a link: how to get one."""
    return render(request, "sign_in.html", token=None, refused=False)


@doors.get(SIGN_IN + "/{token}")
async def show_link(request: Request, token: str) -> Response:
    """Looking at a link uses nothing up: chat services look at links too, to show what is behind them. Where everybody
    stands is looked up meanwhile, once after a start, so that the first page is there when the button is pressed."""
    survey: Survey = request.app.state.survey
    response = render(request, "sign_in.html", token=token, refused=False)
    response.background = BackgroundTask(survey.followed, FOR_ADMINISTRATORS)
    return response


@doors.post(SIGN_IN)
async def sign_in(request: Request) -> Response:
    survey: Survey = request.app.state.survey
    async with posted_form(request) as form:
        token = str(form.get("token"))
    guesses = _guesses_of(request)
    caller = request.client.host if request.client else ""
    if guesses.too_many(caller, survey.clock.now()):
        raise HTTPException(429)
    found = await survey.signing_in.sign_in(token, request.headers.get("user-agent", ""))
    if found is None:
        guesses.count(caller, survey.clock.now())
        return render(request, "sign_in.html", 403, token=None, refused=True)
    response = RedirectResponse("/", 303)
    keep_signed_in(response, survey, found.token)
    return response


@router.get("/sessions")
async def show_sessions(request: Request, visitor: SignedIn) -> Response:
    sessions = await visitor.survey.signing_in.sessions(visitor.session)
    return render(request, "sessions.html", visitor=visitor, sessions=sessions)


@router.post("/sign-out")
async def sign_out(visitor: SignedIn) -> Response:
    await visitor.survey.signing_in.sign_out(visitor.session)
    return _out(visitor.survey)


@router.post("/sign-out-everywhere")
async def sign_out_everywhere(visitor: SignedIn) -> Response:
    await visitor.survey.signing_in.sign_out_everywhere(visitor.session)
    return _out(visitor.survey)


def _out(survey: Survey) -> Response:
    response = RedirectResponse(SIGN_IN, 303)
    forget_session(response, survey)
    return response


class Guesses:
    """Links that opened nothing, by the caller's address. What keeps the door shut is the length of the secret; this
    keeps the noise down."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[datetime, ...]] = {}

    def too_many(self, caller: str, now: datetime) -> bool:
        return len(self._recent(caller, now)) >= MOST_GUESSES

    def count(self, caller: str, now: datetime) -> None:
        made = (*self._recent(caller, now), now)
        self._made.pop(caller, None)
        if len(self._made) >= _MOST_ADDRESSES:
            self._made.pop(next(iter(self._made)))
        self._made[caller] = made

    def _recent(self, caller: str, now: datetime) -> tuple[datetime, ...]:
        return tuple(moment for moment in self._made.get(caller, ()) if moment > now - WITHIN)


def _guesses_of(request: Request) -> Guesses:
    state = request.app.state
    if not hasattr(state, "guesses"):
        state.guesses = Guesses()
    guesses: Guesses = state.guesses
    return guesses

"""The administrators' pages. A page asks its use case and fills its template; it decides nothing and knows no SQL."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from web.files import files_router
from web.pages import (
    audit,
    charts,
    countries,
    enquiries,
    exports,
    invitations,
    languages,
    messages,
    overview,
    questions,
    responses,
    sessions,
)
from web.survey import Survey


def open_pages(app: FastAPI, survey: Survey) -> None:
    app.state.survey = survey
    for router in (files_router(), *PAGES):
        app.include_router(router)


PAGES: tuple[APIRouter, ...] = (
    sessions.doors,
    languages.doors,
    sessions.router,
    overview.router,
    countries.router,
    responses.router,
    questions.router,
    invitations.router,
    messages.router,
    exports.router,
    enquiries.router,
    audit.router,
    charts.router,
)

"""The API as an application of its own, so that its OpenAPI document describes it and nothing else."""

from __future__ import annotations

from fastapi import FastAPI

from web.api import invitations, questionnaire, responses
from web.api.office import Office
from web.api.problems import told_as_problems
from web.limits import BodyLimit

DESCRIPTION = """\
Responses, progress and invitations of one questionnaire, for other systems.

Every request carries a personal token with a scope (`focalpoint make-token`). Errors are problem details (RFC 9457).
A nightly pull asks `/responses.ndjson?changed_since=…` for what changed since a few minutes before the last one.
"""


def create_api(office: Office) -> FastAPI:
    app = FastAPI(
        title="Focalpoint",
        version="1",
        description=DESCRIPTION,
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.office = office
    told_as_problems(app)
    app.add_middleware(BodyLimit)
    for router in (responses.router, invitations.router, questionnaire.router):
        app.include_router(router)
    return app

"""The FastAPI application: put together from routers, each of which is handed what it needs. Opens nothing."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI


def create_app(*routers: APIRouter) -> FastAPI:
    # What is served here is for machines that know it: no pages that describe it to everybody.
    app = FastAPI(title="Focalpoint", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    for router in routers:
        app.include_router(router)
    return app

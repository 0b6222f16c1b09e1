"""What goes wrong, as RFC 9457 problem details: a sentence a person can read and a status a program can."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from flows.errors import FocalpointError, StorageError

MEDIA_TYPE = "application/problem+json"

log = structlog.get_logger()


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


class ProblemDetails(BaseModel):
    """RFC 9457."""

    title: str
    status: int
    detail: str


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems a route may answer with, for its description."""
    content = {MEDIA_TYPE: {"schema": ProblemDetails.model_json_schema()}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def told_as_problems(app: FastAPI) -> None:
    """Every error of this application is answered as problem details."""

    @app.exception_handler(Problem)
    async def _problem(_: Request, problem: Problem) -> JSONResponse:
        return _details(problem.status, problem.detail)

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        return _details(error.status_code, str(error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return _details(422, "; ".join(f"{_place(each['loc'])}: {each['msg']}" for each in error.errors()))

    @app.exception_handler(StorageError)
    async def _storage(_: Request, error: StorageError) -> JSONResponse:
        log.warning("api_without_database", error=type(error).__name__)
        return _details(503, "The database cannot be reached at this moment. Please try again.")

    @app.exception_handler(FocalpointError)
    async def _refused(_: Request, error: FocalpointError) -> JSONResponse:
        return _details(409, str(error))


def _details(status: int, detail: str, headers: Any = None) -> JSONResponse:
    extra = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    return JSONResponse(
        ProblemDetails(title=HTTPStatus(status).phrase, status=status, detail=detail).model_dump(),
        status_code=status,
        headers={**(headers or {}), **extra},
        media_type=MEDIA_TYPE,
    )


def _place(loc: tuple[int | str, ...]) -> str:
    return ".".join(map(str, loc[1:] or loc))

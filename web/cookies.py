"""The cookies of the pages: kept by the browser for this host alone, out of reach of scripts. Knows nobody's secret."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from fastapi import Request, Response

from web.survey import Survey

SESSION: Final = "focalpoint"
LANGUAGE: Final = "focalpoint-language"


def cookie_of(request: Request, survey: Survey, name: str) -> str:
    """Empty where there is none."""
    return request.cookies.get(_full(name, survey), "")


def keep_cookie(response: Response, survey: Survey, name: str, value: str, lasting: timedelta) -> None:
    response.set_cookie(
        _full(name, survey),
        value,
        max_age=int(lasting.total_seconds()),
        path="/",
        secure=is_secure(survey),
        httponly=True,
        samesite="lax",
    )


def forget_cookie(response: Response, survey: Survey, name: str) -> None:
    secure = is_secure(survey)
    response.delete_cookie(_full(name, survey), path="/", secure=secure, httponly=True, samesite="lax")


def is_secure(survey: Survey) -> bool:
    """Everywhere but within this machine, where there is no https."""
    return survey.is_encrypted or not survey.is_private


def _full(name: str, survey: Survey) -> str:
    # "__Host-": the browser takes it only over https, for this host alone and for every path of it.
    return f"__Host-{name}" if is_secure(survey) else name

"""The language of the pages, chosen by whoever looks at them: signed in or not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from fastapi import HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from web.cookies import LANGUAGE, keep_cookie
from web.guarding import posted_form
from web.languages import languages
from web.pages.routers import unguarded
from web.survey import Survey

KEPT_FOR: Final = timedelta(days=365)

doors = unguarded()


@doors.post("/language")
async def choose_language(request: Request) -> Response:
    """Leads back to where the choice was made."""
    survey: Survey = request.app.state.survey
    async with posted_form(request) as form:
        chosen, back = str(form.get("language", "")), str(form.get("back", ""))
    if chosen not in languages():
        raise HTTPException(400)
    response = RedirectResponse(back if _is_ours(back) else "/", 303)
    keep_cookie(response, survey, LANGUAGE, chosen, KEPT_FOR)
    return response


def _is_ours(address: str) -> bool:
    """Whether it is a path of this site: browsers take two slashes, of either kind, for another one."""
    return re.fullmatch(r"/([^/\\\s\ud800-\udfff][^\\\s\ud800-\udfff]*)?", address) is not None

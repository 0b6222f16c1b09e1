"""Every page and every route of the API, with an address that leads somewhere, and who is let in.

Generated against the application itself: a route without its row fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount

from flows.administration.tokens import Scope
from tests.access.scene import TELEGRAM
from web.guarding import PageRoute
from web.terms import API


class Door(Enum):
    """Who is let in, and what becomes of everybody else."""

    OPEN = auto()  # everybody: nothing of the survey is behind it
    LINK = auto()  # whoever has a link that was not used yet; others 403
    PAGE = auto()  # who is signed in; others are led to the sign-in, whether there is something or not
    FORM = auto()  # who is signed in, with the key of their session; others 403
    API = auto()  # who has a token with the scope; others 401, without the scope 403
    TELEGRAM = auto()  # whoever knows the webhook's secret: nobody here


@dataclass(frozen=True, slots=True)
class Row:
    """`status` is what comes of it for somebody who is let in. `at` fills the path where an id of the scene's of that
    name does not; `fields` are a form's or, to the API, a query's; `body` is
    what is sent there."""

    door: Door
    status: int = 200
    at: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    scope: Scope | None = None

    def address(self, path: str, ids: Mapping[str, str]) -> str:
        """`{response_id}` is `ids["response"]`."""
        return _PARAMETER.sub(lambda name: self._filled(name[1], ids), path)

    def _filled(self, name: str, ids: Mapping[str, str]) -> str:
        return self.at[name].format(**ids) if name in self.at else ids[name.removesuffix("_id")]


_PARAMETER: Final = re.compile(r"\{(\w+)\}")


def _page(status: int = 200, **at: str) -> Row:
    return Row(Door.PAGE, status, at)


def _form(status: int, fields: Mapping[str, str] | None = None, **at: str) -> Row:
    return Row(Door.FORM, status, at, fields or {})


def _api(scope: Scope, status: int = 200, body: Any = None, query: Mapping[str, str] | None = None, **at: str) -> Row:
    return Row(Door.API, status, at, query or {}, body, scope)


ROUTES: Final[Mapping[str, Row]] = {
    "GET /healthz": Row(Door.OPEN),
    "HEAD /healthz": Row(Door.OPEN),
    "GET /readyz": Row(Door.OPEN),
    "HEAD /readyz": Row(Door.OPEN),
    "GET /metrics": Row(Door.OPEN),  # for the proxy to close: docs/operations.md
    f"POST {TELEGRAM}": Row(Door.TELEGRAM),
    f"GET {API}/openapi.json": Row(Door.OPEN),
    f"HEAD {API}/openapi.json": Row(Door.OPEN),
    f"GET {API}/responses": _api(Scope.RESPONSES),
    f"GET {API}/responses.ndjson": _api(Scope.RESPONSES),
    f"GET {API}/responses/{{response_id}}": _api(Scope.RESPONSES),
    f"GET {API}/responses/{{response_id}}/attachments/{{sha256}}": _api(Scope.RESPONSES),
    f"GET {API}/export": _api(Scope.RESPONSES, query={"format": "csv"}),
    f"GET {API}/invitations": _api(Scope.INVITATIONS),
    f"POST {API}/invitations": _api(Scope.INVITATIONS, 201, [{"country": "PER"}]),
    f"POST {API}/invitations/{{invitation_id}}/renew": _api(Scope.INVITATIONS, 201, {}, invitation_id="{link0}"),
    f"POST {API}/invitations/{{invitation_id}}/revoke": _api(Scope.INVITATIONS, 204, invitation_id="{link1}"),
    f"GET {API}/questionnaire": _api(Scope.QUESTIONNAIRE),
    f"GET {API}/schema": _api(Scope.QUESTIONNAIRE),
    f"GET {API}/progress": _api(Scope.PROGRESS),
    "GET /static/{version}/{name}": Row(Door.OPEN, 404, {"version": "0", "name": "pages.css"}),
    "GET /sign-in": Row(Door.OPEN),
    "GET /sign-in/{token}": Row(Door.OPEN, at={"token": "A" * 32}),
    "POST /sign-in": Row(Door.LINK, 303),
    "POST /language": Row(Door.OPEN, 400),  # no language is chosen here
    "GET /": _page(),
    "GET /sessions": _page(),
    "POST /sign-out": _form(303),
    "POST /sign-out-everywhere": _form(303),
    "GET /countries": _page(),
    "GET /responses/{response_id}": _page(),
    "GET /responses/{response_id}/changes": _page(response_id="{returned}"),
    "POST /responses/{response_id}/return": _form(303, {"note": "Please look again."}),
    "POST /responses/{response_id}/export": _form(200, {"format": "json"}),
    "GET /responses/{response_id}/files/{sha256}": _page(),
    "GET /questions": _page(),
    "GET /questions/{name}": _page(name="has"),
    "GET /invitations": _page(),
    "POST /invitations": _form(200, {"role": "focal-point", "country": "NOR"}),
    "POST /invitations/list": _form(400),  # a file is missing: the page says so
    "POST /invitations/{which}/renew": _form(200, which="{link2}"),
    "POST /invitations/{country}/hand-over": _form(200, country="KEN"),
    "POST /invitations/{which}/revoke": _form(303, which="{link3}"),
    "GET /messages": _page(),
    "POST /messages/campaign": _form(303, {"deadline": "2019-05-31"}),
    "POST /messages/reminders": _form(200, {"country": "KEN"}),
    "POST /messages/preview": _form(200, {"audience": "all", "text": "Hello"}),
    "POST /messages/announcements": _form(303, {"audience": "all", "text": "Hello"}),
    "GET /messages/{announcement_id}": _page(),
    "GET /exports": _page(),
    "POST /exports": _form(200, {"which": "all", "format": "json"}),
    "GET /enquiries": _page(),
    "POST /enquiries/{enquiry_id}": _form(303, {"words": "It is."}),
    "GET /audit": _page(),
    "GET /audit.csv": _page(),
    # Pictures are drawn elsewhere in the tests: here nothing is to be drawn, which only who is let in is told.
    "GET /charts/activity/{theme}.svg": _page(400, theme="none"),
    "GET /charts/questions/{name}/{theme}.svg": _page(404, name="site", theme="light"),
}
"""In an order in which one person can do all of it."""


def routes_of(app: FastAPI, before: str = "") -> Iterator[tuple[str, bool]]:
    """Each with its method and its whole path, and whether it is a page."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.route, Mount):
            mounted = route.route.app
            assert isinstance(mounted, FastAPI), route.route.path
            yield from routes_of(mounted, before + route.route.path)
            continue
        for method in sorted(route.methods or ()):
            yield f"{method} {before}{route.path}", isinstance(route.original_route, PageRoute)

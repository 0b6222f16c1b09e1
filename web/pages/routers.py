"""How a router of pages is made, so that none forgets its guard."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from web.guarding import PageRoute, signed_in


def guarded() -> APIRouter:
    """For administrators alone."""
    return APIRouter(route_class=PageRoute, dependencies=[Depends(signed_in)])


def unguarded() -> APIRouter:
    """For everybody: the door itself."""
    return APIRouter(route_class=PageRoute)

"""The style sheet, the script and the icon, as they are shipped; under addresses that change with their content."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from fastapi import APIRouter, HTTPException, Response

STATIC: Final = Path(__file__).parent / "static"
PREFIX: Final = "/static"

_KINDS: Final = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


def address_of(name: str) -> str:
    """Raises KeyError for a file that is not shipped."""
    return f"{PREFIX}/{_files()[name][0]}/{name}"


def files_router() -> APIRouter:
    """For everybody: the page on which one signs in is made of them too."""
    router = APIRouter()

    @router.get(f"{PREFIX}/{{version}}/{{name}}")
    async def give(version: str, name: str) -> Response:
        known, content = _files().get(name, ("", b""))
        if not known or version != known:
            raise HTTPException(404)
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
        return Response(content, headers=headers, media_type=_KINDS[Path(name).suffix])

    return router


@cache
def _files() -> dict[str, tuple[str, bytes]]:
    """Read once; by their names, with the beginning of the hash of what is in them."""
    found = {file.name: file.read_bytes() for file in sorted(STATIC.iterdir()) if file.suffix in _KINDS}
    return {name: (sha256(content).hexdigest()[:12], content) for name, content in found.items()}

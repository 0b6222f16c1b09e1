"""Which language whoever looks at the pages reads. Knows no page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fastapi import Request

from flows.wording.catalogue import ENGLISH, Translator
from web.cookies import LANGUAGE, cookie_of
from web.languages import languages, translator


def read_by(request: Request) -> Translator:
    """In the language the visitor has chosen, or else the one their browser asks for, as far as the pages have it."""
    chosen = cookie_of(request, request.app.state.survey, LANGUAGE)
    if chosen in languages():
        return translator(chosen)
    return translator(best_of(languages(), request.headers.get("accept-language", "")))


def best_of(known: Sequence[str], accepted: str) -> str:
    """What `Accept-Language` wants most of those known, by the lookup of RFC 4647 (3.4): zh-Hant-TW, zh-Hant, zh."""
    codes = {code.lower(): code for code in known}
    wishes = sorted(_wishes(accepted), key=lambda wish: -wish[1])
    fitting = (codes[tag] for wish, _ in wishes for tag in _from_narrow_to_wide(wish) if tag in codes)
    return next(fitting, ENGLISH)


LONGEST: Final = 1000
"""Characters of the header that are read. Browsers send some fifty."""

_WISH: Final = re.compile(r"([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)(?:\s*;\s*q=([01](?:\.[0-9]{0,3})?))?")


def _wishes(accepted: str) -> Iterator[tuple[str, float]]:
    """The languages with how much each is wanted; not those that are not."""
    for part in accepted[:LONGEST].split(","):
        if (found := _WISH.fullmatch(part.strip())) and (wanted := float(found[2] or 1)):
            yield found[1].lower(), wanted


def _from_narrow_to_wide(tag: str) -> Iterator[str]:
    """As the catalogues are called."""
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        yield "_".join(parts[:length])

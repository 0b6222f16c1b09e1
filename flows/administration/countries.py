"""Countries by the names the survey team reads. Knows no storage."""

from __future__ import annotations

from functools import lru_cache

from flows.answers import country


@lru_cache(maxsize=1024)
def country_name(code: str, language: str = "en") -> str:
    """The code itself where there is no such country."""
    return country.country_name(code, language) if code in country.ALPHA_2 else code

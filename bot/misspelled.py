"""Variables whose names are almost those of settings: without this they would be passed over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values

# So alike that the setting is meant: one or two letters of its name are wrong, missing or in the wrong place.
_ALIKE = 0.85


def misspelled(prefix: str, settings: Iterable[str], env_file: str | Path | None) -> str | None:
    """A sentence on the first variable of the environment, or of that file, that is almost a setting's."""
    known = [f"{prefix}{name}".upper() for name in settings]
    for variable in (*os.environ, *(dotenv_values(env_file) if env_file else ())):
        name = variable.upper()
        if name.startswith(prefix) and name not in known and (near := get_close_matches(name, known, 1, _ALIKE)):
            return f"There is no setting {variable}; did you mean {near[0]}?"
    return None

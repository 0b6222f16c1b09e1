"""`focalpoint …` with a clock that is wrong by as many seconds as the file named in BENT_CLOCK says at that moment."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.command_line import main

_WRONG_BY = Path(os.environ["BENT_CLOCK"])


def _now(_: SystemClock) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(_WRONG_BY.read_text()))


if __name__ == "__main__":
    setattr(SystemClock, "now", _now)  # noqa: B010 - the one place where it is not the machine's
    main()

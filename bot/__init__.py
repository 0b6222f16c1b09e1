"""Telegram's end of the program: updates in, messages out, settings, and the command line. Knows no question."""

from __future__ import annotations

import os

# Otherwise python-telegram-bot warns at every "retry after" that it will give timedeltas one day.
os.environ.setdefault("PTB_TIMEDELTA", "true")

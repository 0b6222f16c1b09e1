"""What is logged and how: ids of updates, codes, counts and durations. Never an answer, a token or a name.

Libraries are not trusted with that: python-telegram-bot logs whole updates when it fails, and httpx every address it
calls, with the token in it. Theirs are silenced; of others only warnings pass, without their exceptions' messages.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Final, TextIO

import structlog
from structlog.typing import Processor

SILENCED: Final = ("telegram", "httpx", "httpcore", "aiosqlite", "asyncpg")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{20,}")
_PROJECT = Path(__file__).resolve().parent.parent
_ROOMS = {"bot", "flows", "storage", "simulator", "web"}


def configure_logs(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Lines for people where the stream is a terminal, JSON otherwise. Replaces what was configured before."""
    stream = stream or sys.stderr
    for name in SILENCED:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # A request that failed is told of, unless our own simulator, which breaks requests off, silences it later.
    logging.getLogger("uvicorn.error").setLevel(logging.NOTSET)
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_messages_of_exceptions,
        _without_tokens,
    ]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_only_what_it_is_about, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(stream)],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    for room in _ROOMS:
        logging.getLogger(room).setLevel(level)


def described(error: BaseException) -> str:
    """The kind of an exception and of its cause, and the place in our code: all of it that holds nobody's words."""
    kinds = " < ".join(type(one).__name__ for one in (error, error.__cause__) if one is not None)
    place = _place(error)
    return f"{kinds} at {place}" if place else kinds


def _place(error: BaseException) -> str | None:
    """The innermost line of ours the exception passed."""
    place = None
    frames = error.__traceback__
    while frames is not None:
        file = Path(frames.tb_frame.f_code.co_filename)
        if file.is_relative_to(_PROJECT) and file.relative_to(_PROJECT).parts[0] in _ROOMS:
            place = f"{file.relative_to(_PROJECT)}:{frames.tb_lineno}"
        frames = frames.tb_next
    return place


Event = MutableMapping[str, Any]


def _renderer(stream: TextIO) -> Processor:
    if stream.isatty():
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _without_messages_of_exceptions(_: Any, __: str, event: Event) -> Event:
    """A driver's message quotes the row it choked on: the answer itself."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if given is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["error"] = described(error)
    return event


def _without_tokens(_: Any, __: str, event: Event) -> Event:
    return {key: _TOKEN.sub("…", value) if isinstance(value, str) else value for key, value in event.items()}


def _only_what_it_is_about(_: Any, __: str, event: Event) -> Event:
    """A library's line: its words before anything was filled in."""
    record = event["_record"]
    event["event"] = str(record.msg).partition("\n")[0]
    event["library"] = record.name
    event["exc_info"] = record.exc_info
    return event

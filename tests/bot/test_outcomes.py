"""What Telegram's errors mean for the message that was being sent: a table in Telegram's own words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.outcomes import Instead, Later, Never, Outcome, Sent, Unreachable, outcome_of
from bot.rendering import EditText, Ready, SendFile, SendPhoto, SendText

TEXT = SendText("☑ one")
EDIT = EditText(7, "☑ one")
FILE = SendFile("msq-2020-PAK.json", b"{}")
PHOTO = SendPhoto("progress.png", b"\x89PNG")


@pytest.mark.parametrize(
    ("error", "part", "outcome"),
    [
        (RetryAfter(timedelta(seconds=7)), TEXT, Later(7)),
        (RetryAfter(timedelta(seconds=7)), EDIT, Later(7)),
        (TimedOut(), TEXT, Later()),
        (NetworkError("Bad Gateway"), FILE, Later()),
        (NetworkError("Internal Server Error"), EDIT, Later()),
        (InvalidToken("Unauthorized"), TEXT, Later()),
        (TelegramError("Invalid server response"), TEXT, Later()),
        (Forbidden("Forbidden: bot was blocked by the user"), TEXT, Unreachable()),
        (Forbidden("Forbidden: user is deactivated"), FILE, Unreachable()),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), TEXT, Unreachable()),
        (BadRequest("Chat not found"), EDIT, Unreachable()),
        (BadRequest("Message is not modified: specified new message content and …"), EDIT, Sent(7)),
        (BadRequest("Message to edit not found"), EDIT, Instead(TEXT)),
        (BadRequest("Message can't be edited"), EDIT, Instead(TEXT)),
        (BadRequest("There is no text in the message to edit"), EDIT, Instead(TEXT)),
        (BadRequest("MESSAGE_ID_INVALID"), EDIT, Instead(TEXT)),
        (
            BadRequest("Can't parse entities: unsupported start tag"),
            TEXT,
            Never("Can't parse entities: unsupported start tag"),
        ),
        (BadRequest("Message text is empty"), TEXT, Never("Message text is empty")),
        (BadRequest("BUTTON_DATA_INVALID"), EDIT, Never("BUTTON_DATA_INVALID")),
        (BadRequest("PHOTO_INVALID_DIMENSIONS"), PHOTO, Instead(SendFile("progress.png", b"\x89PNG"))),
        (BadRequest("file must be non-empty"), FILE, Never("file must be non-empty")),
        (BadRequest("Message to edit not found"), TEXT, Never("Message to edit not found")),
    ],
)
def test_an_error_is_read_as_what_it_means(error: TelegramError, part: Ready, outcome: Outcome) -> None:
    assert outcome_of(error, part) == outcome


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_a_pause_in_whole_seconds_is_understood_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PTB_TIMEDELTA")

    assert outcome_of(RetryAfter(7), TEXT) == Later(7)

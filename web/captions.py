"""What stages, kinds of questions, acts and pages are called on the pages; in English, translated where it is shown.

Knows no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flows.administration.invitations import State
from flows.administration.progress import Stage
from flows.administration.reminding import Why
from flows.administration.roles import Act
from flows.exporting.formats import Format
from flows.ports import Audience
from flows.questionnaire import QuestionType
from web.languages import caption

STAGES: Final[Mapping[Stage, str]] = {
    Stage.AMENDED: caption("Amended"),
    Stage.COMPLETED: caption("Completed"),
    Stage.IN_PROGRESS: caption("In progress"),
    Stage.INVITED: caption("Invited"),
    Stage.EXPIRED: caption("Link expired"),
}
"""Furthest first."""

KINDS: Final[Mapping[QuestionType, str]] = {
    "text": caption("Text"),
    "links": caption("Addresses"),
    "percent": caption("Percentage"),
    "yes_no": caption("Yes or no"),
    "select_one": caption("One choice"),
    "select_multiple": caption("Several choices"),
    "email": caption("E-mail"),
    "phone": caption("Telephone"),
    "date": caption("Date"),
    "country": caption("Country"),
    "acknowledge": caption("Agreement"),
}

STATES: Final[Mapping[State, str]] = {
    State.OPEN: caption("Link open"),
    State.USED: caption("Link used"),
    State.EXPIRED: caption("Link expired"),
    State.REVOKED: caption("Revoked"),
}
"""Of invitations."""

ACTS: Final[Mapping[Act, str]] = {
    Act.INVITED: caption("Invited somebody"),
    Act.RENEWED: caption("Renewed a link"),
    Act.REVOKED: caption("Ended access"),
    Act.HANDED_OVER: caption("Invited a successor"),
    Act.ENTERED: caption("Opened their link"),
    Act.REPLACED: caption("Took over"),
    Act.EXPORTED: caption("Exported"),
    Act.PREFILLED: caption("Loaded earlier answers"),
    Act.REOPENED: caption("Returned for correction"),
    Act.ANSWERED: caption("Answered an enquiry"),
    Act.OPENED: caption("Opened a response"),
    Act.READ: caption("Read across countries"),
    Act.SIGNED_IN: caption("Signed in"),
    Act.SIGNED_OUT: caption("Signed out"),
    Act.TOKEN_MADE: caption("Made a token"),
    Act.TOKEN_REVOKED: caption("Revoked a token"),
    Act.SCHEDULED: caption("Set the campaign"),
    Act.REMINDED: caption("Reminded"),
    Act.ANNOUNCED: caption("Announced"),
}
"""Those the audit log records."""

AUDIENCES: Final[Mapping[Audience, str]] = {
    Audience.ALL: caption("Everybody who takes part"),
    Audience.NOT_STARTED: caption("Who has answered nothing yet"),
    Audience.IN_PROGRESS: caption("Who is in the middle of it"),
    Audience.COMPLETED: caption("Who has submitted"),
}

WHYS: Final[Mapping[Why, str]] = {
    Why.SUBMITTED: caption("submitted already"),
    Why.STOPPED: caption("asked not to be reminded"),
    Why.UNREACHABLE: caption("has blocked the bot"),
    Why.NOT_OPENED: caption("has not opened the link: write to the person yourself"),
    Why.NOT_INVITED: caption("nobody was invited"),
}

FORMATS: Final[Mapping[Format, tuple[str, str]]] = {
    Format.XLSX: ("Excel", caption("One row a response, with a code book. Opens in any spreadsheet.")),
    Format.CSV: ("CSV", caption("One row a response.")),
    Format.LONG_CSV: (caption("CSV, one row an answer"), caption("For statistics programs.")),
    Format.JSON: ("JSON", caption("One list of all documents.")),
    Format.JSON_LINES: ("JSON Lines", caption("One document a line, for programs.")),
    Format.ZIP: (caption("ZIP of everything"), caption("Each response as JSON with its files.")),
    Format.PDF: (caption("Filled forms as PDF"), caption("A ZIP with a form for each response.")),
    Format.DOCX: (caption("Filled forms as Word"), caption("A ZIP with a form for each response.")),
}

ADMINISTRATOR: Final = caption("Administrator")

DONE: Final[Mapping[str, str]] = {
    "revoked": caption("Access was ended. Whoever had it is told in the chat; the answers stay."),
    "set": caption("The campaign is set. Conversations know it within half a minute."),
    "announced": caption("The announcement is on its way."),
    "returned": caption("The response is returned for correction. Whoever works on it is told in the chat."),
    "answered": caption("The answer is on its way into the chat of who asked."),
    "before": caption("Somebody else had answered already: their answer stands."),
}
"""What is told after something was done, by the word in the address to which one is led."""

MENU: Final = (
    ("/", caption("Overview"), "home"),
    ("/countries", caption("Countries"), "globe"),
    ("/questions", caption("Questions"), "chart"),
    ("/invitations", caption("Invitations"), "mail"),
    ("/messages", caption("Messages"), "send"),
    ("/enquiries", caption("Enquiries"), "ask"),
    ("/exports", caption("Exports"), "download"),
    ("/audit", caption("Audit log"), "list"),
)

MISTAKES: Final[Mapping[int, tuple[str, str]]] = {
    400: (caption("This address is not right"), caption("Something in it cannot be read. Go back and choose again.")),
    403: (
        caption("This was not done"),
        caption("You are not signed in any more, or the page was too old. Open it again and repeat it."),
    ),
    404: (caption("There is nothing here"), caption("What you look for is gone, or was never here.")),
    413: (caption("This file is too large"), caption("Up to 5 MB are taken at once.")),
    429: (caption("Too many tries"), caption("Wait a few minutes, and ask for a new link.")),
    502: (
        caption("The chat service does not answer"),
        caption("Without it no link can be made. Nothing was changed. Try again in a moment."),
    ),
    503: (caption("The database does not answer"), caption("Nothing was changed. Try again in a moment.")),
}
"""By the status with which they go out: a title, and what can be done."""
NOT_DONE: Final = MISTAKES[403][0]
"""The title where a sentence says why."""

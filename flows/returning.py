"""A submitted response goes back to its focal point, with remarks of the survey team on some of its questions.

Who may do that, and how the focal point is reached, is known elsewhere (`flows.administration.returning`).
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.conversation import Conversation
from flows.response import OpenRemark, Response, Status
from flows.turns import SentBack, Turn
from flows.waiting import ForSubmission, Nothing


def send_back(c: Conversation, remarks: Mapping[str, str], note: str | None) -> Turn:
    """It is in progress again. What is waited for stays: the respondent may be in the middle of something."""
    waiting = c.response.waiting
    new = {question: _added(c.response, question, words) for question, words in remarks.items()}
    after = c.having(
        c.response.but(
            status=Status.IN_PROGRESS,
            remarks={**c.response.remarks, **new},
            waiting=ForSubmission() if isinstance(waiting, Nothing) else waiting,
        )
    )
    return Turn(after.response, (SentBack(after.remarked, c.response.revision, note),))


def _added(response: Response, question: str, words: str) -> OpenRemark:
    """A second remark on the same question stands below the first. Both are to be read (again)."""
    before = response.remarks.get(question)
    return OpenRemark(words=f"{before.words}\n{words}" if before else words)

"""A question to the survey team: its words are asked for and taken, and what was waited for is waited for again.

Who is told, and where the answer comes from, is known elsewhere (`flows.administration.enquiring`).
"""

from __future__ import annotations

from flows.conversation import Conversation
from flows.navigating import after_enquiry, put_again
from flows.sources import Written
from flows.turns import EnquirySent, Turn
from flows.violations import Code, Violation
from flows.waiting import ForAnswer, ForConfirmation, ForEnquiry


def ask(c: Conversation) -> Turn:
    """The next words are for the survey team. Nothing of what was half done is dropped."""
    waiting = ForEnquiry(interrupted=c.waiting)
    return put_again(c.having(c.response.but(waiting=waiting)))


def take(c: Conversation, written: Written) -> Turn:
    if not written.text.strip():
        return put_again(c)
    question = c.question.name if c.question else None
    return after_enquiry(_asking_on(c), (EnquirySent(question, _tried(c), written.text.strip()),))


def _asking_on(c: Conversation) -> Conversation:
    """Whoever wrote a question where an answer was waited for has now asked it: that doubt is over."""
    match c.waiting:
        case ForConfirmation(doubt=Violation(code=Code.NOT_AN_ANSWER), question=question, returning=returning):
            open_again = ForAnswer(question=question, returning=returning)
            return c.having(c.response.but(waiting=ForEnquiry(interrupted=open_again)))
        case _:
            return c


def _tried(c: Conversation) -> str:
    """What was typed for the open question and not taken."""
    match c.waiting:
        case ForAnswer(refused=words):
            return words
        case ForConfirmation(typed=words):
            return words
        case _:
            return ""

"""Reads and shows `email`: one address, normalised, the words beside it as its remark. Knows not who reads it.

A slip ("a@b,gov.pk", "a (at) b.pk") is asked about: an address changed without asking would be someone else's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flows.answers.folding import excerpt
from flows.answers.mailbox_slips import has_known_ending, likelier_than, repaired
from flows.answers.mailboxes import Mailbox, mailboxes_in
from flows.answers.remark import is_not_applicable
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

_MAX_READINGS = 5


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    text = typed.text
    found = mailboxes_in(text)
    if not found:
        return _without_address(text)
    if len(found) > 1:
        return ToConfirm(Violation(Code.EMAIL_SEVERAL), _readings(replace(each, note=None) for each in found))
    (mailbox,) = found
    likelier = likelier_than(mailbox, text)
    if likelier or not has_known_ending(mailbox.address):
        return _slip(mailbox.written, (*likelier, mailbox))
    return Accepted(mailbox.address, mailbox.note)


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    return str(accepted.value or "")


def _without_address(text: str) -> Reading:
    unreadable = Violation(Code.EMAIL_UNREADABLE, {"written": excerpt(text)})
    if is_not_applicable(text):
        return ToConfirm(unreadable, (Accepted(None, note=text.strip()),))
    meant = repaired(text)
    return _slip(text, meant) if meant else Refused(unreadable)


def _slip(written: str, meant: Iterable[Mailbox]) -> Reading:
    return ToConfirm(Violation(Code.EMAIL_SLIP, {"written": excerpt(written)}), _readings(meant))


def _readings(mailboxes: Iterable[Mailbox]) -> tuple[Accepted, ...]:
    return tuple(Accepted(mailbox.address, mailbox.note) for mailbox in mailboxes)[:_MAX_READINGS]

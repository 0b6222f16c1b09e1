"""Finds the e-mail addresses of a text, with what is said beside them. Knows no question, and repairs nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from email_validator import EmailNotValidError, validate_email

from flows.answers.characters import legible
from flows.answers.folding import phrases, words_of
from flows.answers.remark import remark

# RFC 5321, 4.5.3.1: 64 octets before the @, 255 after it.
_MAX_LENGTH = 320

_FULL_WIDTH = str.maketrans("＠﹫．", "@@.")
_PIECE = re.compile(r"[^\s<>()\[\]{}\"“”„«»,;:|/\\、。，；：（）【】《》]+")
_EDGES = "'’‘`*_.!?…·•-–—=~؟،؛।"
_EMPTY_BRACKETS = re.compile(r"[<(\[{«\"“]\s*(?:mailto:\s*)?[>)\]}»\"”]", re.IGNORECASE)
# Mail programs write an address a second time behind itself: a@b.pk<mailto:a@b.pk>.
_LABELS = phrases(
    """
    e-mail|email|mail|e-mail address|email address|mailto|my e-mail|my email|my email is|e-mail id
    email id|address
    courriel|adresse|mél|adresse électronique|adresse e-mail|adresse mail|correo|correo electrónico|почта
    эл. почта
    электронная почта|e-mail адрес|адрес|البريد الإلكتروني|بريد إلكتروني|الايميل|ايميل|邮箱|邮件|电子邮件
    电子邮箱|電子郵件
    メール|이메일|e-posta|surel|ईमेल|ای میل
    """
)
_LONGEST_LABEL = max(len(label.split()) for label in _LABELS)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An e-mail address: as `written`, as normalised in `address`, and the remark beside it."""

    written: str
    address: str
    note: str | None = None


def mailboxes_in(text: str) -> tuple[Mailbox, ...]:
    """The valid addresses of the text, each once; with a remark where there is one address only."""
    text = _plain(text)
    valid = ((address, written) for written in pieces_with_at(text) if (address := normalised(written)))
    found = {address: Mailbox(written, address) for address, written in valid}
    if len(found) != 1:
        return tuple(found.values())
    (mailbox,) = found.values()
    return (replace(mailbox, note=_beside(mailbox.written, text)),)


def pieces_with_at(text: str) -> tuple[str, ...]:
    """What stands around each @, valid or not."""
    return tuple(piece.strip(_EDGES) for piece in _PIECE.findall(_plain(text)) if "@" in piece)


def normalised(written: str) -> str | None:
    """The address as mail systems compare it, its domain in lower case and in its own script; None where it is none."""
    if len(written) > _MAX_LENGTH:
        return None
    try:
        return validate_email(unicodedata.normalize("NFKC", written), check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def _plain(text: str) -> str:
    return legible(text).translate(_FULL_WIDTH)


def _beside(written: str, text: str) -> str | None:
    before, _, after = text.partition(written)
    rest = f"{_without_label(before).rstrip()} {after.lstrip()}".replace(written, "")
    return remark(_EMPTY_BRACKETS.sub(" ", rest))


def _without_label(before: str) -> str:
    """What stands before an address, without the "E-mail:" that only announces it."""
    words = words_of(before)
    for length in range(min(len(words), _LONGEST_LABEL), 0, -1):
        if " ".join(word.folded for word in words[-length:]) in _LABELS:
            return before[: words[-length].start]
    return before

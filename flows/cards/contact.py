"""A contact as an app shares it: its own fields, or a vCard (RFC 6350 and its elder versions). Knows no question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAX_VCARD = 64 * 1024
"""Characters. A person's card has some hundred; with a picture of the person some ten thousand."""


@dataclass(frozen=True, slots=True)
class Contact:
    name: str = ""
    title: str = ""
    organization: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What the person would have typed: a line for each thing, under its name."""
        lines = (
            ("Name", self.name),
            ("Title", self.title),
            ("Organization", self.organization),
            *(("E-mail", email) for email in self.emails),
            *(("Phone", phone) for phone in self.phones),
        )
        return "\n".join(f"{label}: {words}" for label, words in lines if words)


def contact_in(vcard: str) -> Contact | None:
    """The one person the vCard is about; None where it is about none or several, or cannot be read."""
    if len(vcard) > MAX_VCARD:
        return None
    components = [each for each in _components(vcard) if each.name == "VCARD"]
    if len(components) != 1:
        return None
    (card,) = components
    contact = Contact(
        name=_first(card, "fn") or _first(card, "n"),
        title=_first(card, "title") or _first(card, "role"),
        organization=_first(card, "org"),
        emails=tuple(_values(card, "email")),
        phones=tuple(dict.fromkeys(phone.removeprefix("tel:") for phone in _values(card, "tel"))),
    )
    return contact if contact.text else None


def _components(vcard: str) -> list[Any]:
    """Empty for what is no vCard. The library raises whatever it stumbles over: all of it counts as unreadable."""
    import vobject  # type: ignore[import-untyped]

    vobject.base.logger.disabled = True  # it would quote the lines that it cannot read
    try:
        return list(vobject.readComponents(vcard, ignoreUnreadable=True))
    except Exception:
        return []


def _first(card: Any, name: str) -> str:
    return next(_values(card, name), "")


def _values(card: Any, name: str) -> Iterator[str]:
    """Each once, on one line; the parts of an organisation from the whole to the unit."""
    seen: set[str] = set()
    for line in card.contents.get(name, ()):
        value = ", ".join(filter(None, line.value)) if isinstance(line.value, list) else str(line.value)
        words = " ".join(value.split())
        if words and words not in seen:
            seen.add(words)
            yield words

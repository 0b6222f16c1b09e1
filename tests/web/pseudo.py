"""The pages in the pseudo-languages of the bot, and what is to be read on a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest

from tests.flows.test_wording import pseudo
from tests.web.extracting import PAGES
from web import charts, languages, rendering

READ_OUT: Final = frozenset({"alt", "aria-label", "data-copied", "data-label", "data-sure", "placeholder", "title"})
"""Attributes that people read or hear."""

_EMPTY: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "path", "rect"})


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """While the block lasts, the bot and its pages speak the pseudo-languages."""
    with pseudo.spoken(folder), pytest.MonkeyPatch.context() as patch:
        pseudo.write_catalogues(folder, PAGES)
        patch.setattr(languages, "LOCALE_DIRECTORY", folder)
        _forget()
        yield
    _forget()


def _forget() -> None:
    for kept in (languages.languages, languages.translator, rendering.environment_in, charts.svg):
        kept.cache_clear()


@dataclass
class _Element:
    tag: str
    is_data: bool


@dataclass
class Readable(HTMLParser):
    """Texts and attributes of a page in `language` that are the page's own: not codes, nor what is set apart from the
    line around it because it may be written in another direction, nor what is marked as of another language."""

    language: str
    texts: list[str] = field(default_factory=list)
    _open: list[_Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        is_data = self._is_within_data or _is_data(tag, attributes, self.language)
        if not is_data:
            self.texts += [value for name, value in attributes.items() if name in READ_OUT]
        if tag not in _EMPTY:
            self._open.append(_Element(tag, is_data))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, (self._open, tag, self.getpos())
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._is_within_data and data.strip():
            self.texts.append(data.strip())

    @property
    def _is_within_data(self) -> bool:
        return bool(self._open) and self._open[-1].is_data


def _is_data(tag: str, attributes: dict[str, str], language: str) -> bool:
    if tag == "html":
        return False
    classes = attributes.get("class", "").split()
    is_apart = "dir" in attributes or tag == "bdi" or attributes.get("lang", language) != language
    return is_apart or tag in {"code", "textarea"} or "code" in classes


def texts_of(page: str, language: str) -> list[str]:
    reader = Readable(language)
    reader.feed(page)
    reader.close()
    return reader.texts

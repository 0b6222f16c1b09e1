"""The check of texts: every language of the questionnaire and none besides, readable on a phone, bold that ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError

from flows.loading.draft import Draft, Part
from flows.loading.source import Fault, Path, suggestion
from flows.questionnaire import MAX_CAPTION

MAX_TEXT = 3000
"""Characters of one text: with what the bot puts around it, it stays within one message of 4096."""

MAX_PROMPT = 3500
"""Characters of a question with its lead-in, hint and choices, for the same reason."""

_TEXTS = ("title", "introduction", "thanks", "label", "hint", "constraint_message", "text")


def check_texts(draft: Draft) -> Iterator[Fault]:
    yield from _languages(draft)
    for part in draft.everything:
        for key in _TEXTS:
            yield from _localized(draft, part, key)
    yield from _captions(draft)
    yield from _prompts(draft)


def _languages(draft: Draft) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, code in draft.languages.items():
        path = draft.root.at("languages", index)
        if code in seen:
            yield Fault(path, f"The language {code!r} stands twice.")
        elif not _is_language(code):
            yield Fault(path, f"{code!r} is not the code of a language, such as en, fr or zh-Hans.")
        seen.add(code)


def _localized(draft: Draft, part: Part, key: str) -> Iterator[Fault]:
    texts = part.localized(key)
    languages = tuple(dict.fromkeys(draft.languages.values()))
    if texts is None or not languages:
        return
    written = part.part(key).properties
    for language in filter(_is_language, languages):
        if language not in written:
            yield Fault(part.at(key), f"The text in {language!r} is missing.")
    for language in written:
        if language not in languages:
            near = suggestion(language, languages)
            yield Fault(part.at(key, language), f"{language!r} is not among the questionnaire's languages{near}")
    for language, text in texts.items():
        yield from _text(part.at(key, language), text)


def _text(path: Path, text: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(path, "The text is blank.")
    if len(text) > MAX_TEXT:
        yield Fault(path, f"The text has {len(text):,} characters; at most {MAX_TEXT:,} fit into one message.")
    if text.count("**") % 2:
        yield Fault(path, "A ** begins bold text that does not end.")


def _captions(draft: Draft) -> Iterator[Fault]:
    for definition in draft.definitions:
        for language, caption in (definition.localized("label") or {}).items():
            if len(caption) > MAX_CAPTION:
                excess = f"{len(caption)} characters; a button has room for {MAX_CAPTION}"
                yield Fault(definition.at("label", language), f"The label has {excess}.")


def _prompts(draft: Draft) -> Iterator[Fault]:
    for item in draft.items:
        for question in draft.questions_of(item):
            parts = [question, *draft.choice_lists.get(question.text("choices") or "", ())]
            parts += [item] if item is not question else []
            longest = max((_length(parts, language) for language in draft.languages.values()), default=0)
            if longest > MAX_PROMPT:
                size = f"{longest:,} characters; at most {MAX_PROMPT:,} fit into one message"
                yield Fault(question.path, f"With its lead-in, hint and choices the question has {size}.")


def _length(parts: list[Part], language: str) -> int:
    texts = ((part.localized(key) or {}).get(language, "") for part in parts for key in ("label", "hint"))
    return sum(map(len, texts))


@cache
def _is_language(code: str) -> bool:
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True

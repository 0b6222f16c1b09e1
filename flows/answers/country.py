"""Reads and shows `country`: an ISO 3166-1 alpha-3 code. Knows countries only: no regions, no unions, no former states.

Names are read in the respondent's language and the six of the United Nations, and as the countries call themselves;
others call for confirmation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from babel.core import get_global

from flows.answers.characters import legible
from flows.answers.country_names import (
    ALSO_CALLED,
    CODES_THAT_ARE_WORDS,
    DOUBTFUL,
    NAMES_AT_HOME,
    SMALL_WORDS,
    TITLES,
    UN_NAMES,
)
from flows.answers.folding import excerpt, words_of
from flows.answers.locales import locale_of
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

_UN_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_MAX_READINGS = 5
_CLOSE = 0.75
# A country is named in few words; what is longer is about something else.
_MAX_LENGTH = 200

_SHORTEST_COMPARED = 3
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_INDICATOR_A = 0x1F1E6
_ARTICLE = re.compile(r"\b[ld]['’]", re.IGNORECASE)
_SAINTS = {"saint": "st", "sainte": "st"}

# CLDR maps these alpha-3 codes, too: of former countries, and of regions that are no countries in ISO 3166-1.
_NOT_ISO = frozenset(
    ["BUR", "DDR", "FXX", "TMP", "YMD", "ZAR", "ASC", "CPT", "DGA", "EUE", "QUU", "TAA", "XAA", "XBB", "XKK", "ZZZ"]
)


def _alpha_2_by_alpha_3() -> Mapping[str, str]:
    english = locale_of("en").territories
    aliases = get_global("territory_aliases").items()
    codes = {code: alphas[0] for code, alphas in aliases if len(code) == 3 and code.isalpha() and len(alphas) == 1}
    return {code: alpha for code, alpha in codes.items() if alpha in english and code not in _NOT_ISO}


ALPHA_2: Mapping[str, str] = _alpha_2_by_alpha_3()
"""The 249 countries of ISO 3166-1: alpha-3 to alpha-2."""


_ALPHA_3: Mapping[str, str] = {alpha: code for code, alpha in ALPHA_2.items()}


def alpha_2(alpha_3: str) -> str:
    """Raises KeyError where there is no such country."""
    return ALPHA_2[alpha_3]


def country_name(alpha_3: str, language: str) -> str:
    """The country's name in that language (BCP 47), in English where babel knows none. Raises KeyError as `alpha_2`."""
    alpha = alpha_2(alpha_3)
    by_united_nations = UN_NAMES.get(alpha_3, {}).get(locale_of(language).language)
    return by_united_nations or locale_of(language).territories.get(alpha) or locale_of("en").territories[alpha]


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    text = legible(typed.text).strip()
    if len(text) > _MAX_LENGTH:
        return _refused(text)
    code = _whole_code(text)
    if code:
        return Accepted(code)
    names = _names(circumstances.language)
    named = _named(_flags_as_codes(text), names)
    if named.sure:
        return Accepted(named.codes[0])
    codes = tuple(dict.fromkeys((*_resembling(text, names), *named.codes) if named.leaves_words else named.codes))
    if not codes:
        return _refused(text)
    doubt = Violation(Code.COUNTRY_UNSURE, {"written": excerpt(text)})
    return ToConfirm(doubt, tuple(Accepted(code) for code in codes[:_MAX_READINGS]))


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    value = str(accepted.value or "")
    return country_name(value, circumstances.language) if value in ALPHA_2 else value


@dataclass(frozen=True, slots=True)
class _Names:
    """Every spelling compared, to the codes it may mean, and how many words the longest has."""

    codes: Mapping[str, tuple[str, ...]]
    longest: int


@dataclass(frozen=True, slots=True)
class _Named:
    """The countries a text names, and whether it says more than that, or says it doubtfully."""

    codes: tuple[str, ...]
    leaves_words: bool
    doubtful: bool

    @property
    def sure(self) -> bool:
        return len(self.codes) == 1 and not self.leaves_words and not self.doubtful


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    written: str


@lru_cache(maxsize=64)
def _names(language: str) -> _Names:
    codes: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for alpha_3 in ALPHA_2:
        for name in _names_of(alpha_3, language):
            codes[_key(name)][alpha_3] = None
    doubtful = {key: tuple(candidates.split()) for key, candidates in _DOUBTFUL.items()}
    spelled = {key: tuple(owners) for key, owners in codes.items()} | doubtful
    return _Names(spelled, longest=max(len(key.split(" ")) for key in spelled))


def _names_of(alpha_3: str, language: str) -> Iterator[str]:
    for each in (*_UN_LANGUAGES, language):
        yield locale_of(each).territories.get(ALPHA_2[alpha_3], alpha_3)
        yield country_name(alpha_3, each)
    for names in (ALSO_CALLED, NAMES_AT_HOME):
        yield from filter(None, names.get(alpha_3, "").split("|"))


def _key(text: str) -> str:
    return " ".join(word.key for word in _words(text))


def _words(text: str) -> tuple[_Word, ...]:
    """The words that count in a name, as they are compared."""
    text = _ARTICLE.sub("", text)
    words = (_Word(_SAINTS.get(w.folded, w.folded), text[w.start : w.end]) for w in words_of(text))
    return tuple(word for word in words if word.key not in SMALL_WORDS)


def _whole_code(text: str) -> str | None:
    code = text.strip(" .()[]")
    return None if code in CODES_THAT_ARE_WORDS else _code(code)


def _code(written: str) -> str | None:
    """The alpha-3 code of a code in capitals."""
    return written if written in ALPHA_2 else _ALPHA_3.get(written)


def _flags_as_codes(text: str) -> str:
    return _FLAG.sub(lambda flag: f" {_ALPHA_3.get(_letters(flag.group()), '')} ", text)


def _letters(flag: str) -> str:
    return "".join(chr(ord(indicator) - _INDICATOR_A + ord("A")) for indicator in flag)


def _named(text: str, names: _Names) -> _Named:
    words = _words(text)
    two_letters_count = text.upper() != text
    codes: dict[str, None] = {}
    leaves_words = doubtful = False
    place = 0
    while place < len(words):
        length = _spelled_at(words, place, names)
        key, written = words[place].key, words[place].written
        code = _code(written) if len(written) == 3 or two_letters_count else None
        if length:
            key = _joined(words[place : place + length])
            codes |= dict.fromkeys(names.codes[key])
            doubtful |= key in _DOUBTFUL
        elif code and code not in CODES_THAT_ARE_WORDS:
            codes[code] = None
        elif key not in TITLES:
            leaves_words = True
        place += length or 1
    return _Named(tuple(codes), leaves_words, doubtful)


def _spelled_at(words: Sequence[_Word], place: int, names: _Names) -> int:
    lengths = range(min(names.longest, len(words) - place), 0, -1)
    return next((n for n in lengths if _joined(words[place : place + n]) in names.codes), 0)


def _joined(words: Iterable[_Word]) -> str:
    return " ".join(word.key for word in words)


def _resembling(text: str, names: _Names) -> Iterator[str]:
    """The countries whose code the text may be, whose name has it as a part, or whose name is close to it."""
    key = _joined(word for word in _words(text) if word.key not in TITLES)
    code = _code(text.upper())
    if code:
        yield code
    if len(key) < _SHORTEST_COMPARED:
        return
    for spelling, codes in names.codes.items():
        if f" {key}" in f" {spelling}":
            yield from codes
    for spelling in get_close_matches(key, names.codes, n=2 * _MAX_READINGS, cutoff=_CLOSE):
        yield from names.codes[spelling]


def _refused(text: str) -> Refused:
    return Refused(Violation(Code.NOT_A_COUNTRY, {"written": excerpt(text)}))


_DOUBTFUL = {_key(name): codes for names, codes in DOUBTFUL.items() for name in names.split("|")}

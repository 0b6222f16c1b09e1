"""What is declined to the survey team, in the language of whoever asked. Knows no error and no front."""

from __future__ import annotations

from collections.abc import Iterable

from flows.administration.countries import country_name
from flows.sentences import Counted, Sentence, Value
from flows.wording.catalogue import Translator
from flows.wording.rich import plain


def in_language(sentence: Sentence, translator: Translator) -> str:
    """The sentence with `{country}` by its name."""
    values = {name: _written(name, value, translator) for name, value in sentence.values.items()}
    if isinstance(sentence, Counted):
        return plain(translator.say_count(sentence.one, sentence.template, sentence.count, **values))
    return plain(translator.say(sentence.template, **values))


def all_in_language(sentences: Iterable[Sentence], translator: Translator) -> str:
    """Each on a line of its own."""
    return "\n".join(in_language(sentence, translator) for sentence in sentences)


def _written(name: str, value: Value, translator: Translator) -> str | int:
    if isinstance(value, Sentence):
        return in_language(value, translator)
    return country_name(value, translator.language) if name == "country" and isinstance(value, str) else value

"""An answer in words: in the confirmation above the next prompt, in the prompt of a correction, and in the review."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import cast

from flows.answer import Answer, Override, SkipReason
from flows.answers import show
from flows.answers.words import count_words
from flows.questionnaire import OTHER, Question, QuestionType
from flows.reading import Accepted, Circumstances, Value
from flows.sentences import N_
from flows.wording.catalogue import Translator
from flows.wording.overrides import kept, reason_of
from flows.wording.rich import Text, plain
from flows.wording.speaker import Speaker, shortened

# A text of more words is not repeated: its first words and their count stand for it.
MAX_WORDS_REPEATED = 12
MAX_CHARACTERS_REPEATED = 90
MAX_CHARACTERS_OF_A_LONG_TEXT = 50

REASONS = {
    SkipReason.NO_SUCH_THING: N_("no such thing"),
    SkipReason.NOT_AVAILABLE: N_("not available"),
}

# What stands on the buttons as well: in every language of the catalogue.
_SAID: Mapping[tuple[QuestionType, Value], str] = {
    ("yes_no", True): N_("Yes"),
    ("yes_no", False): N_("No"),
    ("acknowledge", True): N_("I agree"),
    ("acknowledge", False): N_("I do not agree"),
    ("select_multiple", ()): N_("None of these"),
}


def confirmation(speaker: Speaker, name: str, answer: Answer, was: Answer | None, called: str | None = None) -> Text:
    """✓ 17 · 57 %, with the remark on a line of its own; a change shows what was there before where both are short.

    `called`: how the question is spoken of, where its reference is not wanted."""
    question = speaker.question(name)
    first, *more = answer_lines(speaker, question, answer)
    reference = called or speaker.reference(name)
    lines = "".join(f"\n   {line}" for line in more)
    if was is None:
        return speaker.say("✓ {question} · {answer}{lines}", question=reference, answer=first, lines=lines)
    before, now = _in_one_line(speaker, question, was), _in_one_line(speaker, question, answer)
    if before is None or now is None or before == now:
        return speaker.say("✓ {question} changed · {answer}{lines}", question=reference, answer=first, lines=lines)
    template = N_("✓ {question} changed · {before} → {answer}{lines}")
    return speaker.say(template, question=reference, before=before, answer=first, lines=lines)


def answer_lines(
    speaker: Speaker, question: Question, answer: Answer, most_items: int | None = None, *, in_full: bool = False
) -> tuple[str, ...]:
    """The value on the first line, or its items (no more than `most_items`) on the following ones, and the
    remark on the last. Long texts stand there by their first words, unless `in_full`."""
    if answer.skipped:
        return (speaker.words("skipped: {reason}", reason=speaker.words(REASONS[answer.skipped])),)
    tell = str if in_full else partial(_excerpt, speaker)
    note = tell(answer.note) if answer.note else None
    if note and is_remark_alone(answer.accepted):
        return (speaker.words("remark kept: “{remark}”", remark=note),)
    remark = (speaker.words("remark: {remark}", remark=note),) if note else ()
    lines = (*_value_lines(speaker, question, answer.accepted, most_items, tell), *remark)
    return _with_reason(speaker, answer.override, lines, tell) if answer.override else lines


def _with_reason(
    speaker: Speaker, override: Override, lines: tuple[str, ...], tell: Callable[[str], str]
) -> tuple[str, ...]:
    """Why it stands against a warning: behind a value on one line, else on a line of its own."""
    told = override.model_copy(update={"words": tell(override.words)})
    if len(lines) > 1:
        return (*lines, kept(speaker.translator, told))
    return (speaker.words("{answer} · kept: {reason}", answer=lines[0], reason=reason_of(speaker.translator, told)),)


def is_remark_alone(accepted: Accepted) -> bool:
    return bool(accepted.note) and accepted.value in (None, ())


def value_words(speaker: Speaker, question: Question, accepted: Accepted) -> str:
    """The value without its remark."""
    return value_in(speaker.translator, question, accepted, speaker.conversation.circumstances(question))


def value_in(translator: Translator, question: Question, accepted: Accepted, circumstances: Circumstances) -> str:
    """The same, for whoever else reads it, in the language of the translator and the circumstances."""
    if isinstance(accepted.value, bool | tuple) and (said := _SAID.get((question.type, accepted.value))):
        return translator.text(said)
    if question.other and OTHER in (accepted.value if isinstance(accepted.value, tuple) else (accepted.value,)):
        return _with_other(translator, question, accepted, circumstances)
    return show(accepted, question, circumstances)


def _with_other(translator: Translator, question: Question, accepted: Accepted, circumstances: Circumstances) -> str:
    """After the choices of the list, if there are any."""
    of_list = tuple(each for each in accepted.value if each != OTHER) if isinstance(accepted.value, tuple) else ()
    listed = show(Accepted(cast(Value, of_list)), question, circumstances) if of_list else ""
    words = translator.say(N_("Other: {words}"), words=accepted.other) if accepted.other else ()
    return "; ".join(filter(None, (listed, plain(words) or translator.text(N_("Other")))))


def _value_lines(
    speaker: Speaker, question: Question, accepted: Accepted, most_items: int | None, tell: Callable[[str], str]
) -> tuple[str, ...]:
    if question.type == "select_multiple" and not accepted.value:
        return (speaker.words("none of these"),)
    if accepted.other:
        accepted = replace(accepted, other=tell(accepted.other))
    if isinstance(accepted.value, tuple) and len(accepted.value) > 1:
        items = tuple(_items(speaker, question, accepted))
        return (_counted(speaker, question, len(items)), *_first(speaker, items, most_items or len(items)))
    words = value_words(speaker, question, accepted)
    return (tell(words) if question.type == "text" else words,)


def _counted(speaker: Speaker, question: Question, count: int) -> str:
    if question.type == "links":
        return plain(speaker.say_count("{count} address:", "{count} addresses:", count))
    return plain(speaker.say_count("{count} chosen:", "{count} chosen:", count))


def _items(speaker: Speaker, question: Question, accepted: Accepted) -> Iterator[str]:
    assert isinstance(accepted.value, tuple)  # noqa: S101 - the caller's case
    for item in accepted.value:
        yield f"• {value_words(speaker, question, Accepted(cast(Value, (item,)), other=accepted.other))}"


def _first(speaker: Speaker, items: tuple[str, ...], most: int) -> tuple[str, ...]:
    if len(items) <= most:
        return items
    rest = speaker.say_count("… and {count} more", "… and {count} more", len(items) - most)
    return (*items[:most], plain(rest))


def _excerpt(speaker: Speaker, text: str) -> str:
    """The text on one line; of a long one the count and the first words."""
    words = count_words(text)
    line = " ".join(text.split())
    if words <= MAX_WORDS_REPEATED and len(line) <= MAX_CHARACTERS_REPEATED:
        return line
    beginning = shortened(line, MAX_CHARACTERS_OF_A_LONG_TEXT)
    counted = speaker.say_count("{count} word: {beginning}", "{count} words: {beginning}", words, beginning=beginning)
    return plain(counted)


def _in_one_line(speaker: Speaker, question: Question, answer: Answer) -> str | None:
    """The answer if it fits into a line beside another one; a remark is left to its own line."""
    bare = answer if is_remark_alone(answer.accepted) else answer.model_copy(update={"note": None, "override": None})
    lines = answer_lines(speaker, question, bare)
    return lines[0] if len(lines) == 1 and question.type != "text" else None

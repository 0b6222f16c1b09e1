"""The messages an answer came in: read as one text, looked up, put in the place of each other. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.answer import Override, Source, Sources
from flows.reading import Typed
from flows.response import Response
from flows.turns import Origin
from flows.waiting import AboutQuestion, ForConfirmation


@dataclass(frozen=True, slots=True)
class Written:
    """Words of the respondent's, and the messages they came in (none: it is not known which).

    `confirmed`: what they mean was in doubt, and the respondent has said it. `override`: they stand against a warning.
    """

    typed: Typed
    sources: Sources = ()
    confirmed: bool = False
    override: Override | None = None

    @property
    def text(self) -> str:
        return self.typed.text


UNWRITTEN = Written(Typed(""))
"""Of an answer that was tapped."""


def written(typed: Typed, origin: Origin | None) -> Written:
    return Written(typed, (source_of(typed, origin),) if origin else ())


def source_of(typed: Typed, origin: Origin) -> Source:
    return Source(
        chat=origin.chat,
        message=origin.message,
        sent_at=origin.sent_at,
        text=typed.text,
        hyperlinks=typed.hyperlinks,
        cut=origin.cut,
    )


def joined(sources: Sources) -> Written:
    """The messages as one, in the order of their numbers, whatever the order they arrived in."""
    ordered = tuple(sorted(sources, key=lambda source: (source.chat, source.message)))
    text = "".join(source.typed.text + _between(source) for source in ordered[:-1]) + ordered[-1].typed.text
    return Written(Typed(text, tuple(link for source in ordered for link in source.hyperlinks)), ordered)


def replaced(sources: Sources, source: Source) -> Sources:
    """The same messages, one of them as it reads now."""
    return tuple(source if is_same(each, source) else each for each in sources)


def is_same(one: Source, other: Source | Origin) -> bool:
    return (one.chat, one.message) == (other.chat, other.message)


def find(sources: Sources, message: Source | Origin) -> Source | None:
    """That message as it stands among them."""
    return next((each for each in sources if is_same(each, message)), None)


def has_message(response: Response, message: Origin) -> bool:
    return question_of(response, message.chat, message.message) is not None


def awaiting(response: Response) -> Sources:
    """The messages of the words that were refused or are doubtful at the moment."""
    return getattr(response.waiting, "sources", ())


def messages_of(response: Response, chat: int) -> Iterable[tuple[str, Source]]:
    """Every message of the chat that is part of an answer, with the question."""
    return (
        (question, source)
        for question, answer in response.answers.items()
        for source in answer.sources
        if source.chat == chat
    )


def question_of(response: Response, chat: int, message: int) -> str | None:
    """The question whose answer, or whose refused or doubtful words, came in that message."""
    waiting = response.waiting
    awaited = ((source.chat, source.message) for source in awaiting(response))
    if isinstance(waiting, AboutQuestion) and (chat, message) in awaited:
        return waiting.question
    # With every message, through every message before it: hence without a generator.
    for name, answer in response.answers.items():
        for source in answer.sources:
            if source.message == message and source.chat == chat:
                return name
    return None


def questions_of(response: Response, message: Source) -> tuple[str, ...]:
    """The questions of which that message answers each by a piece."""
    return tuple(
        name
        for name, source in messages_of(response, message.chat)
        if source.message == message.message and source.piece is not None
    )


def _between(source: Source) -> str:
    """A text that was cut went on after a space; otherwise each message is a paragraph."""
    return " " if source.cut else "\n"


def words_to_confirm(waiting: ForConfirmation, override: Override | None = None) -> Written:
    """The words whose readings are offered, as the respondent confirms them."""
    return Written(Typed(waiting.typed), waiting.sources, confirmed=True, override=override)


def added(waiting: ForConfirmation, more: Written) -> Written:
    """The doubtful words with what is added to them; alone, what begins with them anew."""
    if more.text.casefold().startswith(waiting.typed.casefold()):
        return more
    if waiting.sources and more.sources:
        return joined((*waiting.sources, *more.sources))
    return Written(Typed(f"{waiting.typed}\n{more.text}", more.typed.hyperlinks), more.sources)

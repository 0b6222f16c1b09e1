"""Use case: one question across all countries: how often what was chosen, how percentages lie, what was written.

Reads the answers to that question alone, and of those its relevance hangs on. Knows no picture and no page.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass

from babel.numbers import format_percent

from flows.administration.dossier import answer_words
from flows.administration.entering import LIVE
from flows.administration.roles import Act, Actor, ensure_may
from flows.answer import Answer
from flows.expressions import compile_expression
from flows.ports import Storage
from flows.questionnaire import OTHER, Question, Questionnaire, in_language
from flows.reading import Link
from flows.relevance import relevant_questions
from flows.response import Status
from flows.wording.catalogue import translator
from flows.wording.forms import FormWords

BANDS = tuple((low, low + 10) for low in range(0, 100, 10))
"""Of percentages: from the first up to, and but for the last without, the second."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one country gave to a question."""

    question: Question
    response_id: str
    country: str | None
    status: Status
    answer: Answer

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(item for item in self._items if isinstance(item, Link))

    @property
    def number(self) -> float | None:
        value = self.answer.value
        return float(value) if self.question.type == "percent" and isinstance(value, int | float) else None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the choices; yes or no."""
        value = self.answer.value
        match self.question.type:
            case "yes_no" | "acknowledge":
                return () if value is None else ("yes" if value else "no",)
            case "select_one" | "select_multiple":
                return tuple(map(str, self._items))
            case _:
                return ()

    @property
    def written(self) -> str:
        """Everything that was written; not what was chosen."""
        links = (f"{link.name or ''} {link.url}" for link in self.links)
        words = self.answer.value if isinstance(self.answer.value, str) and not self.chosen else ""
        return " ".join((words, *links, self.answer.note or "", self.answer.other or ""))

    @property
    def _items(self) -> tuple[object, ...]:
        value = self.answer.value
        return value if isinstance(value, tuple) else () if value is None else (value,)


@dataclass(frozen=True, slots=True)
class Bar:
    """A choice, or a band of percentages, and how many gave it."""

    label: str
    count: int


async def answers_across(
    storage: Storage, questionnaire: Questionnaire, actor: Actor, question: Question
) -> AsyncGenerator[Entry, None]:
    """Every answer that counts, and every reason for skipping; answers that are parked are left out. In bounded memory,
    oldest response first."""
    ensure_may(actor, Act.LOOKED)
    needed = _needed(questionnaire, question.name)
    async with storage.reading() as work:
        async for excerpt in work.views.excerpts(questionnaire.name, needed, LIVE):
            answer = excerpt.answers.get(question.name)
            if answer is None or not _counts(questionnaire, question.name, excerpt.answers):
                continue
            yield Entry(question, excerpt.response_id, excerpt.country, excerpt.status, answer)


async def search_answers(
    storage: Storage, questionnaire: Questionnaire, actor: Actor, words: str
) -> AsyncGenerator[Entry, None]:
    """Answers in which every one of the words stands, whatever its case and accents, oldest response first. In bounded
    memory: what was written is looked through as it is read."""
    ensure_may(actor, Act.LOOKED)
    wanted = folded(words).split()

    def fits(text: str) -> bool:
        within = folded(text)
        return all(word in within for word in wanted)

    async with storage.reading() as work:
        async for response_id in work.views.mentions(questionnaire.name, LIVE, fits):
            async for response in work.views.some([response_id]):
                for question in relevant_questions(questionnaire, response.answers):
                    if answer := response.answers.get(question.name):
                        entry = Entry(question, response.id, response.country, response.status, answer)
                        if fits(entry.written):
                            yield entry


def words_of(questionnaire: Questionnaire, entry: Entry, language: str) -> str:
    """The answer without its remark."""
    return answer_words(questionnaire, entry.question, entry.answer, entry.answer.given_at, language)


def bars(questionnaire: Questionnaire, question: Question, entries: Sequence[Entry], language: str) -> tuple[Bar, ...]:
    """How often each choice was chosen, in the questionnaire's order, or how many percentages lie in each band; empty
    for a question that is answered in words."""
    if question.type == "percent":
        given = [each.number for each in entries if each.number is not None]
        locale = translator(language).locale
        return tuple(
            Bar(f"{low}–{format_percent(high / 100, locale=locale)}", sum(_within(each, low, high) for each in given))
            for low, high in BANDS
        )
    counted = Counter(name for each in entries for name in each.chosen)
    return tuple(Bar(label, counted[name]) for name, label in _labels(questionnaire, question, language).items())


def folded(text: str) -> str:
    """As it is compared when somebody looks for words: without case and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def _labels(questionnaire: Questionnaire, question: Question, language: str) -> Mapping[str, str]:
    words = FormWords(language)
    match question.type:
        case "yes_no":
            return dict(zip(("yes", "no"), words.yes_or_no, strict=True))
        case "acknowledge":
            return dict(zip(("yes", "no"), words.agreed_or_not, strict=True))
        case _:
            offered = {each.name: in_language(each.label, language) for each in questionnaire.choices_of(question)}
            return offered | ({OTHER: words.other} if question.other else {})


def _needed(questionnaire: Questionnaire, name: str) -> frozenset[str]:
    """The question, those its relevance hangs on, those theirs hangs on."""
    needed = {name}
    waiting = [name]
    while waiting:
        for condition in questionnaire.conditions_of(waiting.pop()):
            new = set(compile_expression(condition).names) - needed
            needed |= new
            waiting += new
    return frozenset(needed)


def _counts(questionnaire: Questionnaire, name: str, answers: Mapping[str, Answer]) -> bool:
    """Whether it is relevant: an answer that is not relevant reads as blank in every expression after it."""
    conditions = questionnaire.conditions_of(name)
    if not conditions:
        return True
    for condition in conditions:
        expression = compile_expression(condition)
        counting = {
            each: answers[each]
            for each in expression.names
            if each in answers and _counts(questionnaire, each, answers)
        }
        if not expression.holds(counting):
            return False
    return True


def _within(number: float, low: int, high: int) -> bool:
    return low <= number < high or number == high == 100  # the whole belongs to the last band

"""Answers made up from chance, to any question of any questionnaire. Knows no course of a conversation.

Nobody can take one for a country's own: words begin with "Generated example", hosts end in example.org, which is kept
free (RFC 2606), telephone numbers are those kept free for fiction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Final

from bot.demonstrations.sentences import SENTENCES
from flows.answer import Answer, SkipReason
from flows.questionnaire import OTHER, Choice, Question, Questionnaire, QuestionType, in_language
from flows.reading import Accepted, Link
from flows.relevance import constraint_violation

MARK: Final = "Generated example"

_SKIPPED: Final = 0.05
_REMARKED: Final = 0.12
_TRIES: Final = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, put to the country whose code `country` is. All chance comes from `chance`."""

    chance: Random
    question: Question
    choices: tuple[Choice, ...]
    country: str

    @property
    def host(self) -> str:
        return f"{self.country.lower()}.example.org"


def invent(
    chance: Random, questionnaire: Questionnaire, name: str, country: str, given: Mapping[str, Answer], at: datetime
) -> Answer | None:
    """What that country answers at that moment, after what is `given` already. None where the questionnaire's own
    constraint takes nothing of what comes to mind: the question stays open."""
    question = questionnaire.question(name)
    if not question.required and chance.random() < _SKIPPED:
        return Answer(skipped=chance.choice(list(SkipReason)), given_at=at)
    asked = Asked(chance, question, questionnaire.choices_of(question), country)
    for _ in range(_TRIES):
        accepted = _with_remark(asked, _INVENTED[question.type](asked, at))
        if constraint_violation(questionnaire, question, accepted, given) is None:
            return Answer(
                value=accepted.value,
                note=accepted.note,
                other=accepted.other,
                version=questionnaire.version if question.type == "acknowledge" else None,
                typed=_typed(asked, accepted),
                given_at=at,
            )
    return None


def words(chance: Random, most: int) -> str:
    """A few sentences, marked, of at most so many words; long ones are rarer."""
    wanted = min(most, max(8, int(most * chance.random() ** 2)))
    text = [f"{MARK}:"]
    while len(" ".join(text).split()) < wanted:
        text.append(chance.choice(SENTENCES))
    return " ".join(" ".join(text).split()[:most])


def _with_remark(asked: Asked, accepted: Accepted) -> Accepted:
    question = asked.question
    if not question.keeps_remark or question.type == "select_multiple" or asked.chance.random() >= _REMARKED:
        return accepted
    remark = words(asked.chance, min(question.max_words or 20, 20))
    # Where an address is asked for, words alone are an answer, too.
    alone = question.type == "links" and asked.chance.random() < 0.3
    return replace(accepted, value=() if alone else accepted.value, note=remark)


def _typed(asked: Asked, accepted: Accepted) -> str:
    """What was written, empty for a tap."""
    if asked.question.type not in _WRITTEN:
        return ""
    links = accepted.value if isinstance(accepted.value, tuple) else (accepted.value,)
    parts = (f"{each.name or ''} {each.url}".strip() if isinstance(each, Link) else str(each) for each in links)
    return "\n".join((*parts, *([accepted.note] if accepted.note else ())))


_WRITTEN: Final = frozenset({"text", "links", "percent", "email", "phone"})


def _text(asked: Asked, at: datetime) -> Accepted:
    if asked.question.max_words:
        return Accepted(words(asked.chance, asked.question.max_words))
    label = in_language(asked.question.label, "en").strip(" :*")
    return Accepted(f"{MARK} ({label}, {asked.country})")


def _links(asked: Asked, at: datetime) -> Accepted:
    chance = asked.chance
    number = chance.choice((1, 1, 1, 2, 3))
    hosts = chance.sample(("www", "portal", "services", "data", "ministry", "open"), number)
    return Accepted(
        tuple(
            Link(
                url=f"https://{host}.{asked.host}" + chance.choice(("", "", "/en", "/e-services")),
                name=f"{MARK}: {host}" if chance.random() < 0.5 else None,
            )
            for host in hosts
        )
    )


def _percent(asked: Asked, at: datetime) -> Accepted:
    if asked.question.small_shares:
        return Accepted(round(asked.chance.uniform(0.1, 3), 1))
    return Accepted(asked.chance.randint(20, 99))


def _select_one(asked: Asked, at: datetime) -> Accepted:
    name = asked.chance.choice(_offered(asked))
    return Accepted(name, other=words(asked.chance, 8) if name == OTHER else None)


def _select_multiple(asked: Asked, at: datetime) -> Accepted:
    likely = asked.chance.random()
    chosen = tuple(name for name in _offered(asked) if asked.chance.random() < likely)
    return Accepted(chosen, other=words(asked.chance, 8) if OTHER in chosen else None)


def _offered(asked: Asked) -> list[str]:
    return [*(choice.name for choice in asked.choices), *([OTHER] if asked.question.other else [])]


_INVENTED: Mapping[QuestionType, Callable[[Asked, datetime], Accepted]] = {
    "text": _text,
    "links": _links,
    "percent": _percent,
    "yes_no": lambda asked, at: Accepted(asked.chance.random() < 0.7),
    "select_one": _select_one,
    "select_multiple": _select_multiple,
    "email": lambda asked, at: Accepted(f"focal.point@{asked.host}"),
    "phone": lambda asked, at: Accepted(f"+1202555{asked.chance.randint(100, 199):04}"),
    "date": lambda asked, at: Accepted(at.date().isoformat()),
    "country": lambda asked, at: Accepted(asked.country),
    "acknowledge": lambda asked, at: Accepted(True),
}

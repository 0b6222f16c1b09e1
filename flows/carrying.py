"""Answers of an earlier edition: offered when their question is put, and kept, changed or cleared by whoever answers.

None of them counts before it is kept, and none takes the place of an answer that was given. How they are found in a
document of that edition is known elsewhere (`flows.earlier_editions`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flows import answering, filling
from flows.answer import Answer, Carried, Offer
from flows.answering import is_returning
from flows.answers import read
from flows.answers.spoken_choices import says_keep
from flows.conversation import Conversation
from flows.navigating import has_begun, put_again
from flows.questionnaire import Question
from flows.reading import Accepted
from flows.relevance import constraint_violation
from flows.sources import UNWRITTEN, Written
from flows.turns import OF_CARD, OfferCleared, OffersKept, OffersLoaded, OffersShown, Recorded, Reply, StaleTap, Turn
from flows.violations import Violation
from flows.waiting import ForAnswer

_YES_OR_NO = Question(name="yes_or_no", type="yes_no", label={"en": "Yes or no"})


def load(c: Conversation, carried: Mapping[str, Carried]) -> Turn:
    """They are offered from now on, save where there is an answer already, or where the same one was dealt with before.
    Who is in the middle of the questionnaire is told."""
    new = {name: each for name, each in carried.items() if _is_news(c, name, each)}
    after = c.having(c.response.but(carried={**c.response.carried, **new}))
    if not new or not has_begun(c):
        return Turn(after.response)
    return Turn(
        after.response, (OffersLoaded(len(new), max(each.year for each in new.values())), *put_again(after).replies)
    )


def keep(c: Conversation, question: Question, offered: Carried) -> Turn:
    """It is the answer of this edition as well, unless the questionnaire's own constraint says no."""
    if violation := _violation(c, question, offered):
        changing = c.having(c.response.with_offer(question.name, Offer.CHANGING))
        return answering.refuse(changing, question, violation, UNWRITTEN)
    return answering.record(c, question, _kept(c, offered))


def change(c: Conversation, question: Question) -> Turn | None:
    """The question is put like any other, to be answered from what was answered then. None: nothing is offered."""
    if c.offered(question.name) is None:
        return None
    changing = c.having(c.response.with_offer(question.name, Offer.CHANGING))
    return answering.put(changing, question.name, returning=is_returning(c))


def clear(c: Conversation, question: Question) -> Turn | None:
    """It is offered no more, and the question stays open. None: nothing is offered."""
    offered = c.offered(question.name)
    if offered is None:
        return None
    cleared = c.response.with_offer(question.name, Offer.CLEARED).with_ticks(question.name, None)
    return answering.go_on(c.having(cleared), question.name, (OfferCleared(question.name, offered.year),))


def said(c: Conversation, question: Question, words: Written) -> Turn | None:
    """ "Keep" keeps what is offered; so does "yes", and "no" changes it, where they cannot be the answer itself."""
    offered, waiting = c.offered(question.name), c.response.waiting
    is_shown = isinstance(waiting, ForAnswer) and not waiting.refusals
    if offered is None or offered.offer is not Offer.STANDING or not is_shown:
        return None
    if says_keep(words.text):
        return keep(c, question, offered)
    reading = None if question.type == "yes_no" else read(words.typed, _YES_OR_NO, c.circumstances(_YES_OR_NO))
    if reading == Accepted(True):
        return keep(c, question, offered)
    return change(c, question) if reading == Accepted(False) else None


def keep_all(c: Conversation, question: Question, choice: str) -> Turn:
    """All that is offered on the question's card; or in its section, which is shown first. `choice` is then how many
    were shown: with another number something has changed since, and they are shown anew."""
    on_card = choice == OF_CARD
    after, recorded, others = _keep_those(c, _of_card(c, question) if on_card else _of_section(c, question))
    if not recorded:
        return Turn(c.response, (StaleTap(), *put_again(c).replies))
    if on_card:
        return filling.onward(after, question, recorded, others)
    if choice != str(len(recorded)):
        return Turn(c.response, (OffersShown(question.name, tuple(each.question for each in recorded)),))
    section = c.questionnaire.section_of(question.name)
    replies = (OffersKept(section.name, recorded), *others)
    return answering.go_on(after, question.name, replies, dependents=bool(answering.newly_open(c, after)))


def keepable(c: Conversation, question: Question) -> tuple[int, int]:
    """How many answers would be kept on its card, and in its section."""
    card, section = _keep_those(c, _of_card(c, question))[1], _keep_those(c, _of_section(c, question))[1]
    return len(card), len(section)


def _of_section(c: Conversation, question: Question) -> tuple[Question, ...]:
    return c.questionnaire.section_of(question.name).questions


def _of_card(c: Conversation, question: Question) -> tuple[Question, ...]:
    return c.together_with(question.name) if c.questionnaire.card_of(question.name) else ()


def _keep_those(
    c: Conversation, questions: Collection[Question]
) -> tuple[Conversation, tuple[Recorded, ...], tuple[Reply, ...]]:
    """In the questionnaire's order, so that one may open another. What nobody has begun to change is kept; what is not
    relevant or violates a constraint is left to be asked about."""
    here, recorded, others = c, list[Recorded](), list[Reply]()
    for question in questions:
        offered = here.offered(question.name)
        if offered and _is_to_keep(here, question, offered):
            here, (told, *more) = answering.keep(here, question, _kept(c, offered))
            recorded += [told] if isinstance(told, Recorded) else []
            others += more
    return here, tuple(recorded), tuple(dict.fromkeys(others))


def _is_to_keep(c: Conversation, question: Question, offered: Carried) -> bool:
    stands = offered.offer is Offer.STANDING and question.name in c.relevant_names
    return stands and _violation(c, question, offered) is None


def _violation(c: Conversation, question: Question, offered: Carried) -> Violation | None:
    return constraint_violation(c.questionnaire, question, offered.answer.accepted, c.response.answers)


def _kept(c: Conversation, offered: Carried) -> Answer:
    return offered.answer.model_copy(update={"given_at": c.now})


def _is_news(c: Conversation, name: str, carried: Carried) -> bool:
    before = c.response.carried.get(name)
    is_same = before is not None and (before.answer, before.year) == (carried.answer, carried.year)
    return c.answer_to(name) is None and not is_same

"""Answers of an earlier edition: with their question, a section's, and what became of them. Knows no other reply."""

from __future__ import annotations

from collections.abc import Iterator

from flows.answer import Answer, Carried, Offer
from flows.carrying import keepable
from flows.questionnaire import Question
from flows.sentences import N_
from flows.turns import OF_CARD, Action, OfferCleared, OffersKept, OffersLoaded, OffersShown, Prompt
from flows.wording.buttons import Part, Row, Rows, button
from flows.wording.rich import Text, bare, fill, joined, literal
from flows.wording.showing import answer_lines, confirmation, is_remark_alone
from flows.wording.speaker import Speaker, shortened

MAX_LABEL = 70
MAX_LINE = 120
MAX_ITEMS = 3


def is_standing(prompt: Prompt) -> bool:
    """Whether the question is put as *still true?* instead of in the usual way."""
    return prompt.carried is not None and prompt.carried.offer is Offer.STANDING


def still_true(speaker: Speaker, question: Question, prompt: Prompt) -> Text:
    """What was answered then, in full: it is to be confirmed. For one that is being changed, to start from."""
    carried = prompt.carried
    if carried is None:
        return ()
    answer = "\n   ".join(_lines(speaker, question, carried.answer, in_full=True))
    answered = speaker.say("**In {year} you answered:** {answer}", year=str(carried.year), answer=answer)
    return joined((answered, how(speaker, question) if is_standing(prompt) else ()))


def how(speaker: Speaker, question: Question) -> Text:
    """Where "no" is an answer itself, nothing is asked that it could be meant for."""
    if question.type == "yes_no":
        return speaker.say("Keep it if it is still true, or send a new answer.")
    return speaker.say("Still true? Keep it, change it, or simply send the new answer.")


def rows(speaker: Speaker, question: Question, prompt: Prompt) -> Rows:
    if prompt.carried is None:
        return ()
    keep = button(speaker, Action.KEEP, speaker.words("Keep"), question.name)
    change = button(speaker, Action.CHANGE, speaker.words("Change"), question.name)
    clear = button(speaker, Action.CLEAR, speaker.words("Clear"), question.name)
    if not is_standing(prompt):
        return ((keep, clear),)
    return ((keep, change, clear), *((row,) for row in _all_at_once(speaker, question)))


def on_card(speaker: Speaker, question: Question, carried: Carried) -> Text:
    """A field of a card: ○ Name · in 2018: Mr. Raza Ali Shah"""
    first, *_ = _lines(speaker, question, carried.answer)
    name = bare(speaker.plain_of(question.label))
    return speaker.say("○ {name} · in {year}: {answer}", name=name, year=str(carried.year), answer=first)


def unconfirmed(speaker: Speaker, question: Question, carried: Carried) -> tuple[str, ...]:
    """In the review: what is not confirmed yet."""
    first, *more = _lines(speaker, question, carried.answer)
    return (speaker.words("○ not confirmed yet · in {year}: {answer}", year=str(carried.year), answer=first), *more)


def greeting(speaker: Speaker) -> Text:
    """On the welcome."""
    years = [carried.year for carried in speaker.conversation.response.carried.values()]
    if not years:
        return ()
    return speaker.say(
        "What was answered in {year} is shown with each question: keep it, change it or clear it with one tap.",
        year=str(max(years)),
    )


def loaded(speaker: Speaker, reply: OffersLoaded) -> Part:
    text = speaker.say_count(
        "The survey team has added what was answered in {year}, for {count} question that is still open. "
        "It is shown with its question: keep it, change it or clear it with one tap.",
        "The survey team has added what was answered in {year}, for {count} questions that are still open. "
        "It is shown with each question: keep it, change it or clear it with one tap.",
        reply.count,
        year=str(reply.year),
    )
    return Part(text)


def shown(speaker: Speaker, reply: OffersShown) -> Part:
    count = len(reply.questions)
    heading = speaker.say_count(
        "{count} answer of this section would be kept:", "{count} answers of this section would be kept:", count
    )
    note = speaker.say("Nothing is kept yet, and each can still be changed afterwards.")
    text = joined((heading, *_listed(speaker, reply.questions), note))
    keep = speaker.words(N_("Keep these {count}") if count > 1 else N_("Keep it"), count=count)
    one_by_one = button(speaker, Action.SHOW, speaker.words("One by one"))
    return Part(text, ((button(speaker, Action.KEEP_ALL, keep, reply.question, str(count)),), (one_by_one,)))


def kept(speaker: Speaker, reply: OffersKept) -> Part:
    heading = speaker.say("**{section}** · kept", section=speaker.plain_of(speaker.section(reply.section).label))
    lines = (confirmation(speaker, each.question, each.answer, None) for each in reply.recorded)
    how_to_change = speaker.say("To change one of them: /review.")
    return Part(joined((joined((heading, *lines), "\n"), how_to_change)))


def cleared(speaker: Speaker, reply: OfferCleared) -> Part:
    question = speaker.reference(reply.question)
    return Part(
        speaker.say("○ {question} · answer of {year} cleared, left open", question=question, year=str(reply.year))
    )


def _all_at_once(speaker: Speaker, question: Question) -> Row:
    """Each on a row of its own, where there is more than the one."""
    card, section = keepable(speaker.conversation, question)
    of_card = button(speaker, Action.KEEP_ALL, speaker.words("Keep all of it"), question.name, OF_CARD)
    of_section = button(speaker, Action.KEEP_ALL, speaker.words("Keep all of this section"), question.name)
    return (*((of_card,) if card > 1 else ()), *((of_section,) if section > max(1, card) else ()))


def _listed(speaker: Speaker, names: tuple[str, ...]) -> Iterator[Text]:
    for name in names:
        question, offered = speaker.question(name), speaker.conversation.offered(name)
        if offered:
            label = shortened(speaker.plain_of(question.label), MAX_LABEL)
            lines = _lines(speaker, question, offered.answer)
            heading = fill("**{label}**", label=speaker.numbered(question, label))
            yield joined((heading, *(literal(shortened(line, MAX_LINE)) for line in lines)), "\n")


def _lines(speaker: Speaker, question: Question, answer: Answer, *, in_full: bool = False) -> tuple[str, ...]:
    """A remark without a value was what was answered: nobody keeps it just now."""
    if answer.note and is_remark_alone(answer.accepted):
        return (speaker.quoted(answer.note if in_full else shortened(answer.note, MAX_LINE)),)
    return answer_lines(speaker, question, answer, None if in_full else MAX_ITEMS, in_full=in_full)

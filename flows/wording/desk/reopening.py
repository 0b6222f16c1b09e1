"""Giving a response back for correction, as the desk speaks of it. Knows no reply of another command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flows.desk.reopening import NOTE
from flows.desk.replies import GivenBack, NotSubmitted, QuestionsAsked, RemarkAsked, RemarksShown
from flows.desk.taps import Verb
from flows.wording.desk.buttons import Said, back_to, button, cancel, named
from flows.wording.rich import Text, fill, joined, literal
from flows.wording.showing import answer_lines
from flows.wording.speaker import Speaker, shortened

MAX_LABEL: Final = 200
MAX_ITEMS: Final = 5


def not_submitted(speaker: Speaker, reply: NotSubmitted) -> Said:
    country = named(speaker, reply.country)
    text = speaker.say("**{country}** has not submitted yet: there is nothing to give back.", country=country)
    return Said(text, ((back_to(speaker, reply.country),),))


def questions_asked(speaker: Speaker, reply: QuestionsAsked) -> Said:
    unknown = (
        speaker.say(
            "{questions}: there is no such question, or it is not asked of {country}.",
            questions=speaker.translator.list_of([speaker.quoted(shortened(word, 20)) for word in reply.unknown[:10]]),
            country=named(speaker, reply.country),
        )
        if reply.unknown
        else ()
    )
    ask = speaker.say(
        "**Which answers of {country} are to be corrected?** Write the numbers of the questions, as in “3, 5a”. "
        "You are then asked for a remark on each.",
        country=named(speaker, reply.country),
    )
    note = button(speaker.words("Only a note on the whole"), Verb.NOTE, reply.country)
    return Said(joined((unknown, ask)), ((note,), (cancel(speaker),)))


def remark_asked(speaker: Speaker, reply: RemarkAsked) -> Said:
    more = (
        speaker.say_count("{count} more after this one.", "{count} more after this one.", reply.more)
        if reply.more
        else ()
    )
    if reply.question == NOTE:
        ask = speaker.say("**What is {country} to correct?** Write your note.", country=named(speaker, reply.country))
        return Said(ask, ((cancel(speaker),),))
    reference = fill("**{question}**", question=speaker.apart(speaker.reference(reply.question)))
    heading = joined((reference, literal(_label(speaker, reply.question))), " · ")
    ask = joined((speaker.say("Your remark on this answer?"), more), " ")
    parts = heading, joined(_answer(speaker, reply), "\n"), ask
    return Said(joined(parts), ((cancel(speaker),),))


def remarks_shown(speaker: Speaker, reply: RemarksShown) -> Said:
    heading = speaker.say("**Give the response of {country} back with this?**", country=named(speaker, reply.country))
    remarks = (_remark(speaker, question, words) for question, words in reply.remarks.items())
    what = speaker.say(
        "The focal point is told at once, and finds the remarks at the questions. What was submitted stands until it "
        "is submitted again."
    )
    give = button(speaker.words("Give it back"), Verb.GIVE_BACK, reply.country)
    return Said(joined((heading, joined(remarks, "\n"), what)), ((give, cancel(speaker)),))


def given_back(speaker: Speaker, reply: GivenBack) -> Said:
    text = speaker.say(
        "The response of **{country}** (revision {revision}) is given back, and its focal point is told.",
        country=named(speaker, reply.country),
        revision=reply.revision,
    )
    return Said(text, ((back_to(speaker, reply.country),),))


def _label(speaker: Speaker, question: str) -> str:
    return shortened(speaker.plain_of(speaker.question(question).label), MAX_LABEL)


def _answer(speaker: Speaker, reply: RemarkAsked) -> Iterator[Text]:
    if reply.answer is None:
        yield speaker.say("Not answered.")
        return
    for line in answer_lines(speaker, speaker.question(reply.question), reply.answer, MAX_ITEMS):
        yield literal(line)


def _remark(speaker: Speaker, question: str, words: str) -> Text:
    if question == NOTE:
        return literal(speaker.quoted(words))
    return literal(f"{speaker.apart(speaker.reference(question))} · {speaker.quoted(words)}")

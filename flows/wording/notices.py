"""Replies of a sentence or two: what was done, what cannot be taken, and the receipt. Knows no prompt."""

from __future__ import annotations

from collections.abc import Mapping

from flows.answer import Warned
from flows.copies import Copy, copies_of
from flows.overriding import REASONS, choice_of
from flows.sentences import N_
from flows.turns import (
    Action,
    AlreadySubmitted,
    Cancelled,
    CopyGiven,
    DefinitionShown,
    LeftOpen,
    NothingAsked,
    NothingToCancel,
    NoWayBack,
    Parked,
    Receipt,
    Recorded,
    Reopened,
    Returned,
    StaleTap,
    Thing,
    ThingNotRead,
    UnknownCommandTold,
    Unreachable,
)
from flows.wording.buttons import Part, Rows, button, copy, one_a_row, review, sections, show_again
from flows.wording.deadline import can_be_corrected
from flows.wording.overrides import CAPTIONS
from flows.wording.rich import fill, joined
from flows.wording.showing import confirmation
from flows.wording.speaker import Speaker, shortened

MAX_QUOTED = 60

THINGS: Mapping[Thing, str] = {
    Thing.PHOTO: N_("I cannot read pictures. Please write your answer as text."),
    Thing.DOCUMENT: N_(
        "I cannot take this file. Please write your answer as text, or send the address of the document."
    ),
    Thing.VOICE: N_("I cannot listen to voice messages. Please write your answer as text."),
    Thing.VIDEO: N_("I cannot watch videos. Please write your answer as text."),
    Thing.STICKER: N_("I cannot read stickers. Please write your answer as text."),
    Thing.LOCATION: N_("I cannot use a location. Please write your answer as text."),
    Thing.CONTACT: N_(
        "A contact can be used only where a person is asked for, and one at a time. Please write your answer as text."
    ),
    Thing.POLL: N_("I cannot read polls. Please write your answer as text."),
    Thing.OTHER: N_("I can only read text. Please write your answer as text."),
}


def recorded(speaker: Speaker, reply: Recorded) -> Part:
    return Part(confirmation(speaker, reply.question, reply.answer, reply.was))


def left_open(speaker: Speaker, reply: LeftOpen) -> Part:
    return Part(speaker.say("○ {question} · left open for later", question=speaker.reference(reply.question)))


def parked(speaker: Speaker, reply: Parked) -> Part:
    text = speaker.say_count(
        "No longer asked: {questions}. The answer is kept aside and counts again if the question returns.",
        "No longer asked: {questions}. The answers are kept aside and count again if the questions return.",
        len(reply.questions),
        questions=speaker.references(reply.questions),
    )
    return Part(text)


def returned(speaker: Speaker, reply: Returned) -> Part:
    text = speaker.say_count(
        "Asked again: {questions}. The answer you gave before counts again.",
        "Asked again: {questions}. The answers you gave before count again.",
        len(reply.questions),
        questions=speaker.references(reply.questions),
    )
    return Part(text)


def no_way_back(speaker: Speaker, reply: NoWayBack) -> Part:
    return Part(speaker.say("This is the first question; there is none before it."))


def receipt(speaker: Speaker, reply: Receipt) -> Part:
    submitted = speaker.say(
        "Your response was submitted on {moment} (revision {revision}).\nHere is your copy.",
        moment=speaker.moment(reply.completed_at),
        revision=reply.revision,
    )
    thanks = speaker.conversation.questionnaire.thanks
    thanked = speaker.text_of(thanks) if thanks else ()
    files = copies_of(speaker.conversation.response, Copy.PDF, Copy.JSON)
    return Part(joined((thanked, submitted, can_be_corrected(speaker))), ((review(speaker),),), files=files)


def already_submitted(speaker: Speaker, reply: AlreadySubmitted) -> Part:
    submitted = speaker.say(
        "Your response was submitted on {moment} (revision {revision}).",
        moment=speaker.moment(reply.completed_at),
        revision=reply.revision,
    )
    return Part(joined((submitted, can_be_corrected(speaker)), "\n"), ((review(speaker), copy(speaker)),))


def copy_given(speaker: Speaker, reply: CopyGiven) -> Part:
    response = speaker.conversation.response
    if response.is_submitted:
        return Part(speaker.say("Here is your copy."), files=copies_of(response, Copy.PDF, Copy.JSON))
    text = speaker.say("Here is your copy as it stands now: a draft, which is not submitted.")
    return Part(text, _open_question(speaker), files=copies_of(response, Copy.PDF))


def nothing_asked(speaker: Speaker, reply: NothingAsked) -> Part:
    typed = shortened(reply.typed, MAX_QUOTED)
    text = speaker.say("No question is open now, so this is not kept: “{typed}”", typed=typed)
    return Part(text, ((sections(speaker), review(speaker)),))


def reopened(speaker: Speaker, reply: Reopened) -> Part:
    text = speaker.say(
        "Your response is open again. What you submitted (revision {revision}) stays valid until you submit again.",
        revision=reply.revision,
    )
    return Part(text)


def stale_tap(speaker: Speaker, reply: StaleTap) -> Part:
    return Part(
        speaker.say("That button belongs to an earlier message and changes nothing now. This is where you are.")
    )


def thing_not_read(speaker: Speaker, reply: ThingNotRead) -> Part:
    return Part(speaker.say(THINGS[reply.thing]), _open_question(speaker))


def unknown_command_told(speaker: Speaker, reply: UnknownCommandTold) -> Part:
    word = shortened(reply.word, MAX_QUOTED)
    return Part(
        speaker.say("“{word}” is not one of my commands; /help lists them.", word=word), _open_question(speaker)
    )


def definition_shown(speaker: Speaker, reply: DefinitionShown) -> Part:
    definition = speaker.conversation.questionnaire.definition(reply.definition)
    heading = fill("**{label}**", label=speaker.plain_of(definition.label))
    text = joined((heading, speaker.text_of(definition.text)), "\n")
    return Part(text, _open_question(speaker))


def unreachable(speaker: Speaker, reply: Unreachable) -> Part:
    reference = speaker.reference(reply.question)
    text = speaker.say_count(
        "I could not reach this address of {question} a moment ago: {addresses}. "
        "If it is right, there is nothing to do.",
        "I could not reach these addresses of {question} a moment ago: {addresses}. "
        "If they are right, there is nothing to do.",
        len(reply.urls),
        question=reference,
        addresses=speaker.translator.list_of([speaker.apart(url) for url in reply.urls]),
    )
    change = button(speaker, Action.EDIT, speaker.words("Change {question}", question=reference), reply.question)
    return Part(text, (*_address_stands(speaker, reply), (change,), *_open_question(speaker)))


def _address_stands(speaker: Speaker, reply: Unreachable) -> Rows:
    """The reasons why it may be right; what is submitted is not opened again for one."""
    response = speaker.conversation.response
    if response.is_submitted:
        return ()
    return one_a_row(
        button(
            speaker,
            Action.ADDRESS_STANDS,
            speaker.words(CAPTIONS[reason]),
            reply.question,
            choice_of(reason, response, reply.question),
        )
        for reason in REASONS[Warned.ADDRESS_UNREACHABLE]
    )


def cancelled(speaker: Speaker, reply: Cancelled) -> Part:
    return Part(speaker.say("Cancelled. Your answers stay as they were."))


def nothing_to_cancel(speaker: Speaker, reply: NothingToCancel) -> Part:
    return Part(
        speaker.say("There is nothing to cancel. You can stop whenever you like: every answer is kept at once.")
    )


def _open_question(speaker: Speaker) -> Rows:
    question = speaker.conversation.question
    return ((show_again(speaker, question.name),),) if question else ()

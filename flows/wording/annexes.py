"""Files sent with answers: kept, refused, removed, and how they are sent. Knows no other reply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from babel import Locale
from babel.numbers import format_decimal

from flows.attachments import MOST_BYTES, Attachment
from flows.message import Button
from flows.sentences import N_
from flows.turns import Action, Attached, AttachingExplained, Detached, FileRefused
from flows.wording.buttons import Part, Rows, button, one_a_row, review
from flows.wording.rich import Text, joined
from flows.wording.speaker import Speaker, shortened
from flows.wording.violations import SENTENCES

MAX_NAME = 60


def attached(speaker: Speaker, reply: Attached) -> Part:
    kept = speaker.say(_kept(reply), question=speaker.named(reply.question), **_about(speaker, reply))
    return Part(joined((kept, *_beside(speaker, reply)), "\n"), own=((remove(speaker, reply.attachment),),))


def _beside(speaker: Speaker, reply: Attached) -> Iterator[Text]:
    if reply.without_text:
        yield speaker.say("I cannot take the text out of it. If it holds your answer, please send that as a message.")
    if reply.unkept:
        words = shortened(reply.unkept, MAX_NAME)
        yield speaker.say("The words you sent with it are not kept: “{words}”", words=words)


def detached(speaker: Speaker, reply: Detached) -> Part:
    if reply.attachment is None:
        return Part(speaker.say("This file was removed before."))
    name = shortened(reply.attachment.name, MAX_NAME)
    return Part(speaker.say("The file “{name}” is removed.", name=name))


def file_refused(speaker: Speaker, reply: FileRefused) -> Part:
    return Part(speaker.say(SENTENCES[reply.violation.code], **reply.violation.params))


def attaching_explained(speaker: Speaker, reply: AttachingExplained) -> Part:
    unknown = speaker.say("I find no question “{words}”.", words=shortened(reply.unknown, MAX_NAME))
    now = (
        speaker.say("Send the file now, and it goes with {question}.", question=speaker.named(reply.question))
        if reply.question
        else speaker.say("No question is open, so I do not know which one a file belongs to.")
    )
    if reply.chosen:
        return Part(now)
    other = speaker.say(
        "For another question send /attach and its number, such as “/attach 9”; or reply to the question with the "
        "file. A file may have up to {limit} MB.",
        limit=MOST_BYTES // 1_000_000,
    )
    return Part(joined((*([unknown] if reply.unknown else []), now, other)), ((review(speaker),),))


def listed(speaker: Speaker, attachments: Iterable[Attachment]) -> Text:
    """“Files: plan.pdf (1.2 MB)”, where there are any."""
    names = [f"{shortened(each.name, MAX_NAME)} ({size(speaker, each.size)})" for each in attachments]
    if not names:
        return ()
    return speaker.say_count("File: {names}", "Files: {names}", len(names), names=speaker.translator.list_of(names))


def removals(speaker: Speaker, attachments: Iterable[Attachment]) -> Rows:
    return one_a_row(remove(speaker, each) for each in attachments)


def remove(speaker: Speaker, attachment: Attachment) -> Button:
    caption = speaker.words("Remove {name}", name=attachment.name)
    return button(speaker, Action.DETACH, caption, attachment.question, attachment.id)


def of_question(speaker: Speaker, question: str) -> tuple[Attachment, ...]:
    return tuple(each for each in speaker.conversation.response.attachments if each.question == question)


def size(speaker: Speaker, number: int) -> str:
    return size_in(speaker.translator.locale, number)


def size_in(locale: Locale, number: int) -> str:
    """1.2 MB; 340 kB; never 0."""
    unit, divisor, form = ("MB", 1_000_000, "0.#") if number >= 1_000_000 else ("kB", 1000, "0")
    return f"{format_decimal(max(number / divisor, 1), form, locale=locale)} {unit}"


def _kept(reply: Attached) -> str:
    if reply.again:
        return N_("“{name}” is kept with {question} already.")
    if reply.replaces:
        return N_("✓ “{name}” ({size}) is kept with {question} in the place of “{replaced}”.")
    return N_("✓ “{name}” ({size}) is kept with {question}.")


def _about(speaker: Speaker, reply: Attached) -> dict[str, str]:
    return {
        "name": shortened(reply.attachment.name, MAX_NAME),
        "size": size(speaker, reply.attachment.size),
        "replaced": shortened(reply.replaces or "", MAX_NAME),
    }

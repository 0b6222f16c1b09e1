"""Files sent with answers: kept with the question that is open or was replied to, removed, put in each other's place.

A file never answers a question by itself: it is kept beside, and the question stays open. The text of a text file may
become the answer to a question for text, when the respondent says so. The bytes are in the file store already.
"""

from __future__ import annotations

from dataclasses import replace

from flows import answering, aside, filling
from flows.answer import Source
from flows.attachments import KINDS, MOST_FILES, Attachment, Fetched
from flows.conversation import Conversation
from flows.navigating import has_begun, put_again
from flows.questionnaire import Question
from flows.reading import Accepted, Refused, Typed
from flows.response import Response, Status
from flows.sources import Written
from flows.turns import (
    Attached,
    AttachingExplained,
    CountryFixed,
    Detached,
    FileRefused,
    NotTaken,
    Origin,
    Reopened,
    Reply,
    SentFile,
    Tap,
    Turn,
)
from flows.violations import Code, Violation
from flows.waiting import AboutQuestion

_WRITTEN = {KINDS[ending] for ending in (".docx", ".txt", ".doc", ".odt", ".rtf")}
"""Kinds of files in which people write an answer; a paper or a picture goes beside one."""


def attach(c: Conversation, sent: SentFile) -> Turn:
    """The file is kept with the question replied to, else with the open one."""
    if not has_begun(c):
        return put_again(c)
    if sent.fetched is None:
        return aside.stay(c, (FileRefused(sent.refused or Violation(Code.FILE_NOT_FETCHED)),))
    question = _question_for(c, sent)
    if question is None:
        return Turn(c.response, (AttachingExplained(None),))
    if question.name not in c.relevant_names:
        return aside.stay(c, (NotTaken(sent.fetched.name, question.name),))
    return _keep(c, question, sent, sent.fetched)


def detach(c: Conversation, tap: Tap) -> Turn:
    """A file that is not there any more was removed by an earlier tap: that is said, and nothing is undone."""
    found = next((each for each in c.response.attachments if each.id == tap.choice), None)
    if found is None:
        return aside.stay(c, (Detached(tap.question, None),))
    left = tuple(each for each in c.response.attachments if each != found)
    after, reopened = _changed(c, c.response.but(attachments=left))
    return aside.stay(after, (Detached(found.question, found), *reopened))


def explain(c: Conversation, about: str) -> Turn:
    """`/attach`: to which question a file goes now; with a number, that question is opened for it."""
    if about and (question := _numbered(c, about)):
        if c.is_fixed(question.name):
            return aside.stay(c, (CountryFixed(),))
        opened = aside.asked(c, question)
        return Turn(
            opened.response, (AttachingExplained(question.name, chosen=True), answering.prompt(opened, question.name))
        )
    return aside.stay(c, (AttachingExplained(c.question.name if c.question else None, about),))


def _question_for(c: Conversation, sent: SentFile) -> Question | None:
    if sent.question and sent.question in c.questionnaire:
        return c.questionnaire.question(sent.question)
    before = _of_message(c.response, sent.origin)
    return c.questionnaire.question(before.question) if before else c.question


def _keep(c: Conversation, question: Question, sent: SentFile, file: Fetched) -> Turn:
    origin = sent.origin
    before = _of_message(c.response, origin)
    if same := _same(c.response, question, file):
        return _with_text(c, question, sent, file, Attached(question.name, same, again=True))
    if before is None and len(c.response.attachments) >= MOST_FILES:
        refused = Violation(Code.FILE_TOO_MANY, {"name": file.name, "limit": MOST_FILES})
        return aside.stay(c, (FileRefused(refused),))
    kept = _attachment(c, question, origin, file)
    others = tuple(each for each in c.response.attachments if each != before)
    after, reopened = _changed(c, c.response.but(attachments=(*others, kept)))
    told = Attached(question.name, kept, replaces=before.name if before else None)
    return _with_text(after, question, sent, file, told, reopened)


def _with_text(
    c: Conversation, question: Question, sent: SentFile, file: Fetched, told: Attached, others: tuple[Reply, ...] = ()
) -> Turn:
    if asked := _about_text(c, question, sent.origin, file):
        unkept = sent.caption.typed.text if sent.caption else ""
        return Turn(asked.response, (replace(told, unkept=unkept), *others, *asked.replies))
    without_text = sent.caption is None and _could_be_answer(c, question) and file.media_type in _WRITTEN
    return aside.stay(c, (replace(told, without_text=without_text), *others))


def _could_be_answer(c: Conversation, question: Question) -> bool:
    waiting = c.response.waiting
    return question.type == "text" and isinstance(waiting, AboutQuestion) and waiting.question == question.name


def _about_text(c: Conversation, question: Question, origin: Origin, file: Fetched) -> Turn | None:
    """Where the file brings a text: what it says on several questions, as if it had been pasted; else it is asked
    whether it is the answer to the open question, where that asks for text."""
    if question != c.question or not isinstance(c.response.waiting, AboutQuestion) or not (file.text or "").strip():
        return None
    written = _written(origin, file.text or "")
    if pasted := filling.together(aside.asked(c, question), question, written):
        return pasted
    return _asked_whether(c, question, file, written) if question.type == "text" else None


def _asked_whether(c: Conversation, question: Question, file: Fetched, written: Written) -> Turn:
    reading = answering.judged(c, question, written.typed)
    if isinstance(reading, Accepted):
        doubt = Violation(Code.FILE_TEXT, {"name": file.name, "count": len(written.text.split())})
        return answering.doubted(c, question, written, doubt, (reading,))
    if isinstance(reading, Refused) and reading.violation.code is Code.TOO_MANY_WORDS:
        too_long = Violation(Code.LONG_FILE, {"name": file.name, **reading.violation.params})
        return answering.refuse(c, question, too_long, written)
    return answering.answer_with_words(c, question, written, may_skip=False)


def _written(origin: Origin, text: str) -> Written:
    source = Source(chat=origin.chat, message=origin.message, sent_at=origin.sent_at, text=text, from_file=True)
    return Written(Typed(text), (source,))


def _attachment(c: Conversation, question: Question, origin: Origin, file: Fetched) -> Attachment:
    return Attachment(
        id=f"{origin.chat:x}-{origin.message:x}",
        question=question.name,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        chat=origin.chat,
        message=origin.message,
        added_at=c.now,
    )


def _same(response: Response, question: Question, file: Fetched) -> Attachment | None:
    kept = (each for each in response.attachments if each.question == question.name)
    return next((each for each in kept if each.sha256 == file.sha256), None)


def _of_message(response: Response, origin: Origin) -> Attachment | None:
    where = origin.chat, origin.message
    return next((each for each in response.attachments if (each.chat, each.message) == where), None)


def _changed(c: Conversation, response: Response) -> tuple[Conversation, tuple[Reply, ...]]:
    """A submitted response that changes is in progress again; what was submitted stands."""
    if not c.response.is_submitted:
        return c.having(response), ()
    return c.having(response.but(status=Status.IN_PROGRESS)), (Reopened(c.response.revision),)


def _numbered(c: Conversation, about: str) -> Question | None:
    """The relevant question of that number or name."""
    wanted = about.strip().rstrip(".").casefold()
    return next((each for each in c.relevant if wanted in _called(c, each)), None)


def _called(c: Conversation, question: Question) -> set[str]:
    group = c.questionnaire.group_of(question.name)
    number, prefix = question.number or "", (group.number if group else None) or ""
    full = number if number.startswith(prefix) else prefix + number
    return {name.casefold() for name in (question.name, number and full) if name}

"""Files sent with answers: kept with the question that is open or was replied to, removed, put in each other's place.

A file never answers a question by itself: it is kept beside, and the question stays open. The text of a text file may
become the answer to a question for text, when the respondent says so. The bytes are in the file store already.
"""

from __future__ import annotations

from flows import answering, aside
from flows.attachments import MOST_FILES, Attachment, Fetched
from flows.conversation import Conversation
from flows.navigating import has_begun, put_again
from flows.questionnaire import Question
from flows.reading import Accepted, Refused, Typed
from flows.response import AboutQuestion, Response, Source, Status
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
    return _keep(c, question, sent.origin, sent.fetched)


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


def _keep(c: Conversation, question: Question, origin: Origin, file: Fetched) -> Turn:
    before = _of_message(c.response, origin)
    if same := _same(c.response, question, file):
        return aside.stay(c, (Attached(question.name, same, again=True),))
    if before is None and len(c.response.attachments) >= MOST_FILES:
        refused = Violation(Code.FILE_TOO_MANY, {"name": file.name, "limit": MOST_FILES})
        return aside.stay(c, (FileRefused(refused),))
    kept = _attachment(c, question, origin, file)
    others = tuple(each for each in c.response.attachments if each != before)
    after, reopened = _changed(c, c.response.but(attachments=(*others, kept)))
    told = (Attached(question.name, kept, before.name if before else None), *reopened)
    return _with_text(after, question, origin, file, told) or aside.stay(after, told)


def _with_text(
    c: Conversation, question: Question, origin: Origin, file: Fetched, told: tuple[Reply, ...]
) -> Turn | None:
    """Where the open question asks for text and the file brings one, it is asked whether that is the answer."""
    waiting = c.response.waiting
    is_open = isinstance(waiting, AboutQuestion) and waiting.question == question.name
    if question.type != "text" or not is_open or not file.text or not file.text.strip():
        return None
    written = _written(origin, file.text)
    reading = answering.judged(c, question, written.typed)
    if isinstance(reading, Accepted):
        doubt = Violation(Code.FILE_TEXT, {"name": file.name, "count": len(file.text.split())})
        turn = answering.doubted(c, question, written, doubt, (reading,))
    elif isinstance(reading, Refused) and reading.violation.code is Code.TOO_MANY_WORDS:
        too_long = Violation(Code.LONG_FILE, {"name": file.name, **reading.violation.params})
        turn = answering.refuse(c, question, too_long, written)
    else:
        turn = answering.answer_with_words(c, question, written, may_skip=False)
    return Turn(turn.response, (*told, *turn.replies))


def _written(origin: Origin, text: str) -> Written:
    source = Source(chat=origin.chat, message=origin.message, sent_at=origin.sent_at, text=text)
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

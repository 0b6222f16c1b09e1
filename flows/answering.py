"""What becomes of words and taps meant as an answer: read, doubt, refuse, record, and go on. Knows no navigation."""

from __future__ import annotations

from flows.answers import read
from flows.answers.choice_words import OTHER
from flows.answers.words import words_violation
from flows.conversation import Conversation
from flows.questionnaire import Question
from flows.reading import Accepted, Refused, ToConfirm, Typed, Value
from flows.relevance import constraint_violation
from flows.response import (
    AboutQuestion,
    Answer,
    ForAnswer,
    ForConfirmation,
    ForOther,
    ForSubmission,
    Nothing,
    Response,
    SkipReason,
    Status,
)
from flows.turns import (
    AlreadySubmitted,
    Doubted,
    OtherAsked,
    Parked,
    Prompt,
    Recorded,
    Reopened,
    Reply,
    Returned,
    Summary,
    Turn,
)
from flows.turns import Refused as RefusedReply
from flows.violations import Violation


def answer_with_words(c: Conversation, question: Question, typed: Typed) -> Turn:
    """The open question is answered by a message."""
    reading = read(typed, question, c.circumstances(question))
    if isinstance(reading, Accepted):
        return accept(c, question, reading, typed.text)
    if isinstance(reading, ToConfirm):
        return doubted(c, question, typed.text, reading.doubt, reading.readings)
    return refuse(c, question, reading.violation, typed.text)


def accept(c: Conversation, question: Question, accepted: Accepted, typed: str = "") -> Turn:
    """The reading is the answer, unless the questionnaire's own constraint says no or "Other" lacks its words."""
    if violation := constraint_violation(c.questionnaire, question, accepted, c.response.answers):
        return refuse(c, question, violation, typed)
    if _lacks_words(question, accepted.value, accepted.other):
        return ask_for_other(c, question, _names(accepted.value))
    version = c.questionnaire.version if question.type == "acknowledge" else None
    answer = Answer(
        value=accepted.value,
        note=accepted.note,
        other=accepted.other,
        version=version,
        typed=typed,
        given_at=c.now,
    )
    return record(c, question, answer)


def accept_choices(c: Conversation, question: Question, chosen: tuple[str, ...]) -> Turn:
    """Done was pressed: the ticked choices are the answer. The words given for "Other" before are kept."""
    was = c.answer_to(question.name)
    other = was.other if was and OTHER in chosen else None
    return accept(c, question, Accepted(chosen, note=was.note if was else None, other=other))


def skip(c: Conversation, question: Question, reason: SkipReason) -> Turn:
    return record(c, question, Answer(skipped=reason, given_at=c.now))


def record(c: Conversation, question: Question, answer: Answer) -> Turn:
    """The answer is kept; what depends on it opens, is parked or returns; then the course goes on."""
    was = c.answer_to(question.name)
    response = c.response.with_answer(question.name, answer)
    if question == c.questionnaire.country_question:
        response = response.but(country=answer.value)
    reopened = _reopened(c, response, was, answer)
    after = c.having(reopened or response)
    replies: list[Reply] = [Recorded(question.name, answer, was if was and _differs(was, answer) else None)]
    replies += [Reopened(c.response.revision)] if reopened else []
    replies += _consequences(c, after)
    return go_on(after, question.name, tuple(replies), dependents=_newly_open(c, after))


def go_on(c: Conversation, question: str, replies: tuple[Reply, ...] = (), *, dependents: bool = False) -> Turn:
    """What comes after `question`: what it opened, the question a correction was made from, or the next open one."""
    if _returning(c) and not dependents:
        position = c.response.position
        following = position if c.is_open(position) else c.next_open(position)
    else:
        following = c.next_open(question)
    if following is None:
        return rest(c, replies)
    return put(c, following, replies)


def put(c: Conversation, question: str, replies: tuple[Reply, ...] = (), *, returning: bool = False) -> Turn:
    """The question is asked. `returning`: out of turn; the course stays where it is."""
    chosen = _chosen(c.answer_to(question))
    response = c.response.but(
        waiting=ForAnswer(question=question, chosen=chosen, returning=returning),
        position=c.response.position if returning else question,
    )
    return Turn(response, (*replies, prompt(c, question, chosen)))


def prompt(c: Conversation, question: str, chosen: tuple[str, ...]) -> Prompt:
    return Prompt(question, c.place_of(question), c.total, chosen, c.answer_to(question))


def rest(c: Conversation, replies: tuple[Reply, ...] = ()) -> Turn:
    """No question is open ahead: the summary, or for a submitted response nothing."""
    if c.response.is_submitted and c.response.completed_at:
        submitted = AlreadySubmitted(c.response.revision, c.response.completed_at)
        return Turn(c.response.but(waiting=Nothing()), (*replies, submitted))
    return Turn(c.response.but(waiting=ForSubmission()), (*replies, summary(c)))


def summary(c: Conversation) -> Summary:
    required = {question.name for question in c.relevant if question.required}
    skipped = tuple(name for name in c.relevant_names if (given := c.answer_to(name)) and given.skipped)
    missing = tuple(name for name in (*c.open, *skipped) if name in required)
    return Summary(c.open, skipped, missing)


def refuse(c: Conversation, question: Question, violation: Violation, typed: str) -> Turn:
    """Nothing is kept but the words themselves, which may still become a remark."""
    waiting = c.response.waiting
    times = waiting.refusals + 1 if isinstance(waiting, ForAnswer) else 1
    chosen = waiting.chosen if isinstance(waiting, ForAnswer) else ()
    refused = ForAnswer(question=question.name, chosen=chosen, returning=_returning(c), refusals=times, refused=typed)
    return Turn(c.response.but(waiting=refused), (RefusedReply(question.name, violation, typed, times),))


def doubted(c: Conversation, question: Question, typed: str, doubt: Violation, readings: tuple[Accepted, ...]) -> Turn:
    """The respondent is asked which reading is meant."""
    waiting = ForConfirmation(
        question=question.name, returning=_returning(c), typed=typed, doubt=doubt, readings=readings
    )
    return Turn(c.response.but(waiting=waiting), (Doubted(question.name, doubt, readings),))


def ask_for_other(c: Conversation, question: Question, chosen: tuple[str, ...]) -> Turn:
    waiting = ForOther(question=question.name, returning=_returning(c), chosen=chosen)
    return Turn(c.response.but(waiting=waiting), (OtherAsked(question.name),))


def answer_other(c: Conversation, question: Question, chosen: tuple[str, ...], typed: Typed) -> Turn:
    """The words for "Other" came: they complete the choice."""
    as_text = Question(name=OTHER, type="text", label=question.label, max_words=question.max_words)
    words = read(typed, as_text, c.circumstances(as_text))
    if not isinstance(words, Accepted):
        return refuse_again(c, question, words)
    value: Value = chosen if question.type == "select_multiple" else OTHER
    return accept(c, question, Accepted(value, other=str(words.value)), typed.text)


def refuse_again(c: Conversation, question: Question, reading: Refused | ToConfirm) -> Turn:
    """The words for "Other" could not be read: they are asked for once more."""
    violation = reading.violation if isinstance(reading, Refused) else reading.doubt
    return Turn(c.response, (RefusedReply(question.name, violation, "", 1), OtherAsked(question.name)))


def keep_as_remark(c: Conversation, question: Question, text: str) -> Turn:
    """The words refused last are kept beside an empty value."""
    if question.max_words and (violation := words_violation(text, question.max_words)):
        return refuse(c, question, violation, text)
    value: Value | None = () if question.type in ("links", "select_multiple") else None
    return accept(c, question, Accepted(value, note=text), text)


def _returning(c: Conversation) -> bool:
    return isinstance(c.response.waiting, AboutQuestion) and c.response.waiting.returning


def _lacks_words(question: Question, value: Value | None, other: str | None) -> bool:
    return question.other and OTHER in _names(value) and not other


def _names(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(name for name in value if isinstance(name, str))
    return (value,) if isinstance(value, str) else ()


def _chosen(answer: Answer | None) -> tuple[str, ...]:
    return _names(answer.value) if answer and isinstance(answer.value, tuple) else ()


def _differs(was: Answer, answer: Answer) -> bool:
    return was.model_copy(update={"typed": "", "given_at": answer.given_at}) != answer.model_copy(update={"typed": ""})


def _reopened(c: Conversation, response: Response, was: Answer | None, answer: Answer) -> Response | None:
    """A submitted response in which an answer changes is in progress again; what was submitted stands."""
    if c.response.is_submitted and (was is None or _differs(was, answer)):
        return response.but(status=Status.IN_PROGRESS)
    return None


def _consequences(before: Conversation, after: Conversation) -> list[Reply]:
    gone = tuple(n for n in before.relevant_names if n not in after.relevant_names and before.answer_to(n))
    back = tuple(n for n in after.relevant_names if n not in before.relevant_names and after.answer_to(n))
    return [*([Parked(gone)] if gone else []), *([Returned(back)] if back else [])]


def _newly_open(before: Conversation, after: Conversation) -> bool:
    return any(name not in before.relevant_names for name in after.open)

"""What becomes of words and taps meant as an answer: read, doubt, refuse, record, and go on. Knows no navigation."""

from __future__ import annotations

from flows.answer import Answer, SkipReason
from flows.answers import read
from flows.answers.addressed import is_addressed
from flows.answers.folding import excerpt
from flows.answers.remark import is_not_applicable
from flows.answers.spoken_choices import says_skip
from flows.answers.words import words_violation
from flows.conversation import Conversation
from flows.examples import examples, last_words_within
from flows.overriding import standing
from flows.questionnaire import OTHER, Question
from flows.reading import Accepted, Reading, Refused, ToConfirm, Typed, Value
from flows.relevance import constraint_violation
from flows.response import Response, Status
from flows.sources import UNWRITTEN, Written
from flows.turns import (
    AlreadySubmitted,
    CannotBeSkipped,
    CountryFixed,
    Doubted,
    Filled,
    OtherAsked,
    Parked,
    Prompt,
    ReasonAsked,
    Recorded,
    Reopened,
    Reply,
    Returned,
    SectionEnded,
    Summary,
    Turn,
)
from flows.turns import Refused as RefusedReply
from flows.violations import TOO_LONG, Code, Violation
from flows.waiting import AboutQuestion, ForAnswer, ForConfirmation, ForOther, ForReason, ForSubmission, Nothing

REFUSALS_BEFORE_EXAMPLE = 2
REFUSALS_BEFORE_HELP = 3


def answer_with_words(c: Conversation, question: Question, written: Written, *, may_skip: bool = True) -> Turn:
    """The question waited for is answered by what was written; "N/A" and "skip" lead to the reasons for skipping, if
    they may. Whoever asks something instead is not asked whether that is a remark."""
    reading = read(written.typed, question, c.circumstances(question))
    if isinstance(reading, Accepted) and (joined := _with_ticks(c, question, reading)):
        return doubted(c, question, written, Violation(Code.TICKED_BEFORE), (joined, reading))
    if isinstance(reading, Accepted):
        return accept(c, question, reading, written)
    if may_skip and says_skip(written.text) and question.required:
        return put(c, question.name, (CannotBeSkipped(question.name),), returning=is_returning(c))
    if may_skip and _asks_to_skip(question, reading, written):
        return ask_reason(c, question)
    if isinstance(reading, ToConfirm) and not (is_remark_alone(reading) and is_addressed(written.text)):
        return doubted(c, question, written, reading.doubt, reading.readings)
    if is_addressed(written.text):
        return refuse(c, question, Violation(Code.ADDRESSED, {"written": excerpt(written.text)}), written)
    return refuse(c, question, reading.doubt if isinstance(reading, ToConfirm) else reading.violation, written)


def judged(c: Conversation, question: Question, typed: Typed) -> Reading:
    """The reading of the words, refused also where the questionnaire's own constraint says no."""
    reading = read(typed, question, c.circumstances(question))
    if isinstance(reading, Accepted) and (violation := _constrained(c, question, reading)):
        return Refused(violation)
    return reading


def accept(c: Conversation, question: Question, accepted: Accepted, written: Written = UNWRITTEN) -> Turn:
    """The reading is the answer, unless the questionnaire's own constraint says no or "Other" lacks its words."""
    if violation := _constrained(c, question, accepted):
        return refuse(c, question, violation, written)
    if lacks_words(question, accepted):
        return ask_for_other(c, question, _names(accepted.value))
    return record(c, question, answer_of(c, question, accepted, written))


def answer_of(c: Conversation, question: Question, accepted: Accepted, written: Written) -> Answer:
    override = written.override or standing(c.answer_to(question.name), accepted)
    return Answer(
        value=accepted.value,
        note=accepted.note,
        other=accepted.other,
        version=c.questionnaire.version if question.type == "acknowledge" else None,
        typed=written.text,
        sources=written.sources,
        confirmed=written.confirmed or override is not None,
        override=override,
        given_at=c.now,
    )


def accept_choices(c: Conversation, question: Question, chosen: tuple[str, ...]) -> Turn:
    """Done was pressed: the ticked choices are the answer. The words given for "Other" before are kept."""
    was = c.basis_of(question.name)
    other = was.other if was and OTHER in chosen else None
    return accept(c, question, Accepted(chosen, note=was.note if was else None, other=other))


def skip(c: Conversation, question: Question, reason: SkipReason) -> Turn:
    return record(c, question, Answer(skipped=reason, given_at=c.now))


def record(c: Conversation, question: Question, answer: Answer) -> Turn:
    """The answer is kept; what depends on it opens, is parked or returns; then the course goes on."""
    after, replies = keep(c, question, answer)
    return go_on(after, question.name, replies, dependents=bool(newly_open(c, after)))


def keep(
    c: Conversation, question: Question, answer: Answer, told: Reply | None = None
) -> tuple[Conversation, tuple[Reply, ...]]:
    """The conversation with the answer in it, and what is to be said of that: `told` instead of "recorded"."""
    if c.is_fixed(question.name):
        return c, (CountryFixed(),)
    was = c.answer_to(question.name)
    response = c.response.with_answer(question.name, answer)
    if question == c.questionnaire.country_question:
        response = response.but(country=answer.value)
    reopened = _reopened(c, response, was, answer)
    after = c.having(reopened or response)
    replies = [told or Recorded(question.name, answer, was if was and _differs(was, answer) else None)]
    replies += [Reopened(c.response.revision)] if reopened else []
    replies += _consequences(c, after)
    return after, tuple(replies)


def go_on(c: Conversation, question: str, replies: tuple[Reply, ...] = (), *, dependents: bool = False) -> Turn:
    """What comes after `question`: what it opened, the next one with a remark, the question a correction was made from,
    or the next open one."""
    if not dependents and (remarked := c.next_remarked(question)):
        return put(c, remarked, replies, returning=c.answer_to(remarked) is not None)
    if is_returning(c) and not dependents:
        return resume(c, replies)
    following = c.next_open(question)
    replies = (*replies, *_section_ended(c, question, following))
    return put(c, following, replies) if following else rest(c, replies)


def _section_ended(c: Conversation, question: str, following: str | None) -> tuple[SectionEnded, ...]:
    """How the section stands that the course leaves behind; nothing of a single question, or out of turn."""
    section = c.questionnaire.section_of(question)
    goes_on_in_it = following is not None and c.questionnaire.section_of(following) == section
    is_in_turn = c.question is not None and c.question.name == question and not is_returning(c)
    if goes_on_in_it or not is_in_turn or section == c.questionnaire.opening:
        return ()
    asked = {each.name for each in section.questions}.intersection(c.relevant_names)
    given = [answer for name in asked if (answer := c.answer_to(name))]
    skipped = sum(answer.skipped is not None for answer in given)
    ended = SectionEnded(section.name, len(given) - skipped, skipped, len(asked) - len(given))
    return (ended,) if len(asked) > 1 else ()


def resume(c: Conversation, replies: tuple[Reply, ...] = ()) -> Turn:
    """Back to the question the course had come to, or the next open one."""
    position = c.response.position
    following = position if c.is_open(position) else c.next_open(position)
    return put(c, following, replies) if following else rest(c, replies)


def put(c: Conversation, question: str, replies: tuple[Reply, ...] = (), *, returning: bool = False) -> Turn:
    """The question is asked. `returning`: out of turn; the course stays where it is."""
    if c.is_fixed(question):
        return Turn(c.response, (*replies, CountryFixed()))
    response = c.response.but(
        waiting=ForAnswer(question=question, returning=returning),
        position=c.response.position if returning else question,
    )
    return Turn(response, (*replies, prompt(c, question, _told(replies))))


def prompt(c: Conversation, question: str, told: tuple[str, ...] = ()) -> Prompt:
    return Prompt(
        question,
        c.place_of(question),
        c.total,
        c.chosen(question),
        c.answer_to(question),
        c.remark_on(question),
        told,
        c.offered(question),
    )


def _told(replies: tuple[Reply, ...]) -> tuple[str, ...]:
    """The questions whose answers are told by the replies before."""
    together = (recorded for reply in replies if isinstance(reply, Filled) for recorded in reply.recorded)
    return tuple(reply.question for reply in (*replies, *together) if isinstance(reply, Recorded))


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
    return Summary(c.open, skipped, missing, c.remarked)


def refuse(c: Conversation, question: Question, violation: Violation, written: Written) -> Turn:
    """Nothing is kept but the words themselves, which may still become a remark. Whoever asks for help, or what is
    meant, gets the fuller help at once; what was tried before that is not forgotten."""
    before = c.response.waiting if isinstance(c.response.waiting, ForAnswer) else ForAnswer(question=question.name)
    times, asks = before.refusals + 1, violation.code is Code.ADDRESSED
    words = Written(Typed(before.refused), before.sources) if asks and before.refused else written
    refused = ForAnswer(
        question=question.name,
        returning=is_returning(c),
        refusals=times,
        refused=words.text,
        sources=words.sources,
    )
    example = _example(c, question, violation, written) if times == REFUSALS_BEFORE_EXAMPLE and not asks else ""
    told = max(times, REFUSALS_BEFORE_HELP) if asks else times
    reply = RefusedReply(question.name, violation, written.text, told, example=example)
    return Turn(c.response.but(waiting=refused), (reply,))


def _example(c: Conversation, question: Question, violation: Violation, written: Written) -> str:
    """The first example that would itself be taken; of too many words, those at which the limit falls."""
    if violation.code in TOO_LONG:
        return last_words_within(written.text, int(violation.params["limit"]))
    likely = examples(written.text, question, violation, c.circumstances(question))
    return next((each for each in likely if isinstance(judged(c, question, Typed(each)), Accepted)), "")


def doubted(
    c: Conversation, question: Question, written: Written, doubt: Violation, readings: tuple[Accepted, ...]
) -> Turn:
    """The respondent is asked which reading is meant."""
    waiting = ForConfirmation(
        question=question.name,
        returning=is_returning(c),
        typed=written.text,
        sources=written.sources,
        doubt=doubt,
        readings=readings,
    )
    return Turn(c.response.but(waiting=waiting), (Doubted(question.name, doubt, readings),))


def ask_for_other(c: Conversation, question: Question, chosen: tuple[str, ...]) -> Turn:
    waiting = ForOther(question=question.name, returning=is_returning(c), chosen=chosen)
    return Turn(c.response.but(waiting=waiting), (OtherAsked(question.name),))


def answer_other(c: Conversation, question: Question, chosen: tuple[str, ...], written: Written) -> Turn:
    """The words for "Other" came: they complete the choice."""
    words = other_words(c, question, written.typed)
    value: Value = chosen if question.type == "select_multiple" else OTHER
    given = Written(written.typed, tuple(each.model_copy(update={"for_other": True}) for each in written.sources))
    if isinstance(words, ToConfirm):
        readings = tuple(Accepted(value, other=str(each.value)) for each in words.readings)
        return doubted(c, question, given, words.doubt, readings)
    if isinstance(words, Refused):
        return refuse_again(c, question, words)
    return accept(c, question, Accepted(value, other=str(words.value)), given)


def other_words(c: Conversation, question: Question, typed: Typed) -> Reading:
    """The words for "Other", which are kept to the question's limit."""
    as_text = Question(name=OTHER, type="text", label=question.label, max_words=question.max_words)
    return read(typed, as_text, c.circumstances(as_text))


def refuse_again(c: Conversation, question: Question, reading: Refused | ToConfirm) -> Turn:
    """The words for "Other" could not be read: they are asked for once more."""
    violation = reading.violation if isinstance(reading, Refused) else reading.doubt
    return Turn(c.response, (RefusedReply(question.name, violation, "", 1), OtherAsked(question.name)))


def keep_as_remark(c: Conversation, question: Question, written: Written) -> Turn:
    """The words refused last are kept beside an empty value."""
    if question.max_words and (violation := words_violation(written.text, question.max_words)):
        return refuse(c, question, violation, written)
    value: Value | None = () if question.type in ("links", "select_multiple") else None
    return accept(c, question, Accepted(value, note=written.text), written)


def newly_open(before: Conversation, after: Conversation) -> tuple[str, ...]:
    """The questions that are open now and were not relevant before."""
    return tuple(name for name in after.open if name not in before.relevant_names)


def is_returning(c: Conversation) -> bool:
    return isinstance(c.waiting, AboutQuestion) and c.waiting.returning


def ask_reason(c: Conversation, question: Question, *, rest: bool = False) -> Turn:
    """Why the question is skipped, or all that is open on its card."""
    waiting = ForReason(question=question.name, returning=is_returning(c), rest=rest)
    return Turn(c.response.but(waiting=waiting), (reason_asked(c, waiting),))


def reason_asked(c: Conversation, waiting: ForReason) -> ReasonAsked:
    return ReasonAsked(waiting.question, c.skippable_with(waiting.question) if waiting.rest else ())


def lacks_words(question: Question, accepted: Accepted) -> bool:
    """Whether "Other" is chosen without being told what."""
    return question.other and OTHER in _names(accepted.value) and not accepted.other


def _with_ticks(c: Conversation, question: Question, accepted: Accepted) -> Accepted | None:
    """The choices given in words together with the boxes ticked before, where these say more."""
    ticked = c.response.ticks.get(question.name, ())
    names = {*ticked, *_names(accepted.value)}
    if question.type != "select_multiple" or names == set(_names(accepted.value)):
        return None
    offered = (*(choice.name for choice in c.questionnaire.choices_of(question)), OTHER)
    return Accepted(tuple(name for name in offered if name in names), accepted.note, accepted.other)


def _asks_to_skip(question: Question, reading: Reading, written: Written) -> bool:
    """ "Skip" and its like; "N/A", where nothing but a remark could be made of it."""
    none = is_remark_alone(reading) and question.keeps_remark and is_not_applicable(written.text)
    return none or says_skip(written.text)


def is_remark_alone(reading: Reading) -> bool:
    return isinstance(reading, ToConfirm) and all(each.value in (None, ()) for each in reading.readings)


def _constrained(c: Conversation, question: Question, accepted: Accepted) -> Violation | None:
    return constraint_violation(c.questionnaire, question, accepted, c.response.answers)


def _names(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(name for name in value if isinstance(name, str))
    return (value,) if isinstance(value, str) else ()


def _differs(was: Answer, answer: Answer) -> bool:
    """Whether it says something else: not only in other words or messages."""
    how_it_came = {"typed": "", "sources": (), "confirmed": False, "given_at": answer.given_at}
    return was.model_copy(update=how_it_came) != answer.model_copy(update=how_it_came)


def _reopened(c: Conversation, response: Response, was: Answer | None, answer: Answer) -> Response | None:
    """A submitted response in which an answer changes is in progress again; what was submitted stands."""
    if c.response.is_submitted and (was is None or _differs(was, answer)):
        return response.but(status=Status.IN_PROGRESS)
    return None


def _consequences(before: Conversation, after: Conversation) -> list[Reply]:
    if before.relevant == after.relevant:
        return []
    gone = tuple(n for n in before.relevant_names if n not in after.relevant_names and before.answer_to(n))
    back = tuple(n for n in after.relevant_names if n not in before.relevant_names and after.answer_to(n))
    return [*([Parked(gone)] if gone else []), *([Returned(back)] if back else [])]

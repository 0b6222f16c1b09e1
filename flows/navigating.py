"""Moving about: start, resume, back, the sections hub, the review, the summary, submitting, help. Reads no answers."""

from __future__ import annotations

from functools import lru_cache

from flows.answering import ask_reason, prompt, put, reason_asked, rest, resume, summary
from flows.answers.folding import fold, is_said
from flows.answers.locales import locale_of
from flows.conversation import Conversation
from flows.distributing import list_shown
from flows.questionnaire import Question
from flows.response import Status
from flows.turns import (
    AlreadySubmitted,
    Cancelled,
    CannotBeSkipped,
    CopyGiven,
    DefinitionShown,
    Doubted,
    EnquiryAsked,
    HelpShown,
    LanguageAsked,
    LanguageSet,
    NothingToCancel,
    NoWayBack,
    OtherAsked,
    Receipt,
    Reply,
    ReviewShown,
    SectionsShown,
    StaleTap,
    Turn,
    Welcome,
    WelcomeBack,
    Whereabouts,
)
from flows.waiting import (
    AboutQuestion,
    ForAnswer,
    ForBegin,
    ForConfirmation,
    ForEnquiry,
    ForLanguage,
    ForList,
    ForOther,
    ForReason,
    ForSubmission,
    Nothing,
)


def start(c: Conversation) -> Turn:
    """`/start`: the language or the welcome at first, later where the respondent stopped."""
    if isinstance(c.response.waiting, ForLanguage) and len(c.questionnaire.languages) == 1:
        return speak(c, c.questionnaire.languages[0])
    again = put_again(c)
    if not has_begun(c) or isinstance(c.response.waiting, Nothing):
        return again
    question = c.question.name if c.question else None
    return Turn(again.response, (WelcomeBack(question, c.done, c.total), *again.replies))


def has_begun(c: Conversation) -> bool:
    return not isinstance(c.response.waiting, ForLanguage | ForBegin)


def speak(c: Conversation, language: str) -> Turn:
    """The language is set; what was shown last is shown again in it."""
    response = c.response.but(language=language)
    if isinstance(c.response.waiting, ForLanguage):
        return put_again(c.having(response.but(waiting=ForBegin())))
    again = put_again(c.having(response))
    return Turn(again.response, (LanguageSet(language), *again.replies))


def language_named(text: str, languages: tuple[str, ...]) -> str | None:
    """The language of that code or name, in its own words or in English: "fr", "Français", "French"."""
    folded = text.strip().casefold()
    for language in languages:
        locale = locale_of(language)
        whole = (locale.get_display_name(), locale.get_display_name("en"))
        names = (language, *whole, locale.get_language_name(), locale.get_language_name("en"))
        if folded in {name.casefold() for name in names if name}:
            return language
    return None


def put_again(c: Conversation) -> Turn:
    """What the bot waits for, said once more."""
    return Turn(c.response, (_what_is_waited_for(c),))


def _what_is_waited_for(c: Conversation) -> Reply:
    match c.response.waiting:
        case ForLanguage():
            return LanguageAsked()
        case ForBegin():
            return Welcome(c.response.country)
        case ForAnswer(question=question):
            return prompt(c, question)
        case ForConfirmation(question=question, doubt=doubt, readings=readings, reason=reason):
            return Doubted(question, doubt, readings, reason=reason)
        case ForOther(question=question):
            return OtherAsked(question)
        case ForReason() as waiting:
            return reason_asked(c, waiting)
        case ForList() as waiting:
            return list_shown(c, waiting)
        case ForSubmission():
            return summary(c)
        case ForEnquiry():
            return EnquiryAsked(c.question.name if c.question else None)
        case _:  # Nothing: it is submitted
            return AlreadySubmitted(c.response.revision, c.response.completed_at or c.now)


def back(c: Conversation) -> Turn:
    """One question back; from a half-done answer back to its question; from the summary to the last question."""
    match c.response.waiting:
        case ForConfirmation() | ForOther() | ForReason() | ForList():
            return _drop_what_is_half_done(c)
        case ForEnquiry():
            return after_enquiry(c)
        case ForAnswer(question=question):
            earlier = c.before(question)
        case ForSubmission():
            earlier = c.relevant_names[-1]
        case _:
            return put_again(c)
    if earlier is None:
        return Turn(c.response, (NoWayBack(), *put_again(c).replies))
    return put(c, earlier, returning=c.answer_to(earlier) is not None)


def cancel(c: Conversation) -> Turn:
    """Drops what is half done, never an answer: a doubt, a skip, ticks without Done, a correction out of turn, a
    question to the survey team."""
    waiting = c.response.waiting
    if isinstance(waiting, ForEnquiry):
        return after_enquiry(c, (Cancelled(),))
    if isinstance(waiting, ForConfirmation | ForOther | ForReason | ForList):
        again = _drop_what_is_half_done(c)
        return Turn(again.response, (Cancelled(), *again.replies))
    if isinstance(waiting, ForAnswer) and waiting.returning:
        return resume(c.having(c.response.with_ticks(waiting.question, None)), (Cancelled(),))
    return Turn(c.response, (NothingToCancel(), *put_again(c).replies))


def after_enquiry(c: Conversation, replies: tuple[Reply, ...] = ()) -> Turn:
    """What was waited for before is waited for again, as far as it is still to be asked."""
    before = c.having(c.response.but(waiting=c.waiting))
    if before.question is None:
        return rest(before, replies)
    if before.question.name not in before.relevant_names:
        return resume(before, replies)
    again = put_again(before)
    return Turn(again.response, (*replies, *again.replies))


def _drop_what_is_half_done(c: Conversation) -> Turn:
    waiting = c.response.waiting
    assert isinstance(waiting, AboutQuestion)  # noqa: S101 - the callers' cases
    return put(c, waiting.question, returning=waiting.returning)


def skip(c: Conversation, question: Question, *, rest: bool = False) -> Turn:
    """`rest`: all that is open on the question's card."""
    if question.required and not (rest and c.skippable_with(question.name)):
        return Turn(c.response, (CannotBeSkipped(question.name), *put_again(c).replies))
    return ask_reason(c, question, rest=rest)


def ask_language(c: Conversation) -> Turn:
    return Turn(c.response, (LanguageAsked(),))


def show_sections(c: Conversation) -> Turn:
    return Turn(c.response, (SectionsShown(),)) if has_begun(c) else put_again(c)


def go_to_section(c: Conversation, name: str) -> Turn:
    """The first open question of the section, or its review where none is open."""
    section = next((section for section in c.questionnaire.all_sections if section.name == name), None)
    if section is None or not has_begun(c):
        return Turn(c.response, (StaleTap(), *put_again(c).replies))
    first = c.open_in(section)
    return put(c, first) if first else Turn(c.response, (ReviewShown(section.name),))


def show_review(c: Conversation, section: str) -> Turn:
    """A section's answers; a page turned changes the message in place, a review asked for anew is a new message."""
    if not has_begun(c):
        return put_again(c)
    names = [s.name for s in c.questionnaire.all_sections]
    if section in names:
        return Turn(c.response, (ReviewShown(section),), in_place=True)
    at = c.question.name if c.question else next(iter(c.remarked), None)
    here = c.questionnaire.section_of(at).name if at else c.questionnaire.sections[0].name
    return Turn(c.response, (ReviewShown(here),))


def edit(c: Conversation, question: str) -> Turn:
    """The question is put again, out of turn if it has an answer or its card is being filled anyway; otherwise the
    course goes on from it."""
    if not has_begun(c):
        return put_again(c)
    return put(c, question, returning=c.answer_to(question) is not None or _is_on_the_card(c, question))


def _is_on_the_card(c: Conversation, question: str) -> bool:
    """Whether the question stands on the same card as the open one the course has come to."""
    position = c.response.position
    if position in (None, question) or not c.is_open(position):
        return False
    card = c.questionnaire.card_of(question)
    return card is not None and card == c.questionnaire.card_of(str(position))


def show_summary(c: Conversation) -> Turn:
    if not has_begun(c):
        return put_again(c)
    if c.response.is_submitted and c.response.completed_at:
        return Turn(c.response, (AlreadySubmitted(c.response.revision, c.response.completed_at),))
    return Turn(c.response, (summary(c),))


def submit(c: Conversation) -> Turn:
    """Submitted for the first time it is completed, afterwards amended; each time its revision grows by one."""
    shown = summary(c)
    if not has_begun(c) or c.response.is_submitted:
        return show_summary(c)
    if shown.missing:
        return Turn(c.response, (shown,))
    revision = c.response.revision + 1
    response = c.response.but(
        status=Status.COMPLETED if revision == 1 else Status.AMENDED,
        revision=revision,
        completed_at=c.now,
        waiting=Nothing(),
    )
    return Turn(response, (Receipt(revision, c.now),))


def give_copy(c: Conversation) -> Turn:
    return Turn(c.response, (CopyGiven(),)) if has_begun(c) else put_again(c)


def define(c: Conversation, question: str, definition: str) -> Turn:
    if question not in c.questionnaire or definition not in c.questionnaire.question(question).definitions:
        return Turn(c.response, (StaleTap(), *put_again(c).replies))
    return Turn(c.response, (DefinitionShown(question, definition),))


def definition_named(c: Conversation, question: Question, text: str) -> str | None:
    """The definition whose button the words repeat."""
    terms = map(c.questionnaire.definition, question.definitions)
    return next((term.name for term in terms if is_said(text, _captions(tuple(term.label.values())))), None)


@lru_cache(maxsize=256)
def _captions(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, labels))


def show_help(c: Conversation) -> Turn:
    return Turn(c.response, (HelpShown(c.question.name if c.question else None),))


def show_whereabouts(c: Conversation) -> Turn:
    return Turn(c.response, (Whereabouts(c.question.name if c.question else None, c.done, c.total),))

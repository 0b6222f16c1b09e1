"""The hub of sections, the review of a section's answers, and the summary before Submit. Knows no other reply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.message import Button
from flows.questionnaire import MAX_CAPTION, Question, Section
from flows.sentences import N_
from flows.turns import Action, ReviewShown, SectionsShown, Summary
from flows.wording import annexes, carrying
from flows.wording.buttons import (
    Part,
    Row,
    Rows,
    button,
    copy,
    one_a_row,
    packed,
    review,
    sections,
    show_again,
)
from flows.wording.progress import at_your_pace
from flows.wording.rich import Text, fill, joined, literal, plain
from flows.wording.showing import REASONS, answer_lines
from flows.wording.speaker import Speaker, shortened

MAX_LABEL_IN_REVIEW = 70
MAX_LINE_IN_REVIEW = 120
MAX_ITEMS_IN_REVIEW = 3
MAX_EXCEPTIONS = 3
MAX_LISTED_IN_SUMMARY = 12

REMARKED = "⚑"
"""Marks what has a remark of the survey team that is not dealt with."""


def hub(speaker: Speaker, reply: SectionsShown) -> Part:
    states = tuple(_states(speaker))
    lines = (literal(f"{state.mark} {speaker.apart(state.words)} · {state.counted}") for state in states)
    jumps = (
        button(speaker, Action.SECTION, f"{state.mark} {speaker.apart(state.words)}", choice=state.section.name)
        for state in states
    )
    last = (*_open_question(speaker), review(speaker), *_submit(speaker))
    text = joined((speaker.say("**Sections**"), joined(lines, "\n"), at_your_pace(speaker)))
    return Part(text, (*one_a_row(jumps), last))


def section_review(speaker: Speaker, reply: ReviewShown) -> Part:
    section = speaker.section(reply.section)
    asked = _relevant_in(speaker, section)
    heading = speaker.say("**{section}** · your answers", section=speaker.plain_of(section.label))
    changeable = (question for question in asked if not speaker.conversation.is_fixed(question.name))
    edits = (button(speaker, Action.EDIT, _edit_caption(speaker, question), question.name) for question in changeable)
    text = joined((heading, *(_reviewed(speaker, question) for question in asked)))
    rows: tuple[Row, ...] = (
        *packed(edits),
        _neighbours(speaker, section),
        (*_open_question(speaker), sections(speaker), *_submit(speaker)),
        (copy(speaker),),
    )
    return Part(text, tuple(row for row in rows if row))


def summary(speaker: Speaker, reply: Summary) -> Part:
    left = _what_is_left(speaker, reply), _what_has_remarks(speaker, reply), _what_is_missing(speaker, reply)
    return Part(joined(left), _summary_rows(speaker, reply))


@dataclass(frozen=True, slots=True)
class _State:
    """How far a section is: `done` of `total` relevant questions have an answer or a reason for skipping. `remarked`:
    some of them have a remark of the survey team that is not dealt with."""

    section: Section
    words: str
    done: int
    total: int
    counted: str
    remarked: bool

    @property
    def mark(self) -> str:
        if self.remarked:
            return REMARKED
        if self.done == self.total:
            return "✓"
        return "◐" if self.done else "○"


def _states(speaker: Speaker) -> Iterator[_State]:
    for section in speaker.conversation.questionnaire.all_sections:
        asked = _relevant_in(speaker, section)
        done = sum(speaker.conversation.answer_to(question.name) is not None for question in asked)
        counted = speaker.words("{done} of {total}", done=done, total=len(asked))
        remarked = any(question.name in speaker.conversation.remarked for question in asked)
        if asked:
            yield _State(section, speaker.plain_of(section.label), done, len(asked), counted, remarked)


def _relevant_in(speaker: Speaker, section: Section) -> tuple[Question, ...]:
    return tuple(question for question in section.questions if question in speaker.conversation.relevant)


def _reviewed(speaker: Speaker, question: Question) -> Text:
    label = shortened(speaker.plain_of(question.label), MAX_LABEL_IN_REVIEW)
    answer = speaker.conversation.answer_to(question.name)
    answered = answer_lines(speaker, question, answer, MAX_ITEMS_IN_REVIEW) if answer else _open(speaker, question)
    lines = (shortened(line, MAX_LINE_IN_REVIEW) for line in (*answered, *_remark_lines(speaker, question)))
    heading = fill("**{label}**", label=speaker.numbered(question, label))
    files = annexes.listed(speaker, annexes.of_question(speaker, question.name))
    return joined((heading, *map(literal, lines), files), "\n")


def _open(speaker: Speaker, question: Question) -> tuple[str, ...]:
    offered = speaker.conversation.offered(question.name)
    return carrying.unconfirmed(speaker, question, offered) if offered else (speaker.words("○ open"),)


def _remark_lines(speaker: Speaker, question: Question) -> tuple[str, ...]:
    remark = speaker.conversation.remark_on(question.name)
    return (speaker.words("⚑ The survey team asks: {remark}", remark=remark),) if remark else ()


def _edit_caption(speaker: Speaker, question: Question) -> str:
    mark = REMARKED if question.name in speaker.conversation.remarked else "✎"
    return f"{mark} {speaker.reference_within_section(question.name)}"


def _neighbours(speaker: Speaker, section: Section) -> Row:
    with_questions = [each for each in speaker.conversation.questionnaire.all_sections if _relevant_in(speaker, each)]
    place = with_questions.index(section)
    return (
        *(_page(speaker, each, "‹ {section}") for each in with_questions[:place][-1:]),
        *(_page(speaker, each, "{section} ›") for each in with_questions[place + 1 :][:1]),
    )


def _page(speaker: Speaker, section: Section, caption: str) -> Button:
    words = speaker.numeral(section) or shortened(speaker.plain_of(section.label), MAX_CAPTION - 2)
    return button(speaker, Action.REVIEW, plain(fill(caption, section=words)), choice=section.name)


def _open_question(speaker: Speaker) -> tuple[Button, ...]:
    question = speaker.conversation.question
    return (show_again(speaker, question.name),) if question else ()


def _submit(speaker: Speaker) -> tuple[Button, ...]:
    """Leads to the summary, the one place from which a response is submitted."""
    if speaker.conversation.response.is_submitted:
        return ()
    return (button(speaker, Action.SUMMARY, speaker.words("Submit")),)


def _what_is_left(speaker: Speaker, reply: Summary) -> Text:
    left = [q.name for q in speaker.conversation.relevant if q.name in {*reply.open, *reply.skipped}]
    if not left:
        return speaker.say("Everything is answered.")
    listed = [_left(speaker, name) for name in left[:MAX_LISTED_IN_SUMMARY]]
    if len(left) <= MAX_EXCEPTIONS:
        return speaker.say("Everything is answered except {questions}.", questions=speaker.translator.list_of(listed))
    if len(left) > len(listed):
        listed.append(plain(speaker.say_count("{count} more", "{count} more", len(left) - len(listed))))
    return speaker.say("Not answered yet: {questions}.", questions=speaker.translator.list_of(listed))


def _left(speaker: Speaker, name: str) -> str:
    answer = speaker.conversation.answer_to(name)
    is_open = N_("not confirmed") if name in speaker.conversation.unconfirmed else N_("open")
    why = REASONS[answer.skipped] if answer and answer.skipped else is_open
    return speaker.words("{question} ({why})", question=speaker.reference(name), why=speaker.words(why))


def _what_is_missing(speaker: Speaker, reply: Summary) -> Text:
    if not reply.missing:
        return ()
    missing = speaker.references(reply.missing)
    return speaker.say("An answer is needed before you can submit: {questions}", questions=missing)


def _what_has_remarks(speaker: Speaker, reply: Summary) -> Text:
    if not reply.remarked:
        return ()
    return speaker.say("The survey team still asks about: {questions}", questions=speaker.references(reply.remarked))


def _summary_rows(speaker: Speaker, reply: Summary) -> Rows:
    submit = () if reply.missing else (button(speaker, Action.SUBMIT, speaker.words("Submit")),)
    first = (*reply.missing, *reply.remarked, *reply.open)[:1]
    go_to = (
        button(speaker, Action.EDIT, speaker.words("Go to {question}", question=speaker.reference(name)), name)
        for name in first
    )
    return ((*submit, *go_to), (review(speaker, N_("Review all")),))

"""A card as it is put, answers that came together, and how a list would be distributed. Knows no other reply."""

from __future__ import annotations

from collections.abc import Iterable

from flows.message import Button
from flows.questionnaire import Group, Question
from flows.sentences import N_
from flows.turns import (
    FILL_IN,
    ONLY_THIS,
    REST,
    Action,
    Filled,
    ListPart,
    ListShown,
    Prompt,
    RestLeftOpen,
    StayAsTheyWere,
)
from flows.wording import carrying, prompts
from flows.wording.buttons import Part, Row, Rows, button, sections, way_row
from flows.wording.refusals import sentence
from flows.wording.rich import Text, bare, fill, joined, literal, plain
from flows.wording.showing import answer_lines, confirmation
from flows.wording.speaker import Speaker, shortened

MAX_QUOTED = 60
MAX_LOOSE_QUOTED = 5
MAX_LINE = 120
MAX_ITEMS = 3


def put(speaker: Speaker, prompt: Prompt) -> Part:
    """A question; one on a card with what is filled of it, and with the ways to fill the rest."""
    card = speaker.conversation.questionnaire.card_of(prompt.question)
    if card is None:
        return prompts.put(speaker, prompt)
    question = speaker.question(prompt.question)
    told = {*prompt.told, question.name} if prompt.answered else prompt.told
    others = [each for each in _asked(speaker, card) if each.name not in told]
    text = joined(
        (
            prompts.heading(speaker, prompt),
            prompts.remark(speaker, prompt),
            joined((*prompts.lead_in(speaker, card, question), _state(speaker, others)), "\n"),
            _how(speaker, card, question, prompt),
            prompts.present_answer(speaker, question, prompt),
        )
    )
    return Part(text, _rows(speaker, card, question, prompt))


def filled(speaker: Speaker, reply: Filled) -> Part:
    """Each answer on its line, with a button to change it; and what was left out."""
    group = _group(speaker, reply.group)
    heading = fill("**{label}**", label=_words_of(speaker, group)) if group.card and reply.leaving else ()
    lines = (
        confirmation(speaker, each.question, each.answer, each.was, _name_in(speaker, group, each.question))
        for each in reply.recorded
    )
    text = joined((joined((heading, *lines), "\n"), _left_out(speaker, reply.loose)))
    if not reply.leaving or not group.card:
        return Part(text)
    edits = (_change(speaker, speaker.question(each.question)) for each in reply.recorded)
    return Part(text, own=_in_pairs(edits))


def list_shown(speaker: Speaker, reply: ListShown) -> Part:
    question = speaker.question(reply.question)
    text = joined(
        (
            speaker.say("This seems to answer several questions:"),
            *(_distributed(speaker, part) for part in reply.parts),
            _left_out(speaker, reply.loose),
            speaker.say("Shall I fill them in like this? Nothing is kept yet."),
        )
    )
    only = speaker.words("Only for {question}", question=speaker.reference(reply.question))
    fill_in = button(speaker, Action.CONFIRM, speaker.words("Yes, fill in"), question.name, FILL_IN)
    answered = any(part.answer for part in reply.parts)
    rows: tuple[Row, ...] = (
        (fill_in,) if answered else (),
        (button(speaker, Action.CONFIRM, only, question.name, ONLY_THIS),),
        (button(speaker, Action.RETYPE, speaker.words("I will retype it"), question.name),),
    )
    return Part(text, tuple(row for row in rows if row))


def rest_left_open(speaker: Speaker, reply: RestLeftOpen) -> Part:
    return Part(speaker.say("○ {questions} · left open for later", questions=speaker.references(reply.questions)))


def stay_as_they_were(speaker: Speaker, reply: StayAsTheyWere) -> Part:
    text = speaker.say_count(
        "The answer to {questions} stays as it was: I could not read it in the changed message.",
        "The answers to {questions} stay as they were: I could not read them in the changed message.",
        len(reply.questions),
        questions=speaker.references(reply.questions),
    )
    return Part(text)


def _state(speaker: Speaker, questions: Iterable[Question]) -> Text:
    """✓ Name · Mr. Raza Ali Shah, ○ Title: a line for each field."""
    return joined((_field(speaker, question) for question in questions), "\n")


def _field(speaker: Speaker, question: Question) -> Text:
    answer = speaker.conversation.answer_to(question.name)
    name = _words_of(speaker, question)
    if offered := speaker.conversation.offered(question.name):
        return carrying.on_card(speaker, question, offered)
    if answer is None:
        return fill("○ {name}", name=name)
    first, *_ = answer_lines(speaker, question, answer, MAX_ITEMS)
    mark = N_("– {name} · {answer}") if answer.skipped else N_("✓ {name} · {answer}")
    return speaker.say(mark, name=name, answer=first)


def _how(speaker: Speaker, card: Group, question: Question, prompt: Prompt) -> Text:
    """All at once, as long as several are open; and what is asked now."""
    open_ = [each for each in _asked(speaker, card) if speaker.conversation.is_open(each.name)]
    asked = fill("**{label}**", label=speaker.plain_of(question.label))
    hint = speaker.text_of(question.hint) if question.hint else ()
    if carrying.is_standing(prompt):
        return joined((at_once(speaker), joined((asked, carrying.how(speaker, question)), " ")), "\n")
    says_itself = question.type == question.card_field == "email"  # "E-mail: One e-mail address."
    instruction = () if says_itself else prompts.instruction(speaker, question)
    now = joined((asked, *filter(None, (hint, instruction))), " ")
    return joined((at_once(speaker), now), "\n") if len(open_) > 1 and question in open_ else now


def at_once(speaker: Speaker) -> Text:
    return speaker.say("Send everything in one message, such as a signature, or share a contact. Or go one by one:")


def _rows(speaker: Speaker, card: Group, question: Question, prompt: Prompt) -> Rows:
    others = [each for each in _asked(speaker, card) if each != question]
    is_filled = any(speaker.conversation.answer_to(each.name) for each in others)
    is_open = any(speaker.conversation.is_open(each.name) for each in (question, *others))
    rows = (
        *_in_pairs(_change(speaker, each) for each in others),
        prompts.keep(speaker, question, prompt),
        *carrying.rows(speaker, question, prompt),
        _leave(speaker, question, is_done=is_filled and is_open),
        (*way_row(speaker, question), *((sections(speaker),) if prompt.position else ())),
    )
    return tuple(row for row in rows if row)


def _leave(speaker: Speaker, question: Question, *, is_done: bool) -> Row:
    done = (button(speaker, Action.DONE, speaker.words("Done"), question.name),) if is_done else ()
    skippable = speaker.conversation.skippable_with(question.name)
    if len(skippable) < 2:
        return done
    is_all = len(skippable) == len(speaker.conversation.together_with(question.name))
    caption = speaker.words("Skip all of it") if is_all else speaker.words("Skip the rest")
    return (*done, button(speaker, Action.SKIP, caption, question.name, REST))


def _in_pairs(buttons: Iterable[Button]) -> Rows:
    """Side by side all are of the same width: the words of a field need half of a narrow phone."""
    row = tuple(buttons)
    return tuple(row[place : place + 2] for place in range(0, len(row), 2))


def _change(speaker: Speaker, question: Question) -> Button:
    is_open = speaker.conversation.is_open(question.name)
    return button(speaker, Action.EDIT, f"{'○' if is_open else '✎'} {_words_of(speaker, question)}", question.name)


def _distributed(speaker: Speaker, part: ListPart) -> Text:
    """What one question would get; below it what it has now, or why it would get nothing."""
    question = speaker.question(part.question)
    heading = fill("**{label}**", label=speaker.numbered(question, _words_of(speaker, question)))
    if part.doubtful:
        later = speaker.say("○ “{words}”: I will ask you about this", words=shortened(part.doubtful, MAX_QUOTED))
        return joined((heading, later), "\n")
    if part.answer is None:
        why = sentence(speaker, question, part.violation) if part.violation else ()
        return joined((heading, fill("○ ") + why), "\n")
    lines = answer_lines(speaker, question, part.answer, MAX_ITEMS)
    given = joined((literal(shortened(line, MAX_LINE)) for line in lines), "\n")
    return joined((heading, given, _replaced(speaker, part)), "\n")


def _replaced(speaker: Speaker, part: ListPart) -> Text:
    was = part.was
    if was is None or part.answer is None or was.accepted == part.answer.accepted:
        return ()
    first, *more = answer_lines(speaker, speaker.question(part.question), was, MAX_ITEMS)
    present = "; ".join((first, *more))
    return speaker.say("in the place of: {answer}", answer=shortened(present, MAX_LINE))


def _left_out(speaker: Speaker, loose: tuple[str, ...]) -> Text:
    if not loose:
        return ()
    quoted = [speaker.quoted(shortened(line, MAX_QUOTED)) for line in loose[:MAX_LOOSE_QUOTED]]
    if len(loose) > len(quoted):
        quoted.append(plain(speaker.say_count("{count} more", "{count} more", len(loose) - len(quoted))))
    return speaker.say("Not used: {lines}", lines=speaker.translator.list_of(quoted))


def _name_in(speaker: Speaker, group: Group, question: str) -> str:
    """On a card a field goes by its own words."""
    return _words_of(speaker, speaker.question(question)) if group.card else speaker.reference(question)


def _words_of(speaker: Speaker, item: Question | Group) -> str:
    return bare(speaker.plain_of(item.label))


def _asked(speaker: Speaker, card: Group) -> tuple[Question, ...]:
    return speaker.conversation.together_with(card.questions[0].name) or card.questions


def _group(speaker: Speaker, name: str) -> Group:
    questionnaire = speaker.conversation.questionnaire
    items = (item for section in questionnaire.all_sections for item in section.items)
    return next(item for item in items if isinstance(item, Group) and item.name == name)

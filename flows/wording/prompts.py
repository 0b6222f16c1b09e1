"""A question as it is put: where it stands, its words, how it is answered, and the buttons. Knows no other reply."""

from __future__ import annotations

from flows.questionnaire import Group, Question
from flows.turns import Action, Prompt
from flows.wording import annexes, carrying
from flows.wording.buttons import Part, Row, Rows, answer_rows, are_numbered, button, offers, one_a_row, way_row
from flows.wording.instructions import INSTRUCTIONS
from flows.wording.rich import Text, fill, joined, literal, number_before, plain
from flows.wording.showing import answer_lines
from flows.wording.speaker import Speaker

BAR_CELLS = 10


def put(speaker: Speaker, prompt: Prompt) -> Part:
    question = speaker.question(prompt.question)
    text = joined(
        (
            heading(speaker, prompt),
            remark(speaker, prompt),
            _question_words(speaker, question),
            *(() if carrying.is_standing(prompt) else _how_to_answer(speaker, question, prompt)),
            carrying.still_true(speaker, question, prompt),
            present_answer(speaker, question, prompt),
            annexes.listed(speaker, annexes.of_question(speaker, question.name)),
        )
    )
    return Part(text, _rows(speaker, question, prompt))


def _how_to_answer(speaker: Speaker, question: Question, prompt: Prompt) -> tuple[Text, Text]:
    return _choices(speaker, question, prompt), instruction(speaker, question)


def instruction(speaker: Speaker, question: Question) -> Text:
    """How to answer, as far as the question's own hint does not say it."""
    if question.type == "text":
        return () if _says_limit(speaker, question) else limit(speaker, question)
    if question.type not in INSTRUCTIONS:
        return ()
    return speaker.say(INSTRUCTIONS[question.type], today=speaker.today)


def heading(speaker: Speaker, prompt: Prompt) -> Text:
    """**III. Legal Framework** · 9 of 26 ▓▓▓░░░░░░░; the questions of the opening are not counted."""
    if not prompt.position:
        return ()
    section = speaker.section_words(prompt.question)
    # One cell from the first question on, all of them only at the last.
    filled = max(1, BAR_CELLS * prompt.position // prompt.total)
    bar = "▓" * filled + "░" * (BAR_CELLS - filled)
    return speaker.say(
        "**{section}** · {position} of {total} {bar}",
        section=section,
        position=prompt.position,
        total=prompt.total,
        bar=bar,
    )


def remark(speaker: Speaker, prompt: Prompt) -> Text:
    return speaker.say("**The survey team asks:** {remark}", remark=prompt.remark) if prompt.remark else ()


def _question_words(speaker: Speaker, question: Question) -> Text:
    """The lead-in of its group, the question and its hint, one line each."""
    group = speaker.conversation.questionnaire.group_of(question.name)
    return joined(
        (*lead_in(speaker, group, question), _asked(speaker, group, question), _hint(speaker, question)), "\n"
    )


def lead_in(speaker: Speaker, group: Group | None, question: Question) -> tuple[Text, ...]:
    """Said with every question of the group, since a person may come from elsewhere; its hint with the first only."""
    if group is None:
        return ()
    relevant = speaker.conversation.relevant_names
    first = next((each.name for each in group.questions if each.name in relevant), None)
    hint = _hint(speaker, group) if question.name == first else ()
    return (_numbered(group.number, speaker.text_of(group.label)), hint)


def _asked(speaker: Speaker, group: Group | None, question: Question) -> Text:
    number = question.number
    if number and group and group.number:
        number = number.removeprefix(group.number) or number
    return _numbered(number, speaker.text_of(question.label))


def _numbered(number: str | None, words: Text) -> Text:
    return (*literal(number_before(plain(words), number)), *words)


def _hint(speaker: Speaker, item: Question | Group) -> Text:
    return speaker.text_of(item.hint) if item.hint else ()


def limit(speaker: Speaker, question: Question) -> Text:
    """How many words a text may have."""
    if question.max_words is None or question.type != "text":
        return ()
    return speaker.say_count("Up to {count} word.", "Up to {count} words.", question.max_words)


def _says_limit(speaker: Speaker, question: Question) -> bool:
    return question.hint is not None and str(question.max_words) in speaker.plain_of(question.hint)


def _choices(speaker: Speaker, question: Question, prompt: Prompt) -> Text:
    """The choices by number, where their words do not fit on buttons."""
    offered = offers(speaker, question, prompt.chosen)
    if not are_numbered(offered):
        return ()
    template = "{box} {place}. {words}" if question.type == "select_multiple" else "{place}. {words}"
    return joined((fill(template, box=offer.box, place=offer.place, words=offer.words) for offer in offered), "\n")


def present_answer(speaker: Speaker, question: Question, prompt: Prompt) -> Text:
    """Not where the ticks say it all."""
    answered = prompt.answered
    if answered is None or (prompt.chosen and not answered.other and not answered.note):
        return ()
    answer = "\n   ".join(answer_lines(speaker, question, answered))
    return speaker.say("Your answer now: {answer}", answer=answer)


def _rows(speaker: Speaker, question: Question, prompt: Prompt) -> Rows:
    in_opening = prompt.position == 0
    rows: tuple[Row, ...] = (
        *(() if carrying.is_standing(prompt) else answer_rows(speaker, question, prompt.chosen)),
        *one_a_row(definitions(speaker, question)),
        *annexes.removals(speaker, annexes.of_question(speaker, question.name)),
        keep(speaker, question, prompt),
        *carrying.rows(speaker, question, prompt),
        way_row(speaker, question, sections=not in_opening),
    )
    return tuple(row for row in rows if row)


def definitions(speaker: Speaker, question: Question) -> Row:
    """The buttons that explain its terms."""
    terms = map(speaker.conversation.questionnaire.definition, question.definitions)
    return tuple(
        button(speaker, Action.DEFINE, speaker.plain_of(term.label), question.name, term.name) for term in terms
    )


def keep(speaker: Speaker, question: Question, prompt: Prompt) -> Row:
    if prompt.answered is None:
        return ()
    return (button(speaker, Action.KEEP, speaker.words("Keep it"), question.name),)

"""The checks of names, choices, definitions and limits: what each property means beside the others. A table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from flows.loading.draft import Draft, Part
from flows.loading.source import Fault, suggestion
from flows.questionnaire import CARD_FIELDS, MAX_OFFERED, MAX_QUESTIONS, MAX_SECTIONS, OTHER

SELECTS = ("select_one", "select_multiple")
WORDY = ("text", "links", "percent")
"""Types whose answers hold words: the text itself, or the remark beside the value."""
ON_CARDS = ("text", "email", "phone", "links")
"""Types that are answered by words alone: a card has no room for the buttons of others."""


def check_section_names(draft: Draft) -> Iterator[Fault]:
    yield from _twice(draft.sections, "section")


def check_question_names(draft: Draft) -> Iterator[Fault]:
    yield from _twice(draft.groups_and_questions, "question or group")


def check_definition_names(draft: Draft) -> Iterator[Fault]:
    yield from _twice(draft.definitions, "definition")


def check_choice_names(draft: Draft) -> Iterator[Fault]:
    for choices in draft.choice_lists.values():
        yield from _twice(choices, "choice")
        for choice in choices:
            if choice.name == OTHER:
                yield Fault(choice.at("name"), "A choice cannot be named 'other': write `other: true` at the question.")


def check_choices(draft: Draft) -> Iterator[Fault]:
    for question in draft.questions:
        name = question.text("choices")
        if question.type in SELECTS:
            if name is None:
                yield Fault(question.path, f"The property 'choices' is missing: a {question.type} needs a choice list.")
            elif name not in draft.choice_lists:
                near = suggestion(name, tuple(draft.choice_lists))
                yield Fault(question.at("choices"), f"There is no choice list {name!r}{near}")
        elif name is not None:
            yield Fault(question.at("choices"), f"A {question.type} offers no choices.")


def check_choice_lists_are_used(draft: Draft) -> Iterator[Fault]:
    used = {question.text("choices") for question in draft.questions}
    for name in draft.choice_lists:
        if name not in used:
            yield Fault(("choice_lists", name), f"No question offers the choice list {name!r}.")


def check_other(draft: Draft) -> Iterator[Fault]:
    for question in draft.questions:
        if question.has("other") and question.type not in SELECTS:
            yield Fault(
                question.at("other"), f"'other' belongs to a select_one or select_multiple, not to a {question.type}."
            )


def check_max_words(draft: Draft) -> Iterator[Fault]:
    for question in draft.questions:
        takes_words = question.type in WORDY or (question.type in SELECTS and question.flag("other"))
        if question.has("max_words") and not takes_words:
            without = " without 'other'" if question.type in SELECTS else ""
            yield Fault(question.at("max_words"), f"A {question.type}{without} takes no words to count.")


def check_small_shares(draft: Draft) -> Iterator[Fault]:
    for question in draft.questions:
        if question.has("small_shares") and question.type != "percent":
            yield Fault(question.at("small_shares"), f"'small_shares' belongs to a percent, not to a {question.type}.")


def check_cards(draft: Draft) -> Iterator[Fault]:
    for item in draft.items:
        if item.flag("card"):
            yield from _card(item)


def check_fields(draft: Draft) -> Iterator[Fault]:
    """A field is told of a text on a card; of an e-mail address and a telephone number the type tells it."""
    on_cards = {question.path for item in draft.items if item.flag("card") for question in draft.questions_of(item)}
    for question in draft.questions:
        if not question.has("field"):
            continue
        if question.path not in on_cards:
            yield Fault(question.at("field"), "'field' belongs to a question in a group with 'card: true'.")
        elif question.type != "text":
            yield Fault(question.at("field"), "'field' belongs to a text, not to a question whose type says it.")


def check_definitions(draft: Draft) -> Iterator[Fault]:
    known = tuple(definition.name for definition in draft.definitions if definition.name)
    for question in draft.questions:
        attached: set[str] = set()
        for index, name in question.texts("definitions").items():
            path = question.at("definitions", index)
            if name not in known:
                yield Fault(path, f"There is no definition {name!r}{suggestion(name, known)}")
            elif name in attached:
                yield Fault(path, f"The definition {name!r} is attached twice.")
            attached.add(name)


def check_definitions_are_attached(draft: Draft) -> Iterator[Fault]:
    attached = {name for question in draft.questions for name in question.texts("definitions").values()}
    for definition in draft.definitions:
        if definition.name and definition.name not in attached:
            yield Fault(definition.path, f"The definition {definition.name!r} is attached to no question.")


def check_country(draft: Draft) -> Iterator[Fault]:
    for question in [question for question in draft.questions if question.type == "country"][1:]:
        yield Fault(question.path, "A second country question: a response is of one country.")


def check_constraint_message(draft: Draft) -> Iterator[Fault]:
    for question in draft.questions:
        if question.has("constraint_message") and not question.has("constraint"):
            yield Fault(question.at("constraint_message"), "There is no 'constraint' that this message could be about.")


def check_sizes(draft: Draft) -> Iterator[Fault]:
    """What would need more buttons than one message can have."""
    if len(draft.sections) > MAX_SECTIONS:
        yield Fault(("sections",), _too_many(len(draft.sections), "sections", MAX_SECTIONS, "a questionnaire"))
    for section in draft.sections:
        count = sum(len(draft.questions_of(item)) for item in section.parts("questions"))
        if count > MAX_QUESTIONS:
            yield Fault(section.at("questions"), _too_many(count, "questions", MAX_QUESTIONS, "a section"))
    for question in draft.questions:
        choices = draft.choice_lists.get(question.text("choices") or "", ())
        count = len(choices) + question.flag("other") + len(question.texts("definitions"))
        if count > MAX_OFFERED:
            offered = "choices, Other and definitions" if choices else "definitions"
            yield Fault(question.path, _too_many(count, offered, MAX_OFFERED, "a question"))


def _card(group: Part) -> Iterator[Fault]:
    fields: set[str] = set()
    for question in group.parts("questions"):
        if question.type and question.type not in ON_CARDS:
            yield Fault(question.at("type"), f"A card cannot ask a {question.type}, only {_listed(ON_CARDS)}.")
        field = question.text("field") or (question.type if question.type in CARD_FIELDS else None)
        if field in fields:
            yield Fault(question.path, f"Another question of this card asks for the {field}.")
        fields |= {field} if field else set()
    if not fields:
        yield Fault(group.at("card"), f"None of its questions has a 'field' ({_listed(CARD_FIELDS)}) to fill.")


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _too_many(count: int, things: str, limit: int, whole: str) -> str:
    return f"These are {count} {things}; the buttons of {whole} have room for {limit}."


def _twice(parts: Iterable[Part], kind: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for part in parts:
        if part.name in seen:
            yield Fault(part.at("name"), f"Another {kind} is named {part.name!r}.")
        seen.add(part.name or "")


CHECKS: tuple[Callable[[Draft], Iterator[Fault]], ...] = (
    check_section_names,
    check_question_names,
    check_definition_names,
    check_choice_names,
    check_choices,
    check_choice_lists_are_used,
    check_other,
    check_max_words,
    check_small_shares,
    check_cards,
    check_fields,
    check_definitions,
    check_definitions_are_attached,
    check_country,
    check_constraint_message,
    check_sizes,
)

"""What is asked: Questionnaire, Section, Group, Question, Choice, Definition. Knows nothing of respondents and answers.

The property names are XLSForm's. A text is written once per language: `{en: "…", fr: "…"}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

QuestionType = Literal[
    "text",
    "links",
    "percent",
    "yes_no",
    "select_one",
    "select_multiple",
    "email",
    "phone",
    "date",
    "country",
    "acknowledge",
]
QUESTION_TYPES: tuple[QuestionType, ...] = get_args(QuestionType)

CardField = Literal["name", "title", "organization", "email", "phone"]
"""What a signature or a contact tells of a person, in the words of vCard."""
CARD_FIELDS: tuple[CardField, ...] = get_args(CardField)

# A button's callback data holds a question's and a choice's name in Telegram's 64 bytes (see bot/buttons.py).
MAX_NAME_LENGTH = 24
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=MAX_NAME_LENGTH)]

# Wider captions are cut off by the chat service on a narrow phone.
MAX_CAPTION = 29

# Telegram takes 100 buttons in one message. Beside those counted here there are at most ten: Done, Skip, Back,
# Sections, the pages before and after, Submit, and what the replies before add.
MAX_OFFERED = 90
MAX_QUESTIONS = 80
MAX_SECTIONS = 60

OTHER = "other"
"""The name under which "Other" is answered; no choice of a list can have it."""

Localized = Mapping[str, str]
"""One text in every language of the questionnaire: language code to text. `**bold**` is the only markup."""


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(_Definition):
    name: Name
    label: Localized


class Definition(_Definition):
    """A footnote: a term explained on demand. `label` is the button that asks for it."""

    name: Name
    label: Localized
    text: Localized


class Question(_Definition):
    """One thing asked.

    `relevant` and `constraint` are XLSForm expressions. `max_words` limits a `text`, and the remark kept beside any
    other answer. `choices` names a choice list; `other` adds "Other", which asks for its words. `small_shares` says
    that a percentage under 1 is usual here, so that 0.57 is not taken for 57 %. `field` says what of a person a text on
    a card asks for; of an e-mail address and a telephone number the type says it.
    """

    name: Name
    type: QuestionType
    number: str | None = None
    label: Localized
    hint: Localized | None = None
    required: bool = False
    relevant: str | None = None
    constraint: str | None = None
    constraint_message: Localized | None = None
    max_words: Annotated[int, Field(ge=1, le=2000)] | None = None
    choices: str | None = None
    other: bool = False
    small_shares: bool = False
    field: CardField | None = None
    definitions: tuple[Name, ...] = ()

    @property
    def card_field(self) -> CardField | None:
        """What of a person it asks for, if it does."""
        if self.type == "email" or self.type == "phone":
            return self.type
        return self.field

    @property
    def keeps_remark(self) -> bool:
        """Whether words without a value may be kept as a remark: not where words are the answer, or one is needed."""
        return self.type not in ("text", "country", "acknowledge") and not self.required


class Group(_Definition):
    """Questions that share a lead-in (2a to 2e) or belong together (an officer's name, title, address).

    `card`: they are about one person and asked together, so that a signature or a contact may answer them all.
    """

    name: Name
    type: Literal["group"]
    number: str | None = None
    label: Localized
    hint: Localized | None = None
    relevant: str | None = None
    card: bool = False
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


def _kind_of(item: object) -> str:
    kind = item.get("type") if isinstance(item, Mapping) else getattr(item, "type", None)
    return "group" if kind == "group" else "question"


Item = Annotated[
    Annotated[Question, Tag("question")] | Annotated[Group, Tag("group")],
    Discriminator(_kind_of),
]


class Section(_Definition):
    name: Name
    label: Localized
    items: Annotated[tuple[Item, ...], Field(alias="questions", min_length=1)]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The section's questions in the order they are asked, those of groups in their place."""
        return tuple(_flatten(self.items))


class Questionnaire(_Definition):
    """A whole questionnaire. `opening` is asked before the numbered sections and not counted in the progress."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
    version: Annotated[str, Field(min_length=1, max_length=20)]
    title: Localized
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    introduction: Localized | None = None
    thanks: Localized | None = None
    minutes: Annotated[int, Field(ge=1)] | None = None
    choice_lists: Mapping[str, Annotated[tuple[Choice, ...], Field(min_length=1)]] = {}
    definitions: tuple[Definition, ...] = ()
    opening: Section | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    def __hash__(self) -> int:
        """All of its contents would take longer than what is kept by it saves."""
        return hash((self.name, self.version))

    @cached_property
    def all_sections(self) -> tuple[Section, ...]:
        return (self.opening, *self.sections) if self.opening else self.sections

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question in the order asked, the opening's first."""
        return tuple(question for section in self.all_sections for question in section.questions)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the questions, in the order asked."""
        return tuple(question.name for question in self.questions)

    @cached_property
    def _by_name(self) -> Mapping[str, Question]:
        return {question.name: question for question in self.questions}

    @cached_property
    def _section_of(self) -> Mapping[str, Section]:
        return {question.name: section for section in self.all_sections for question in section.questions}

    @cached_property
    def _group_of(self) -> Mapping[str, Group]:
        groups = (item for section in self.all_sections for item in section.items if isinstance(item, Group))
        return {question.name: group for group in groups for question in group.questions}

    @cached_property
    def _conditions_of(self) -> Mapping[str, tuple[str, ...]]:
        return {
            question.name: tuple(filter(None, (group.relevant if group else None, question.relevant)))
            for question in self.questions
            for group in (self.group_of(question.name),)
        }

    @cached_property
    def country_question(self) -> Question | None:
        """The question whose answer says for which country the response is; None where the questionnaire has none."""
        return next((question for question in self.questions if question.type == "country"), None)

    def question(self, name: str) -> Question:
        """Raises KeyError for a name the questionnaire does not have."""
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def section_of(self, question: str) -> Section:
        return self._section_of[question]

    def group_of(self, question: str) -> Group | None:
        return self._group_of.get(question)

    def card_of(self, question: str) -> Group | None:
        """The group it is asked in as part of a card."""
        group = self.group_of(question)
        return group if group and group.card else None

    def conditions_of(self, question: str) -> tuple[str, ...]:
        """The `relevant` expressions that must all hold: its group's and its own."""
        return self._conditions_of[question]

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """The choices offered, without "Other"; empty for a question that offers none."""
        return self.choice_lists[question.choices] if question.choices else ()

    def definition(self, name: str) -> Definition:
        return next(definition for definition in self.definitions if definition.name == name)


def in_language(text: Localized, language: str | None) -> str:
    """The text in that language, or in the questionnaire's first language where it is missing."""
    return text.get(language or "") or next(iter(text.values()))


def _flatten(items: tuple[Question | Group, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Group):
            yield from item.questions
        else:
            yield item

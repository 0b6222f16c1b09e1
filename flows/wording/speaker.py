"""Speaker: who says it, in whose language, about which response. Knows no reply; every reply is said through it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from flows.conversation import Conversation
from flows.questionnaire import Localized, Question, Section, in_language
from flows.wording.catalogue import Translator, translator
from flows.wording.rich import Filling, Text, apart, bare, marked, number_before, plain

MAX_REFERENCE = 40

_NUMERAL = re.compile(r"(\w{1,5})\.\s")


@dataclass(frozen=True)
class Speaker:
    """`conversation` holds the facts spoken of."""

    conversation: Conversation

    @cached_property
    def translator(self) -> Translator:
        return translator(self.conversation.response.language)

    def say(self, template: str, **values: Filling) -> Text:
        """The template in the respondent's language, its placeholders filled with literal values."""
        return self.translator.say(template, **values)

    def say_count(self, one: str, many: str, count: int, **values: Filling) -> Text:
        """As `say`, in the form that goes with the count, which fills `{count}`."""
        return self.translator.say_count(one, many, count, **values)

    def words(self, template: str, **values: Filling) -> str:
        """As `say`, without its bold: for captions and pieces of sentences."""
        return plain(self.say(template, **values))

    def apart(self, value: str) -> str:
        """A value before which no sentence stands; `say` does the like to those it fills in."""
        return apart(value) if self.translator.is_right_to_left else value

    def text_of(self, text: Localized) -> Text:
        """A text of the questionnaire, in the respondent's language where it has it."""
        return marked(in_language(text, self.conversation.response.language))

    def plain_of(self, text: Localized) -> str:
        return plain(self.text_of(text))

    def question(self, name: str) -> Question:
        return self.conversation.questionnaire.question(name)

    def section(self, name: str) -> Section:
        return next(section for section in self.conversation.questionnaire.all_sections if section.name == name)

    def is_in_opening(self, name: str) -> bool:
        questionnaire = self.conversation.questionnaire
        return questionnaire.section_of(name) == questionnaire.opening

    def section_words(self, name: str) -> str:
        """The label of the section a question stands in."""
        return self.plain_of(self.conversation.questionnaire.section_of(name).label)

    def number(self, question: Question) -> str | None:
        """The number as it is spoken of: 2a, whether the file says "a" or "2a"; X.1 where section I has a 1 as well."""
        group = self.conversation.questionnaire.group_of(question.name)
        prefix = group.number if group and group.number else ""
        number = question.number
        if number is None:
            return None
        full = number if number.startswith(prefix) else prefix + number
        section = self.conversation.questionnaire.section_of(question.name)
        numeral = self.numeral(section)
        return f"{numeral}.{full}" if numeral and full in self._numbers_before(section) else full

    def numbered(self, question: Question, words: str) -> str:
        """2a. E-services: words behind the question's number, where it has one."""
        return number_before(words, self.number(question)) + words

    def numeral(self, section: Section) -> str | None:
        """The number with which the section's label begins: III of "III. Legal Framework"."""
        found = _NUMERAL.match(self.plain_of(section.label))
        return found[1] if found else None

    def reference(self, name: str) -> str:
        """How a question is spoken of: its number, or the beginning of its words where it has none."""
        question = self.question(name)
        questionnaire = self.conversation.questionnaire
        return self.number(question) or shortened(self._told_apart(question, questionnaire.questions), MAX_REFERENCE)

    def reference_within_section(self, name: str) -> str:
        """As `reference`, where it is plain which section is meant."""
        question = self.question(name)
        section = self.conversation.questionnaire.section_of(name)
        return self.number(question) or shortened(self._told_apart(question, section.questions), MAX_REFERENCE)

    def named(self, name: str) -> str:
        """As `reference`, within a sentence: words stand in quotation marks there."""
        reference = self.reference(name)
        return reference if self.number(self.question(name)) else self.quoted(reference)

    def quoted(self, words: str) -> str:
        """In the quotation marks of the language."""
        return self.words("“{words}”", words=words)

    def references(self, names: tuple[str, ...]) -> str:
        return self.translator.list_of([self.reference(name) for name in names])

    @property
    def today(self) -> str:
        return self.translator.day(self.conversation.now.date())

    def moment(self, moment: datetime) -> str:
        """22 April 2019, 14:05 UTC"""
        there = moment.astimezone(UTC)
        return self.words("{day}, {time} UTC", day=self.translator.day(there), time=self.translator.clock(there))

    def _told_apart(self, question: Question, among: Sequence[Question]) -> str:
        """Name – Contact: with the group where another question `among` those is called the same."""
        label = bare(self.plain_of(question.label)).rstrip(".")
        group = self.conversation.questionnaire.group_of(question.name)
        alike = [each for each in among if each.label == question.label]
        if group is None or len(alike) == 1:
            return label
        return f"{label} – {self.plain_of(group.label)}"

    def _numbers_before(self, section: Section) -> set[str | None]:
        sections = self.conversation.questionnaire.all_sections
        return {item.number for each in sections[: sections.index(section)] for item in each.items}


def shortened(text: str, limit: int) -> str:
    """The text on one line, at most `limit` characters, cut between words where that leaves enough of it."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    words = cut.rpartition(" ")[0]
    return (words if len(words) > limit // 2 else cut).rstrip(" ,;:.") + "…"

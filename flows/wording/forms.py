"""The form's own words where a questionnaire is printed: marks, headings, what stands where no answer does.

Knows no questionnaire and no layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from flows.answer import Override, SkipReason
from flows.sentences import N_
from flows.wording import overrides
from flows.wording.catalogue import Translator, translator
from flows.wording.rich import Filling, fill, plain
from flows.wording.showing import REASONS

PAGE = N_("Page {page} of {pages}")
"""Filled by who lays out the pages."""


@dataclass(frozen=True)
class FormWords:
    """In the language of the form, which may be another than the respondent's."""

    language: str

    @cached_property
    def translator(self) -> Translator:
        return translator(self.language)

    @property
    def submission(self) -> str:
        return self._say(N_("Submitted"))

    @property
    def draft(self) -> str:
        return self._say(N_("Draft, not submitted"))

    @property
    def not_yet(self) -> str:
        return self._say(N_("not yet"))

    @property
    def remark(self) -> str:
        return self._say(N_("Remark"))

    @property
    def notes(self) -> str:
        return self._say(N_("Notes"))

    @property
    def columns(self) -> tuple[str, str]:
        """The heads of a table of questions."""
        return self._say(N_("Item")), self._say(N_("Answer"))

    @property
    def page(self) -> str:
        return self.translator.text(PAGE)

    @property
    def yes_or_no(self) -> tuple[str, str]:
        return self._say(N_("Yes")), self._say(N_("No"))

    @property
    def agreed_or_not(self) -> tuple[str, str]:
        return self._say(N_("I agree")), self._say(N_("I do not agree"))

    @property
    def other(self) -> str:
        return self._say(N_("Other"))

    @property
    def other_before(self) -> str:
        """In front of the words given for it."""
        return self._say(N_("Other:"))

    @property
    def none_of_these(self) -> str:
        return self._say(N_("None of these"))

    @property
    def remark_only(self) -> str:
        """In the place of an answer of which there is nothing but its remark."""
        return self._say(N_("Remark only"))

    @property
    def not_answered(self) -> str:
        return self._say(N_("Not answered"))

    @property
    def does_not_apply(self) -> str:
        return self._say(N_("Does not apply"))

    def person(self, number: int) -> str:
        """Somebody of whom no name is known, among those who worked on a form."""
        return self._say(N_("Person {number}"), number=number)

    def skipped(self, reason: str) -> str:
        return self._say(N_("Not answered: {reason}"), reason=self._say(REASONS[SkipReason(reason)]))

    def kept(self, override: Override) -> str:
        """Why an answer stands against a warning."""
        return self._say(N_("Kept: {reason}"), reason=overrides.reason_of(self.translator, override))

    def files(self, names: Sequence[str]) -> str:
        """Those sent with an answer."""
        template = self.translator.plural(N_("File: {names}"), N_("Files: {names}"), len(names))
        return plain(fill(template, names=self.translator.list_of(names)))

    def version(self, version: str) -> str:
        return self._say(N_("Version {version}"), version=version)

    def submitted(self, moment: datetime, revision: int) -> str:
        """22 April 2019, 14:05 UTC (revision 1)"""
        there = moment.astimezone(UTC)
        day, time = self.translator.day(there), self.translator.clock(there)
        at = self._say(N_("{day}, {time} UTC"), day=day, time=time)
        return self._say(N_("{moment} (revision {revision})"), moment=at, revision=revision)

    def submitted_at(self, submission: str) -> str:
        """For the foot of a page: the same with what it is."""
        return self._say(N_("Submitted: {submission}"), submission=submission)

    def being_corrected(self, revision: int) -> str:
        return self._say(N_("Revision {revision} stands until this correction is submitted"), revision=revision)

    def _say(self, text: str, **values: Filling) -> str:
        return plain(fill(self.translator.text(text), **values))

"""The facts a turn is decided on: which questions are relevant and open, how far the respondent is. No decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flows.answer import Answer, Carried, Offer
from flows.campaign import Campaign
from flows.questionnaire import Question, Questionnaire, Section
from flows.reading import Circumstances
from flows.relevance import relevant_questions
from flows.response import Response
from flows.waiting import AboutQuestion, ForEnquiry, Waiting


@dataclass(frozen=True)
class Conversation:
    """One response to one questionnaire at one moment, in a campaign, if there is one."""

    questionnaire: Questionnaire
    response: Response
    now: datetime
    campaign: Campaign | None = None

    def having(self, response: Response) -> Conversation:
        return Conversation(self.questionnaire, response, self.now, self.campaign)

    @cached_property
    def relevant(self) -> tuple[Question, ...]:
        return relevant_questions(self.questionnaire, self.response.answers)

    @cached_property
    def relevant_names(self) -> tuple[str, ...]:
        return tuple(question.name for question in self.relevant)

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """The relevant questions of the numbered sections: what progress is told in."""
        opening = self.questionnaire.opening
        before = {question.name for question in opening.questions} if opening else set()
        return tuple(name for name in self.relevant_names if name not in before)

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The relevant questions without an answer or a reason for skipping."""
        return tuple(name for name in self.relevant_names if name not in self.response.answers)

    @cached_property
    def remarked(self) -> tuple[str, ...]:
        """The relevant questions with a remark of the survey team that is not dealt with."""
        return tuple(name for name in self.relevant_names if name in self.response.remarks)

    @cached_property
    def unconfirmed(self) -> tuple[str, ...]:
        """The open questions to which an earlier edition's answer is offered."""
        return tuple(name for name in self.open if self.offered(name))

    @property
    def done(self) -> int:
        return sum(name in self.response.answers for name in self.counted)

    @property
    def total(self) -> int:
        return len(self.counted)

    @property
    def question(self) -> Question | None:
        """The question the respondent is asked about now, if there is one."""
        waiting = self.waiting
        return self.questionnaire.question(waiting.question) if isinstance(waiting, AboutQuestion) else None

    @property
    def waiting(self) -> Waiting:
        """What is waited for, or will be again when the question to the survey team is written."""
        waiting = self.response.waiting
        return waiting.interrupted if isinstance(waiting, ForEnquiry) else waiting

    @property
    def is_closed(self) -> bool:
        """Whether no answer is taken any more. Whoever is correcting what they submitted may finish."""
        correcting = self.response.revision > 0 and not self.response.is_submitted
        return self.campaign is not None and self.campaign.is_closed(self.now) and not correcting

    def answer_to(self, question: str) -> Answer | None:
        return self.response.answers.get(question)

    def offered(self, question: str) -> Carried | None:
        """The answer of an earlier edition, as long as the question has none of its own and it was not cleared."""
        carried = self.response.carried.get(question)
        return carried if carried and carried.offer is not Offer.CLEARED and not self.answer_to(question) else None

    def basis_of(self, question: str) -> Answer | None:
        """The answer that ticks change: the present one, or an earlier edition's that is to be changed."""
        offered = self.offered(question)
        return offered.answer if offered and offered.offer is Offer.CHANGING else self.answer_to(question)

    def chosen(self, question: str) -> tuple[str, ...]:
        """The boxes that are ticked: those tapped since, or else those of the answer."""
        if question in self.response.ticks:
            return self.response.ticks[question]
        given = self.basis_of(question)
        value = given.value if given else None
        return tuple(name for name in value if isinstance(name, str)) if isinstance(value, tuple) else ()

    def together_with(self, question: str) -> tuple[Question, ...]:
        """The relevant questions of its group, in the order asked; itself where it stands alone."""
        group = self.questionnaire.group_of(question)
        names = {each.name for each in group.questions} if group else {question}
        return tuple(each for each in self.relevant if each.name in names)

    def skippable_with(self, question: str) -> tuple[str, ...]:
        """What is open on the card of the question and may stay without an answer."""
        together = self.together_with(question)
        return tuple(each.name for each in together if self.is_open(each.name) and not each.required)

    def place_of(self, question: str) -> int:
        """1 for the first counted question, 0 for one of the opening."""
        return self.counted.index(question) + 1 if question in self.counted else 0

    def is_open(self, question: str | None) -> bool:
        return question in self.open

    def is_fixed(self, question: str) -> bool:
        """The country of somebody who was invited to answer for it cannot be changed in the chat."""
        asked = self.questionnaire.country_question
        return self.response.invited and asked is not None and asked.name == question

    def next_open(self, after: str | None) -> str | None:
        """The first open question behind `after` in the questionnaire's order; from the beginning for None."""
        return self._first_behind(after, self.open)

    def next_remarked(self, after: str | None) -> str | None:
        """The first question behind `after` with a remark, of a response that was returned."""
        return None if self.response.is_submitted else self._first_behind(after, self.remarked)

    def remark_on(self, question: str) -> str | None:
        remark = self.response.remarks.get(question)
        return remark.words if remark else None

    def _first_behind(self, after: str | None, among: tuple[str, ...]) -> str | None:
        order = self.questionnaire.names
        later = set(order[order.index(after) + 1 :] if after else order)
        return next((name for name in among if name in later), None)

    def before(self, question: str) -> str | None:
        """The relevant question in front of this one."""
        order = self.questionnaire.names
        earlier = order[: order.index(question)]
        relevant = set(self.relevant_names)
        return next((name for name in reversed(earlier) if name in relevant and not self.is_fixed(name)), None)

    def open_in(self, section: Section) -> str | None:
        return next((question.name for question in section.questions if self.is_open(question.name)), None)

    def circumstances(self, question: Question) -> Circumstances:
        return Circumstances(
            today=self.now.date(),
            language=self.response.language or self.questionnaire.languages[0],
            country=self.response.country,
            choices=self.questionnaire.choices_of(question),
        )

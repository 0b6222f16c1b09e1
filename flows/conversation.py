"""The facts a turn is decided on: which questions are relevant and open, how far the respondent is. No decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flows.questionnaire import Question, Questionnaire, Section
from flows.reading import Circumstances
from flows.relevance import relevant_questions
from flows.response import AboutQuestion, Answer, Response


@dataclass(frozen=True)
class Conversation:
    """One response to one questionnaire at one moment."""

    questionnaire: Questionnaire
    response: Response
    now: datetime

    def having(self, response: Response) -> Conversation:
        return Conversation(self.questionnaire, response, self.now)

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

    @property
    def done(self) -> int:
        return sum(name in self.response.answers for name in self.counted)

    @property
    def total(self) -> int:
        return len(self.counted)

    @property
    def question(self) -> Question | None:
        """The question the respondent is asked about now, if there is one."""
        waiting = self.response.waiting
        return self.questionnaire.question(waiting.question) if isinstance(waiting, AboutQuestion) else None

    def answer_to(self, question: str) -> Answer | None:
        return self.response.answers.get(question)

    def chosen(self, question: str) -> tuple[str, ...]:
        """The boxes that are ticked: those tapped since, or else those of the answer."""
        if question in self.response.ticks:
            return self.response.ticks[question]
        given = self.answer_to(question)
        value = given.value if given else None
        return tuple(name for name in value if isinstance(name, str)) if isinstance(value, tuple) else ()

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
        order = [question.name for question in self.questionnaire.questions]
        later = set(order[order.index(after) + 1 :] if after else order)
        return next((name for name in self.open if name in later), None)

    def before(self, question: str) -> str | None:
        """The relevant question in front of this one."""
        order = [q.name for q in self.questionnaire.questions]
        earlier = {name for name in order[: order.index(question)] if not self.is_fixed(name)}
        return next((name for name in reversed(self.relevant_names) if name in earlier), None)

    def open_in(self, section: Section) -> str | None:
        return next((question.name for question in section.questions if self.is_open(question.name)), None)

    def circumstances(self, question: Question) -> Circumstances:
        return Circumstances(
            today=self.now.date(),
            language=self.response.language or self.questionnaire.languages[0],
            country=self.response.country,
            choices=self.questionnaire.choices_of(question),
        )

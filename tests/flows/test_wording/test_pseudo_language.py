"""Every text is translatable, every caption fits, and every line runs as its language does: shown by pseudo-languages.

Their texts are a half longer than the English ones. See `pseudo.py`; what is said is that of `test_completeness.py` and
of the desk's own walk.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

import pytest
from pydantic import BaseModel

from flows.administration.enquiries import Enquiry
from flows.administration.progress import Stage
from flows.answer import Answer
from flows.conversation import Conversation
from flows.desk.picturing import Picture
from flows.document import Document, build_document
from flows.exporting.describing import describe
from flows.message import Message
from flows.questionnaire import MAX_CAPTION, Questionnaire
from flows.response import Status
from flows.sentences import Sentence
from flows.turns import LanguageAsked, Tap
from flows.wording.catalogue import language_name, translator
from flows.wording.commands import Outside, outside, team_menu
from flows.wording.desk import render as render_at_desk
from flows.wording.desk import speaker_for
from flows.wording.desk.picture import captions
from flows.wording.speaker import Speaker
from flows.wording.team import (
    answer_kept,
    answer_on_its_way,
    answered_before,
    enquiry_answered,
    enquiry_passed_on,
    submission_told,
)
from tests.desk.test_wording import everything_at_desk
from tests.flows.test_wording import pseudo
from tests.flows.test_wording.saying import (
    ANSWERS,
    LIBRARIES,
    MSQ,
    NOW,
    attachment,
    captions_of,
    given,
    message_of,
    response_of,
)
from tests.flows.test_wording.test_completeness import CLOSED, everything

NAMES: Final = frozenset({"UTC", "MB", "kB", "PDF", "Word", "JSON", "Lines", "Excel", "CSV", "ZIP", "http", "https"})
"""Called so in every language: units, kinds of file, and what addresses begin with."""

LONGEST_COMPARED: Final = 20
"""Letters of a word: the long words of the walk are cut where they are shown."""

OF_LANGUAGE: Final = frozenset({"R", "AL"})
"""Unicode's directions of letters that run from right to left."""


@pytest.fixture(scope="module", autouse=True)
def _spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pseudo.spoken(tmp_path_factory.mktemp("locale")):
        yield


@pytest.fixture(scope="module", params=["msq-2020", "all-types"])
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return {"msq-2020": MSQ, "all-types": LIBRARIES}[request.param]


def test_a_pseudo_text_keeps_what_is_no_word() -> None:
    text = "**{count} of {total}** are done:\n/review, https://a.example"
    written = pseudo.pseudo(text, "el")
    assert written.startswith("⟦**{count} οφ {total}** αρε δονε:\n/review, https://a.example ")
    assert len(written) > (1 + pseudo.LONGER) * len(text)
    assert pseudo.pseudo("II. Two", "el").startswith("II. ⟦Τωο")
    assert pseudo.pseudo("{box} {place}. ", "el") == "{box} {place}. "


def test_every_text_is_in_the_language_and_every_caption_fits(questionnaire: Questionnaire) -> None:
    for said, message in _messages(questionnaire, "el"):
        named = {word[:LONGEST_COMPARED] for text in _texts(said) for word in _words(text)}
        known = named | NAMES | _numbers(questionnaire)
        for text in (message.plain_text, *captions_of(message)):
            left = [word for word in _words(text) if word[:LONGEST_COMPARED] not in known]
            assert left == [] or isinstance(said, LanguageAsked), (said, text)
            assert not {"“", "”"} & {*text}, (said, text)
        _expect_buttons_that_can_be_told_apart(said, message)


def test_every_line_runs_from_right_to_left_and_no_value_turns_it_around() -> None:
    """A line in which the language says anything begins with a letter of it, whatever is filled in."""
    assert translator("ar").is_right_to_left
    for said, message in _messages(LIBRARIES, "ar"):
        for line in (*message.plain_text.split("\n"), *captions_of(message)):
            if not OF_LANGUAGE.isdisjoint(_directions(line, isolating=True)):
                for isolating in (True, False):  # not every reader of a chat knows isolation
                    assert next(_directions(line, isolating)) in OF_LANGUAGE, (said, line)
        _expect_buttons_that_can_be_told_apart(said, message)


def test_the_picture_of_the_progress_is_in_the_language(questionnaire: Questionnaire) -> None:
    asked = pseudo.in_pseudo(questionnaire, "el")
    picture = Picture(2, dict.fromkeys(Stage, 1), ())
    for text in _texts(captions(speaker_for(asked, "el", NOW), picture)):
        assert {*_words(text)} <= NAMES | _numbers(questionnaire), text


@pytest.mark.parametrize("state", ["blank", "draft", "submitted", "corrected"])
def test_a_printed_form_is_in_the_language(questionnaire: Questionnaire, state: str) -> None:
    asked = pseudo.in_pseudo(questionnaire, "el")
    typed = {word for answer in _ANSWERED.values() for text in _texts(answer) for word in _words(text)}
    known = NAMES | _numbers(questionnaire) | typed | {"plan", "pdf"}
    for text in _texts(describe(asked, _document(asked, state), "el")):
        left = [word for word in _words(re.sub(r"mailto:\S+|\{\w+\}", "", text)) if word not in known]
        assert left == [] or text in ("el", "ltr", "rtl"), text


_ANSWERED: Final[Mapping[str, Answer]] = {
    **ANSWERS,
    "consent": ANSWERS["authorization"],
    "portals": ANSWERS["q3"],
    "online": ANSWERS["q4"],
    "owner": given("other", other="A foundation"),
    "person_name": given("Amina"),
}


def _document(asked: Questionnaire, state: str) -> Document | None:
    """With something of every kind: answers, remarks, files, reasons, questions that do not apply."""
    status, revision = {"draft": (Status.IN_PROGRESS, 0), "corrected": (Status.IN_PROGRESS, 1)}.get(
        state, (Status.COMPLETED, 1)
    )
    files = tuple(attachment(question.name) for question in asked.questions[-1:])
    response = response_of(
        asked,
        language="el",
        answers={name: answer for name, answer in _ANSWERED.items() if name in asked},
        question=None,
        status=status,
        revision=revision,
        attachments=files,
        completed_at=NOW if status is Status.COMPLETED else None,
    )
    return None if state == "blank" else build_document(asked, response)


@pytest.mark.parametrize("language", pseudo.LANGUAGES)
def test_what_is_said_outside_a_turn_is_in_the_language(language: str) -> None:
    described = [description for _, description in team_menu(language)]
    for text in (*described, *(outside(occasion, language) for occasion in Outside)):
        assert [word for word in _words(text) if word not in NAMES] == []


def _messages(questionnaire: Questionnaire, language: str) -> Iterator[tuple[object, Message]]:
    """Everything that can be said, with its message in the language."""
    asked = pseudo.in_pseudo(questionnaire, language)
    response = response_of(asked, language=language, question=None, answers={})
    for reply in everything(asked):
        yield reply, message_of(reply, of=asked, response=response, campaign=CLOSED)
    for told in everything_at_desk(asked):
        yield told, render_at_desk(asked, (told,), language, NOW)
    speaker = Speaker(Conversation(asked, response, NOW))
    for enquiry in (_ENQUIRY, replace(_ENQUIRY, country=None, question=asked.questions[-1].name, answer="Yes")):
        for say in (enquiry_passed_on, answer_on_its_way, answer_kept, answered_before):
            yield enquiry, say(speaker, enquiry)
        yield enquiry, enquiry_answered(speaker, enquiry.question, enquiry.words, enquiry.answer or "")
    for submitted in (response.but(revision=1), response.but(revision=2, country=None)):
        yield submitted.country, submission_told(speaker, submitted)


_ENQUIRY: Final = Enquiry("small", "PAK", "r1", "p1", None, "lots", "What is meant", NOW)


def _expect_buttons_that_can_be_told_apart(said: object, message: Message) -> None:
    taps: dict[str, Tap] = {}
    for button in (button for row in message.buttons for button in row):
        assert 0 < len(button.caption) <= MAX_CAPTION, (said, button)
        assert taps.setdefault(button.caption, button.tap) == button.tap, (said, button.caption)


def _words(text: str) -> list[str]:
    """In Latin letters; neither commands nor addresses."""
    bare = re.sub(r"https?://\S+|(?<!\w)/[a-z]+", "", text)
    return re.findall(r"[A-Za-z]+", bare)


def _texts(said: Any) -> Iterator[str]:
    """What was given to be said: values, not sentences."""
    match said:
        case str():
            yield said
        case Sentence():
            yield from _texts(said.values)
        case BaseModel():
            yield from _texts([getattr(said, name) for name in type(said).model_fields])
        case Mapping():
            yield from _texts([*said.keys(), *said.values()])
        case tuple() | list() | frozenset():
            for each in said:
                yield from _texts(each)
        case _ if is_dataclass(said):
            yield from _texts([getattr(said, field.name) for field in fields(said)])


def _numbers(questionnaire: Questionnaire) -> frozenset[str]:
    """The letters of numbers (II, 2a, X.1), and how languages call themselves."""
    items = [item for section in questionnaire.all_sections for item in section.items]
    numbers = [item.number or "" for item in (*items, *questionnaire.questions)]
    numerals = [match[0] for section in questionnaire.sections if (match := re.match("[IVX]+", section.label["en"]))]
    languages = map(language_name, ("en", "fr", *questionnaire.languages))
    return frozenset(word for text in (*numbers, *numerals, *languages) for word in _words(text))


def _directions(line: str, isolating: bool) -> Iterator[str]:
    """Of the letters that decide how the line runs (Unicode UAX 9, rule P2)."""
    depth = 0
    for sign in line:
        depth = max(0, depth + {"\u2068": 1, "\u2069": -1}.get(sign, 0))
        if (depth == 0 or not isolating) and (direction := unicodedata.bidirectional(sign)) in {"L", *OF_LANGUAGE}:
            yield direction

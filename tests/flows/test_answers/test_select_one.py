from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers.select_one import read, show
from flows.questionnaire import Choice, Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(
    name="x2", type="select_one", choices="sources", other=True, label={"en": "How did you hear of this?"}
)
WITHOUT_OTHER = QUESTION.model_copy(update={"other": False})

SOURCES = (
    Choice(name="un_desa", label={"en": "Directly from UN DESA", "fr": "Directement par le DAES (ONU)"}),
    Choice(name="mission", label={"en": "From the Mission of my country to the United Nations"}),
    Choice(name="website", label={"en": "United Nations E-Government Survey website", "ru": "Сайт исследования"}),
    Choice(name="linkedin", label={"en": "LinkedIn", "zh": "领英"}),
    Choice(name="facebook", label={"en": "Facebook", "ar": "فيسبوك"}),
)


def offering(choices: tuple[Choice, ...], language: str = "en") -> Circumstances:
    return Circumstances(today=date(2019, 4, 22), language=language, choices=choices)


def unsure(written: str, *readings: Accepted) -> Reading:
    return ToConfirm(Violation(Code.CHOICE_UNSURE, {"written": written}), readings)


def one_only(*names: str) -> Reading:
    return ToConfirm(Violation(Code.ONE_CHOICE_ONLY), tuple(map(Accepted, names)))


def not_a_choice(written: str) -> Refused:
    return Refused(Violation(Code.NOT_A_CHOICE, {"written": written}))


def other(words: str) -> Accepted:
    return Accepted("other", other=words)


CASES: list[tuple[str, Reading]] = [
    ("1", Accepted("un_desa")),
    ("2.", Accepted("mission")),
    ("(3)", Accepted("website")),
    ("#4", Accepted("linkedin")),
    ("No. 4", Accepted("linkedin")),
    ("Option 4", Accepted("linkedin")),
    ("٤", Accepted("linkedin")),
    ("４", Accepted("linkedin")),
    ("४", Accepted("linkedin")),
    ("第4项", Accepted("linkedin")),
    ("вариант 4", Accepted("linkedin")),
    ("4. LinkedIn", Accepted("linkedin")),
    ("help", not_a_choice("help")),
    ("what do you mean?", not_a_choice("what do you mean?")),
    ("LinkedIn", Accepted("linkedin")),
    ("linkedin.", Accepted("linkedin")),
    ("  Facebook\n", Accepted("facebook")),
    ("un_desa", Accepted("un_desa")),
    ("Directly from UN DESA", Accepted("un_desa")),
    ("UN DESA", Accepted("un_desa")),
    ("DESA", Accepted("un_desa")),
    ("directly", Accepted("un_desa")),
    ("From the Mission of my country", Accepted("mission")),
    ("the Mission", Accepted("mission")),
    ("my country to the United Nations", Accepted("mission")),
    ("Survey website", Accepted("website")),
    ("DIRECTEMENT PAR LE DAES", Accepted("un_desa")),
    ("Сайт исследования", Accepted("website")),
    ("领英", Accepted("linkedin")),
    ("فيسبوك", Accepted("facebook")),
    ("Facebook (our own page)", Accepted("facebook", note="our own page")),
    ("other", Accepted("other")),
    ("6", Accepted("other")),
    ("Other: a colleague", other("a colleague")),
    ("Other - a colleague", other("a colleague")),
    ("Other (a colleague, by e-mail)", other("a colleague, by e-mail")),
    ("6. Other: a colleague", other("a colleague")),
    ("Autre : un collègue", other("un collègue")),
    ("Другое: коллега", other("коллега")),
    ("أخرى: زميل", other("زميل")),
    ("其他：同事", other("同事")),
    ("Fasebook", unsure("Fasebook", Accepted("facebook"), other("Fasebook"))),
    ("linked in", unsure("linked in", Accepted("linkedin"), other("linked in"))),
    ("United Nations", unsure("United Nations", Accepted("mission"), Accepted("website"), other("United Nations"))),
    ("I saw it on Facebook", unsure("I saw it on Facebook", Accepted("facebook"), other("I saw it on Facebook"))),
    (
        "Facebook, last week",
        unsure("last week", Accepted("facebook", note="last week"), other("Facebook, last week")),
    ),
    ("from a colleague", unsure("from a colleague", other("from a colleague"))),
    ("от коллеги", unsure("от коллеги", other("от коллеги"))),
    ("4 and 5", one_only("linkedin", "facebook")),
    ("LinkedIn, Facebook", one_only("linkedin", "facebook")),
    ("1-3", one_only("un_desa", "mission", "website")),
    ("all", one_only("un_desa", "mission", "website", "linkedin", "facebook")),
    (
        "Facebook; other: a colleague",
        ToConfirm(Violation(Code.ONE_CHOICE_ONLY), (Accepted("facebook"), other("a colleague"))),
    ),
    ("1-6", Refused(Violation(Code.ONE_CHOICE_ONLY))),
    ("7", not_a_choice("7")),
    ("2019", not_a_choice("2019")),
    ("none", unsure("none", Accepted(None, note="none"))),
    ("None of these", not_a_choice("None of these")),
    ("N/A", unsure("N/A", Accepted(None, note="N/A"))),
    ("-", unsure("-", Accepted(None, note="-"))),
    ("?", not_a_choice("?")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_one_choice_is_read(text: str, expected: Reading) -> None:
    assert read(Typed(text), QUESTION, offering(SOURCES)) == expected


OF_A_CLOSED_LIST = [
    ("6", not_a_choice("6")),
    ("from a colleague", not_a_choice("from a colleague")),
    ("Other: a colleague", not_a_choice("Other: a colleague")),
    ("Fasebook", unsure("Fasebook", Accepted("facebook"))),
    ("Facebook, last week", unsure("last week", Accepted("facebook", note="last week"))),
]


@pytest.mark.parametrize(("text", "expected"), OF_A_CLOSED_LIST)
def test_without_other_only_the_choices_are_read(text: str, expected: Reading) -> None:
    assert read(Typed(text), WITHOUT_OTHER, offering(SOURCES)) == expected


OWNERS = (
    Choice(name="state", label={"en": "The state", "fr": "L'État"}),
    Choice(name="both", label={"en": "State and cities", "fr": "État et villes"}),
)


@pytest.mark.parametrize("text", ["L'État", "l’état", "État", "etat", "the state"])
def test_a_choice_is_called_without_its_french_article_too(text: str) -> None:
    assert read(Typed(text), WITHOUT_OTHER, offering(OWNERS, "fr")) == Accepted("state")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh", "de"])
@pytest.mark.parametrize(
    "accepted", [*(Accepted(choice.name) for choice in SOURCES), other("a colleague"), Accepted("other")]
)
def test_what_is_shown_is_read_as_the_same_choice(accepted: Accepted, language: str) -> None:
    circumstances = offering(SOURCES, language)
    assert read(Typed(show(accepted, QUESTION, circumstances)), QUESTION, circumstances) == accepted


def test_an_answer_that_is_only_a_remark_shows_no_value() -> None:
    assert show(Accepted(None, "N/A"), QUESTION, offering(SOURCES)) == ""


@settings(max_examples=200)
@given(st.text(max_size=80), st.sampled_from([QUESTION, WITHOUT_OTHER]))
def test_every_message_is_read(text: str, question: Question) -> None:
    for choices in (SOURCES, ()):
        assert isinstance(read(Typed(text), question, offering(choices)), Accepted | Refused | ToConfirm)

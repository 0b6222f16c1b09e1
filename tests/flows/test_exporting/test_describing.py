"""What stands on the paper: every question with its answer, blank, half filled or whole, in each language."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from flows.answer import Answer, SkipReason
from flows.exporting.describing import describe
from flows.exporting.paper import Form, Piece, Table
from flows.exporting.paper_text import printable
from flows.loading import load_questionnaire
from flows.questionnaire import Questionnaire
from flows.response import Status
from tests.flows.small import SMALL as DEFINITION
from tests.flows.small import small
from tests.flows.test_exporting.material import ANSWERS, SMALL, document, file_of, given
from tests.flows.test_exporting.papers import asked_in, seen, text_of
from tests.flows.test_wording.saying import LIBRARIES, MSQ

WHOLE = describe(SMALL, document())
BLANK = describe(SMALL, None)
DRAFT: dict[str, Any] = {"status": Status.IN_PROGRESS, "revision": 0, "completed_at": None}


def place(form: Form, label: str) -> dict[str, Any]:
    """What stands at the question whose words begin like this."""
    return next(seen(asked.given) for asked in asked_in(form) if text_of(asked.words).startswith(label))


def answered(**answers: Answer | None) -> Form:
    kept = {name: answer for name, answer in (ANSWERS | answers).items() if answer is not None}
    return describe(SMALL, document(kept, **DRAFT))


@pytest.mark.parametrize("questionnaire", [SMALL, MSQ, LIBRARIES], ids=lambda each: each.name)
def test_every_question_stands_in_a_form(questionnaire: Questionnaire) -> None:
    form = describe(questionnaire, None)
    labels = [text_of(asked.words) for asked in asked_in(form)] + [label for label, _ in form.facts]
    assert len(labels) == len(questionnaire.questions)
    for question in questionnaire.questions:
        assert any(label.startswith(" ".join(question.label["en"].replace("**", "").split())[:20]) for label in labels)


def test_a_whole_form_shows_every_answer_as_it_was_given() -> None:
    assert [seen(asked.given) for asked in asked_in(WHOLE)] == [
        {"ticks": ["☒ I agree", "☐ I do not agree"]},
        {"words": "Portal: https://a.gov.pk\nhttps://b.gov.pk", "remark": "both new"},
        {"ticks": ["☒ Yes", "☐ No"]},
        {"words": "Raza Ali Shah"},
        {"instead": "Not answered: not available"},
        {"ticks": ["☒ E-mail", "☐ Chat", "☒ Other: pigeons"], "remark": "since 1951"},
        {"ticks": ["☐ Small", "☒ Large", "☐ Other"]},
        {"words": "They are cheap."},
        {"words": "57.5%", "remark": "for the portal"},
        {"words": "22 April 2019"},
    ]


def test_its_head_tells_whose_it_is_and_when_it_was_submitted() -> None:
    assert (WHOLE.title, WHOLE.edition, WHOLE.country, WHOLE.mark) == (
        "A small questionnaire",
        "Version 1",
        "Pakistan",
        None,
    )
    assert [(label, seen(given)) for label, given in WHOLE.facts] == [
        ("Country", {"words": "Pakistan"}),
        ("Submitted", {"words": "22 April 2019, 12:00 UTC (revision 1)"}),
    ]
    assert WHOLE.foot == "Version 1 · Submitted: 22 April 2019, 12:00 UTC (revision 1)"
    assert WHOLE.dated == datetime(2019, 4, 22, 12, tzinfo=UTC)
    assert text_of(WHOLE.introduction) == "A few questions."
    assert text_of(WHOLE.thanks) == "Thank you."


def test_a_draft_says_on_every_page_that_it_is_one() -> None:
    form = answered()
    assert (form.mark, form.foot) == ("Draft, not submitted", "Version 1")
    assert seen(dict(form.facts)["Submitted"]) == {"words": "not yet"}


def test_a_correction_says_which_revision_stands() -> None:
    form = describe(SMALL, document(ANSWERS, **DRAFT | {"revision": 2}))
    assert form.mark == "Draft, not submitted"
    assert seen(dict(form.facts)["Submitted"]) == {"words": "Revision 2 stands until this correction is submitted"}


def test_what_has_no_answer_says_why() -> None:
    form = answered(has=given(False), tools=given(()), why=None, day=None, site=given(skipped=SkipReason.NO_SUCH_THING))
    assert place(form, "Name:") == {"instead": "Does not apply"}
    assert place(form, "Which tools") == {"ticks": ["☐ E-mail", "☐ Chat", "☐ Other"], "instead": "None of these"}
    assert place(form, "Since which day") == {"instead": "Not answered"}
    assert place(form, "What is the address") == {"instead": "Not answered: no such thing"}


def test_a_remark_alone_is_an_answer() -> None:
    form = answered(site=given((), note="is being built"), has=given(None, note="nobody knows"))
    assert place(form, "What is the address") == {"remark": "is being built"}
    assert place(form, "Is there an officer") == {"ticks": ["☐ Yes", "☐ No"], "remark": "nobody knows"}
    assert place(answered(officer_email=given(None, note="none")), "E-mail") == {"remark": "none"}


def test_an_e_mail_address_leads_to_a_message() -> None:
    form = answered(officer_email=given("raza@nitb.gov.pk"))
    email = next(asked for asked in asked_in(form) if text_of(asked.words) == "E-mail:")
    assert email.given.words[0].pieces == (Piece("raza@nitb.gov.pk", url="mailto:raza@nitb.gov.pk"),)


def test_words_for_other_keep_their_paragraphs() -> None:
    form = answered(size=given("other", other="two\nand a dog"))
    assert place(form, "How large")["ticks"] == ["☐ Small", "☐ Large", "☒ Other: two\nand a dog"]


def test_a_choice_that_is_offered_no_more_is_shown_all_the_same() -> None:
    list_before = {"tools": [*DEFINITION["choice_lists"]["tools"], {"name": "fax", "label": {"en": "Fax"}}]}
    before = small(choice_lists=DEFINITION["choice_lists"] | list_before)
    form = describe(SMALL, document(ANSWERS | {"tools": given(("fax",))}, of=before))
    assert place(form, "Which tools") == {"ticks": ["☐ E-mail", "☐ Chat", "☒ fax", "☐ Other"]}


def test_a_question_the_document_does_not_know_is_not_answered() -> None:
    whole = document()
    earlier = {**whole, "answers": {name: entry for name, entry in whole["answers"].items() if name != "day"}}
    assert place(describe(SMALL, earlier), "Since which day") == {"instead": "Not answered"}


def test_a_response_without_a_country_names_none() -> None:
    form = describe(SMALL, document({}, country=None, **DRAFT))
    assert form.country is None
    assert form.facts[0] == ("Country", describe(SMALL, document({}, country=None, **DRAFT)).facts[0][1])
    assert seen(form.facts[0][1]) == {"instead": "Not answered"}


def test_a_questionnaire_without_an_opening_or_a_country_has_a_form_too() -> None:
    sections = DEFINITION["sections"][:1]
    bare = small(opening=None, introduction=None, thanks=None, sections=sections)
    blank = describe(bare, None)
    assert (blank.facts, blank.opening, blank.introduction, blank.thanks) == ((), (), (), ())
    whole = document()
    names = {question.name for question in bare.questions}
    answers = {name: entry for name, entry in whole["answers"].items() if name in names}
    assert describe(bare, {**whole, "answers": answers}).country is None


# Blank


def test_a_blank_form_has_boxes_and_room_to_write() -> None:
    assert (BLANK.mark, BLANK.country, BLANK.dated, BLANK.foot) == (None, None, None, "Version 1")
    assert [(label, seen(given)) for label, given in BLANK.facts] == [("Country", {"lines": 1})]
    assert place(BLANK, "Is there an officer") == {"ticks": ["☐ Yes", "☐ No"]}
    assert place(BLANK, "What is the address") == {"lines": 2}
    assert place(BLANK, "Which tools") == {"ticks": ["☐ E-mail", "☐ Chat", "☐ Other"], "lines": 1}
    assert place(describe(MSQ, None), "Is there a national development") == {"lines": 10}


# Notes


def test_a_definition_is_a_note_numbered_where_it_is_first_marked() -> None:
    form = describe(MSQ, None)
    notes = [*form.opening_notes, *(note for section in form.sections for note in section.notes)]
    assert [note.number for note in notes] == list(range(1, len(MSQ.definitions) + 1))
    assert text_of(notes[1].words).startswith("E-government or digital government will be used")
    assert notes[1].words[0].pieces[0].bold
    q8 = next(asked for asked in asked_in(form) if asked.number == "8")
    assert [piece.note for piece in q8.words[-1].pieces if piece.note] == [4, 5]
    assert [note.number for note in form.sections[1].notes] == [4, 5]


def test_a_definition_that_is_marked_again_keeps_its_number() -> None:
    first, second = DEFINITION["sections"][0]["questions"][:2]
    again = {**second, "definitions": ["portal"]}
    section = {**DEFINITION["sections"][0], "questions": [first, again]}
    form = describe(small(sections=[section]), None)
    marks = [piece for asked in asked_in(form) for piece in asked.words[-1].pieces if piece.note]
    assert marks == [Piece(note=1), Piece(note=1, again=True)]
    assert [note.number for note in form.sections[0].notes] == [1]


# Groups


def test_a_group_is_a_table_with_its_lead_in() -> None:
    form = describe(MSQ, None)
    tables = [item for section in form.sections for item in section.items if isinstance(item, Table)]
    assert [table.number for table in tables] == ["2", None, "5", None]
    assert text_of(tables[0].words) == "Please also provide URLs for below specific portals, if exists:"
    assert [row.number for row in tables[0].rows] == ["2a", "2b", "2c", "2d", "2e"]
    assert form.columns == ("Item", "Answer")


# What somebody typed


def test_markup_and_control_characters_in_an_answer_are_nothing_but_text() -> None:
    typed = "*bold* #set $x$ <b> **two**\nnext \x07\x00line \u202eturned\u2069\n\n end"
    words = next(a for a in asked_in(answered(why=given(typed))) if text_of(a.words).startswith("Why")).given.words
    assert [paragraph.text for paragraph in words] == ["*bold* #set $x$ <b> **two**", "next line turned", " end"]
    assert not any(piece.bold or piece.url for paragraph in words for piece in paragraph.pieces)


def test_half_a_character_is_left_out() -> None:
    assert printable("a\ud800b") == "ab"


@pytest.mark.parametrize(
    ("typed", "addresses"),
    [
        ("see https://a.gov.pk/x?y=1, or (http://b.gov.pk).", ["https://a.gov.pk/x?y=1", "http://b.gov.pk"]),
        ("请参见 https://www.gov.cn/a.htm。中华人民共和国", ["https://www.gov.cn/a.htm"]),
        ("javascript:alert(1) ftp://a.b https:// www.gov.pk", []),
    ],
)
def test_web_addresses_within_a_text_can_be_followed(typed: str, addresses: list[str]) -> None:
    (words,) = next(a for a in asked_in(answered(why=given(typed))) if text_of(a.words).startswith("Why")).given.words
    assert [piece.url for piece in words.pieces if piece.url] == addresses
    assert words.text == typed


@pytest.mark.parametrize(
    ("typed", "direction"), [("The ministry", "ltr"), ("«وزارة» IT", "rtl"), ("(שלום)", "rtl"), ("2019", "ltr")]
)
def test_an_answer_is_read_in_the_direction_of_its_script(typed: str, direction: str) -> None:
    (words,) = next(a for a in asked_in(answered(why=given(typed))) if text_of(a.words).startswith("Why")).given.words
    assert words.direction == direction


def test_the_files_sent_with_an_answer_are_named_below_it() -> None:
    form = describe(SMALL, document(attachments=(file_of("why"), file_of("why", "a.pdf"), file_of("tools"))))
    assert place(form, "Why")["words"] == "They are cheap.\nFiles: plan.pdf and a.pdf"
    assert place(form, "Which tools")["words"] == "File: plan.pdf"


# Languages


def test_a_form_speaks_the_respondents_language_or_the_one_asked_for() -> None:
    answers = {"country": given("PAK"), "consent": given(True, version="1")}
    response = document(answers, of=LIBRARIES, language="fr", **DRAFT)
    french = describe(LIBRARIES, response)
    assert (french.language, french.title) == ("fr", "Les bibliothèques publiques en ligne")
    assert french.mark == "Brouillon, non envoyé"
    assert place(french, "J'accepte") == {"ticks": ["☒ J’accepte", "☐ Je n’accepte pas"]}
    assert french.page == "Page {page} sur {pages}"
    assert describe(LIBRARIES, response, "en").title == "Public libraries online"


def test_a_form_in_a_language_the_questions_are_not_had_in_is_in_that_of_the_questions() -> None:
    form = describe(SMALL, None, "ar")
    assert (form.language, form.direction) == ("en", "ltr")


def test_a_form_in_arabic_is_read_from_the_right() -> None:
    arabic = small(languages=["en", "ar"], title={"en": "A small questionnaire", "ar": "استبيان صغير"})
    form = describe(arabic, None, "ar")
    assert (form.language, form.direction, form.title) == ("ar", "rtl", "استبيان صغير")


def test_shipped_questionnaires_have_a_form() -> None:
    assert describe(load_questionnaire("msq-2020"), None).sections

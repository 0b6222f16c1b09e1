"""What of an earlier edition's document fits: by name and value, what was renamed, what is left out and why."""

from __future__ import annotations

from typing import Any

import pytest

from flows.answer import Answer, Carried
from flows.document import build_document
from flows.earlier_editions import NotAnEdition, read_edition
from flows.reading import Link
from tests.conversations.golden import earlier_document
from tests.flows.small import small
from tests.scenario import Scenario

SMALL = small()


def fitting(renamed: dict[str, str] | None = None, **entries: Any) -> dict[str, Any]:
    edition = read_edition(SMALL, earlier_document(2018, entries), renamed or {})
    return {name: carried.answer.value for name, carried in edition.fits.items()}


def left_out(renamed: dict[str, str] | None = None, **entries: Any) -> list[str]:
    edition = read_edition(SMALL, earlier_document(2018, entries), renamed or {})
    return [str(each) for each in edition.left_out]


def defects_of(document: object) -> list[str]:
    with pytest.raises(NotAnEdition) as refused:
        read_edition(SMALL, document, {})
    return str(refused.value).splitlines()


def test_answers_are_read_as_they_were_given_with_their_day_and_year() -> None:
    document = earlier_document(2018, {"site": {"value": [{"url": "https://www.gov.pk"}], "note": "for all"}})
    edition = read_edition(SMALL, document, {})
    assert (edition.country, edition.year, edition.left_out) == ("PAK", 2018, ())
    carried = edition.fits["site"]
    assert (carried.year, carried.answer.value) == (2018, (Link(url="https://www.gov.pk"),))
    assert (carried.answer.note, carried.answer.given_at.isoformat()) == ("for all", "2018-05-02T09:00:00+00:00")
    assert read_edition(SMALL, document, {}, 2017).fits["site"].year == 2017


def test_of_one_that_was_never_submitted_the_year_is_that_in_which_it_was_begun() -> None:
    document = earlier_document(2018, {"has": True})
    document["response"]["completed_at"] = None
    assert read_edition(SMALL, document, {}).year == 2018


def test_every_type_comes_back_as_it_left() -> None:
    chat = Scenario(SMALL).begin().say("Pakistan").say("I agree").say("www.gov.pk").say("yes")
    chat.say("Amina").say("amina@moit.gov.pk").say("1, other").say("fax").say("large").say("we like it")
    chat.say("57.5 % (of all)").say("2018-03-01")
    edition = read_edition(SMALL, build_document(SMALL, chat.response), {})
    given = {name: answer for name, answer in chat.response.answers.items() if name not in ("country", "agree")}
    assert {name: each.answer.accepted for name, each in edition.fits.items()} == {
        name: answer.accepted for name, answer in given.items()
    }
    assert edition.left_out == ()


def test_what_is_open_skipped_or_not_relevant_is_not_carried_over() -> None:
    document = earlier_document(2018, {})
    document["answers"] = {
        "site": {"status": "open"},
        "has": {"status": "skipped", "reason": "not-available"},
        "why": {"status": "not-relevant"},
    }
    edition = read_edition(SMALL, document, {})
    assert not edition.fits
    assert not edition.left_out
    assert edition.asked == {"site", "has", "why"}


def test_the_cover_page_is_asked_anew() -> None:
    assert fitting(country="PAK", agree=True) == {}
    assert left_out(country="PAK", agree=True) == []


def test_a_renamed_question_is_found_by_its_old_name() -> None:
    assert fitting({"portal": "site"}, portal=[], has=True) == {"has": True}
    assert fitting({"q7": "why"}, q7="we like it", why="another question") == {"why": "we like it"}
    assert left_out({"q7": "why"}, q7="we like it", why="another question") == [
        "answers.why: the question of this name is answered by a renamed one."
    ]


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ({"gone": "x"}, "answers.gone: small has no question “gone”."),
        ({"rate": "57 %"}, "answers.rate: this is no answer to rate, which is of type percent."),
        ({"rate": 570}, "answers.rate: this is no answer to rate, which is of type percent."),
        ({"has": "yes"}, "answers.has: this is no answer to has, which is of type yes_no."),
        ({"site": [{"url": "gov.pk"}]}, "answers.site: this is no answer to site, which is of type links."),
        ({"tools": "mail"}, "answers.tools: this is no answer to tools, which is of type select_multiple."),
        ({"tools": [1]}, "answers.tools: this is no answer to tools, which is of type select_multiple."),
        ({"tools": ["telex"]}, "answers.tools: the choice “telex” is not offered by tools."),
        ({"size": "huge"}, "answers.size: the choice “huge” is not offered by size."),
        ({"size": "other"}, "answers.size: this is no answer to size, which is of type select_one."),
        ({"why": "one two three four five six"}, "answers.why: it has more than 5 words."),
        ({"rate": {"value": 5, "note": "a b c d e f"}}, "answers.rate: it has more than 5 words."),
    ],
)
def test_what_does_not_fit_is_left_out_with_the_reason(entries: dict[str, Any], why: str) -> None:
    assert fitting(**entries) == {}
    assert left_out(**entries) == [why]


def test_of_several_choices_those_that_are_offered_still_are_carried_over() -> None:
    edition = read_edition(SMALL, earlier_document(2018, {"tools": ["mail", "telex", "fax"]}), {})
    assert edition.fits["tools"].answer.value == ("mail",)
    assert [each.sentence for each in edition.left_out] == [
        "the choice “telex” is not offered by tools.",
        "the choice “fax” is not offered by tools.",
    ]


def test_words_for_other_are_carried_over_with_it_alone() -> None:
    answers = {"tools": {"value": ["mail"], "other": "fax"}, "size": {"value": "other", "other": "tiny"}}
    edition = read_edition(SMALL, earlier_document(2018, answers), {})
    assert [each.answer.other for each in edition.fits.values()] == [None, "tiny"]


def test_none_of_these_and_a_remark_alone_are_answers() -> None:
    edition = read_edition(SMALL, earlier_document(2018, {"tools": [], "site": {"value": [], "note": "soon"}}), {})
    given_at = edition.fits["site"].answer.given_at
    assert edition.fits == {
        "site": Carried(answer=Answer(value=(), note="soon", given_at=given_at), year=2018),
        "tools": Carried(answer=Answer(value=(), given_at=given_at), year=2018),
    }


def test_what_is_no_document_is_refused_with_every_place() -> None:
    document = earlier_document(2018, {"has": {"note": 5}})
    document["format"] = "focalpoint.response/9"
    del document["response"]["started_at"]
    assert defects_of(document) == [
        "format: A document in the form focalpoint.response/1 is needed: this is something else.",
        "response.started_at: A document in the form focalpoint.response/1 is needed: this is missing.",
        "answers.has.note: A document in the form focalpoint.response/1 is needed: this is something else.",
    ]
    assert defects_of(["a"]) == [
        "document: A document in the form focalpoint.response/1 is needed: this is something else."
    ]


def test_without_a_country_it_is_of_nobody() -> None:
    document = earlier_document(2018, {})
    document["response"]["country"] = None
    assert defects_of(document) == ["response.country: It does not say for which country it is."]

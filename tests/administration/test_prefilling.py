"""Answers of an earlier edition are loaded: for who is invited and who has begun, all or none, recorded."""

from __future__ import annotations

from typing import Any

import pytest

from flows.administration.orders import Order
from flows.administration.prefilling import Earlier, Prefilled, Prefilling, prefill
from flows.administration.roles import Act, Actor, Role
from flows.document import build_document
from flows.errors import Defect, NotAllowed, PrefillError
from flows.response import Response
from flows.turns import Action
from tests.administration.office import TEAM, Meanwhile, Office
from tests.conversations.golden import earlier_document

AMINA, BORIS = 1001, 1002
PORTAL = [{"url": "https://www.gov.pk"}]


def of(country: str = "PAK", place: str = "then.json", **entries: Any) -> Earlier:
    return Earlier(place, earlier_document(2018, entries or {"site": PORTAL, "has": True}, country))


async def load(office: Office, *documents: Earlier, **more: Any) -> Prefilling:
    return await prefill(office.storage, office.questionnaire, office.clock, TEAM, documents or [of()], **more)


async def refusal_of(office: Office, *documents: Earlier, **more: Any) -> list[str]:
    with pytest.raises(PrefillError) as refused:
        await load(office, *documents, **more)
    return str(refused.value).splitlines()


async def begin(office: Office) -> None:
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "I agree")


async def test_who_is_invited_finds_them_when_they_begin(office: Office) -> None:
    issued = await office.invite()
    done = await load(office)
    assert done == Prefilling((Prefilled("PAK", 2018, ("site", "has")),), ())

    await office.open(AMINA, issued)
    assert "What was answered in 2018 is shown with each question" in (await office.told(AMINA))[-1]
    await begin(office)
    assert "In 2018 you answered: https://www.gov.pk" in (await office.told(AMINA))[-1]
    await office.tap(AMINA, Action.KEEP, question="site")
    response = await office.response(AMINA)
    answers = build_document(office.questionnaire, response)["answers"]
    assert (answers["site"]["carried"], answers["has"]) == ("confirmed", {"status": "open"})


async def test_who_has_begun_is_told_and_no_answer_of_theirs_is_touched(office: Office) -> None:
    await office.admit(AMINA)
    await begin(office)
    await office.say(AMINA, "www.pakistan.gov.pk")
    await office.told(AMINA)
    before = await office.response(AMINA)

    done = await load(office)
    assert done.loaded == (Prefilled("PAK", 2018, ("has",), (), True, (AMINA,)),)
    (told,) = await office.told(AMINA)
    assert told.startswith("The survey team has added what was answered in 2018, for 1 question that is still open.")
    assert "In 2018 you answered: Yes" in told, "it is the open question"
    after = await office.response(AMINA)
    assert (after.answers, after.waiting, after.prompt) == (before.answers, before.waiting, before.prompt)
    await office.tap(AMINA, Action.KEEP, question="has")
    assert (await office.response(AMINA)).answers["has"].value is True


async def test_who_is_in_but_has_not_pressed_begin_is_not_told(office: Office) -> None:
    await office.admit(AMINA)
    done = await load(office)
    assert (done.loaded[0].begun, done.loaded[0].told) == (True, ())
    assert await office.told(AMINA) == []
    await begin(office)
    assert "In 2018 you answered" in (await office.told(AMINA))[-1]


async def test_a_successor_goes_on_with_what_is_offered(office: Office) -> None:
    await office.admit(AMINA)
    await load(office)
    successor = await office.inviting.hand_over(Order("PAK"), TEAM)
    await office.open(BORIS, successor)
    assert (await office.response(BORIS)).carried.keys() == {"site", "has"}


async def test_loaded_again_they_take_the_place_of_those_that_wait(office: Office) -> None:
    issued = await office.invite()
    await load(office)
    await load(office, of(has=False))
    await office.open(AMINA, issued)
    carried = (await office.response(AMINA)).carried
    assert {name: each.answer.value for name, each in carried.items()} == {"has": False}


async def test_many_countries_at_once_and_who_takes_no_part_is_passed_over(office: Office) -> None:
    await office.invite("PAK")
    await office.invite("KEN")
    documents = [
        of("KEN", "line 1", gone=1, has=True),
        of("FRA", "line 2"),
        of("PAK", "line 3"),
        of("BRA", "line 4", gone=1),
    ]
    done = await load(office, *documents)
    assert [each.country for each in done.loaded] == ["KEN", "PAK"]
    assert done.loaded[0].left_out == (Defect("answers.gone", "small has no question “gone”."),)
    assert [*map(str, done.passed_over)] == [
        "line 4: no answer of BRA fits small.",
        "line 2: FRA is not invited, and nobody has begun for it.",
    ]


async def test_only_one_country_if_wanted(office: Office) -> None:
    await office.invite("PAK")
    await office.invite("KEN")
    done = await load(office, of("KEN"), of("PAK"), country="Pakistan")
    assert [each.country for each in done.loaded] == ["PAK"]
    assert await refusal_of(office, of("KEN"), country="PAK") == [
        "There is no document of PAK among these. Nothing was loaded."
    ]


async def test_what_is_submitted_is_left_alone(office: Office) -> None:
    await office.admit(AMINA)
    await begin(office)
    await office.say(AMINA, "www.gov.pk")
    await office.tap(AMINA, Action.SUMMARY)
    await office.tap(AMINA, Action.SUBMIT)
    assert await refusal_of(office) == ["then.json: PAK has submitted already.", "Nothing was loaded."]


async def test_nothing_is_offered_where_everything_is_answered_or_nobody_is_there(office: Office) -> None:
    await office.admit(AMINA)
    await load(office)
    assert await refusal_of(office) == [
        "then.json: PAK has answered all of this already, or has it before them.",
        "Nothing was loaded.",
    ]
    await office.inviting.revoke("PAK", TEAM)
    assert await refusal_of(office) == [
        "then.json: Nobody answers for PAK any more: `hand-over` invites a successor first.",
        "Nothing was loaded.",
    ]


async def test_an_invitation_that_was_revoked_is_none(office: Office) -> None:
    await office.invite()
    await office.inviting.revoke("PAK", TEAM)
    assert await refusal_of(office) == [
        "then.json: PAK is not invited, and nobody has begun for it.",
        "Nothing was loaded.",
    ]


async def test_every_defect_is_told_and_nothing_is_done(office: Office) -> None:
    issued = await office.invite()
    broken = earlier_document(2018, {"has": {"note": 5}})
    broken["response"]["country"] = None
    renamed = {"old": "site", "older": "site", "has": "nowhere"}
    documents = [of(place="a.json"), Earlier("b.json", broken), of(place="c.json")]
    assert await refusal_of(office, *documents, renamed=renamed) == [
        "b.json, answers.has.note: A document in the form focalpoint.response/1 is needed: this is something else.",
        "old: site: none of the documents has a question “old”.",
        "old: site: another question has this new name, too.",
        "older: site: none of the documents has a question “older”.",
        "older: site: another question has this new name, too.",
        "has: nowhere: small has no question “nowhere”.",
        "c.json: PAK stands on a.json already.",
        "Nothing was loaded.",
    ]
    await office.open(AMINA, issued)
    assert (await office.response(AMINA)).carried == {}
    assert not [record for record in await office.records() if record.act is Act.PREFILLED]


async def test_renamed_questions_and_another_year(office: Office) -> None:
    issued = await office.invite()
    await load(office, of(q1=PORTAL), renamed={"q1": "site"}, year=2016)
    await office.open(AMINA, issued)
    assert (await office.response(AMINA)).carried["site"].year == 2016


async def test_it_is_recorded_and_for_administrators_only(office: Office) -> None:
    await office.invite()
    await load(office)
    (record,) = (record for record in await office.records() if record.act is Act.PREFILLED)
    assert (record.actor, record.country, record.note) == (TEAM.name, "PAK", "2 answers of 2018")
    stranger = Actor("somebody", Role.FOCAL_POINT)
    with pytest.raises(NotAllowed):
        await prefill(office.storage, office.questionnaire, office.clock, stranger, [of()])


async def test_who_begins_just_before_it_has_them_offered_all_the_same(office: Office) -> None:
    issued = await office.invite()
    office.storage = Meanwhile(office.storage, lambda: office.open(AMINA, issued))
    done = await load(office)
    assert done.loaded[0].begun
    response: Response = await office.response(AMINA)
    assert response.carried.keys() == {"site", "has"}

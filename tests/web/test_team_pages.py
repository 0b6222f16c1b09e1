"""What the survey team does from the pages: exports, returning for correction, messages, enquiries."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from flows.administration.campaign import read_campaign
from flows.administration.roles import Act
from flows.campaign import Reminders
from flows.exporting.formats import FORMATS, Format
from flows.turns import Action
from tests.administration.office import TEAM, Office
from tests.web.browser import Browser
from tests.web.test_pages import FOCAL_POINT, respond


async def submitted(office: Office) -> str:
    response = await respond(office)
    await office.say(FOCAL_POINT, "2019-01-01")
    await office.tap(FOCAL_POINT, Action.SUBMIT)
    await office.told(FOCAL_POINT)
    return response


async def acts(office: Office) -> Sequence[Act]:
    return [record.act for record in await office.records()]


@pytest.mark.parametrize("form", [form for form in Format if form not in (Format.PDF, Format.DOCX)])
async def test_responses_are_downloaded_in_every_format(office: Office, amina: Browser, form: Format) -> None:
    await submitted(office)
    await amina.open("/exports")
    answer = await amina.send("/exports", {"which": "completed", "format": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[form].media_type
    assert answer.headers["content-disposition"].startswith('attachment; filename="small-completed')
    assert answer.content
    assert (await acts(office))[-1] is Act.EXPORTED


async def test_an_export_is_narrowed_to_a_country_and_a_time(office: Office, amina: Browser) -> None:
    await submitted(office)
    await amina.open("/exports")
    chosen = {"which": "all", "format": "jsonl", "country": "Pakistan"}
    assert len((await amina.send("/exports", chosen | {"changed": "2019-01-01"})).text.splitlines()) == 1
    await amina.open("/exports")
    assert (await amina.send("/exports", chosen | {"changed": "2030-01-01"})).text == ""


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"format": "docm"}, "This address is not right"),
        ({"which": "none"}, "This address is not right"),
        ({"country": "Atlantis"}, "“Atlantis” is no country"),
        ({"changed": "yesterday"}, "“yesterday” is no day"),
    ],
)
async def test_a_wrong_choice_is_told(amina: Browser, wrong: dict[str, str], sentence: str) -> None:
    await amina.open("/exports")
    answer = await amina.send("/exports", {"which": "all", "format": "json"} | wrong)
    assert answer.status_code == 400
    assert sentence in amina.text


async def test_one_response_is_downloaded_as_a_document_of_its_own(office: Office, amina: Browser) -> None:
    response = await submitted(office)
    await amina.open(f"/responses/{response}")
    answer = await amina.send(f"/responses/{response}/export", {"format": "json"})
    assert json.loads(answer.text)["response"]["id"] == response
    await amina.open(f"/responses/{response}")
    word = await amina.send(f"/responses/{response}/export", {"format": "docx"})
    assert word.headers["content-disposition"] == 'attachment; filename="small-PAK.docx"'
    assert word.content.startswith(b"PK")
    await amina.open("/exports")
    assert (await amina.send("/responses/none/export", {"format": "pdf"})).status_code == 404


async def test_a_response_is_returned_with_remarks_and_what_changed_is_shown(office: Office, amina: Browser) -> None:
    response = await submitted(office)
    await amina.open(f"/responses/{response}")
    remarks = {"remark-rate": "Of which year is <b>this</b>?", "remark-site": " ", "note": "Almost there."}
    sent = await amina.send(f"/responses/{response}/return", remarks)
    assert sent.headers["location"] == f"/responses/{response}?done=returned"
    (told,) = await office.told(FOCAL_POINT)
    assert "Almost there." in told

    await amina.open(f"/responses/{response}?done=returned")
    assert "The response is returned for correction" in amina.text
    assert "2 remarks of yours are not dealt with yet" in amina.text
    assert "Of which year is <b>this</b>?" in amina.text
    assert "<b>this</b>" not in amina.page

    await office.tap(FOCAL_POINT, Action.EDIT, question="rate")
    await office.say(FOCAL_POINT, "61 %")
    await amina.open(f"/responses/{response}/changes")
    assert "From revision 1 to how it stands now" in amina.text
    assert "57%" in amina.text
    assert "61%" in amina.text


async def test_what_cannot_be_returned_is_told(office: Office, amina: Browser) -> None:
    response = await submitted(office)
    await amina.open(f"/responses/{response}")
    answer = await amina.send(f"/responses/{response}/return", {"note": ""})
    assert answer.status_code == 400
    assert "Say what is to be corrected" in amina.text
    await amina.open(f"/responses/{response}/changes", 400)
    assert "has no version before" in amina.text
    await amina.open("/exports")
    assert (await amina.send("/responses/none/return", {"note": "x"})).status_code == 404


async def test_a_campaign_is_set_and_shown(office: Office, amina: Browser) -> None:
    await amina.open("/messages")
    set_ = {
        "deadline": "2019-05-31",
        "closes": "yes",
        "opening-en": "Welcome.",
        "days": "7, 1",
        "silence": "",
        "begins": "21:00",
        "ends": "07:30",
    }
    assert (await amina.send("/messages/campaign", set_)).headers["location"] == "/messages?done=set"
    campaign = await read_campaign(office.storage, office.questionnaire, TEAM)
    assert campaign is not None
    assert campaign.deadline is not None
    assert campaign.deadline.isoformat() == "2019-05-31T23:59:00+00:00"
    assert (campaign.closes, campaign.opening, campaign.quiet.weekends) == (True, {"en": "Welcome."}, False)
    assert campaign.reminders == Reminders((7, 1), None)
    await office.invite("KEN")
    await amina.open("/")
    assert "39 days left, until 31 May 2019" in amina.text
    office.clock.pass_by(days=60)
    await amina.sign_in()
    await amina.open("/")
    assert "1 overdue" in amina.text
    await amina.open("/countries?stage=overdue")
    assert "Kenya" in amina.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"deadline": "2001-01-01"}, "The deadline has passed already"),
        ({"deadline": "soon"}, "“soon 23:59” is no moment"),
        ({"days": "7, x"}, "“x” is no number of days"),
        ({"begins": "late"}, "“late” is no time of the day"),
    ],
)
async def test_a_campaign_that_cannot_be_is_told(
    office: Office, amina: Browser, wrong: dict[str, str], sentence: str
) -> None:
    await amina.open("/messages")
    assert (await amina.send("/messages/campaign", wrong)).status_code == 400
    assert sentence in amina.text
    assert await read_campaign(office.storage, office.questionnaire, TEAM) is None


async def test_who_is_reminded_and_who_is_not_is_told(office: Office, amina: Browser) -> None:
    await respond(office)
    await office.invite("KEN")
    await amina.open("/messages")
    await amina.send("/messages/reminders", {"country": ""})
    assert "1 reminder is on the way" in amina.text
    assert "Kenya has not opened the link" in amina.text
    await amina.open("/messages")
    await amina.send("/messages/reminders", {"country": "BRA"})
    assert "0 reminders are on the way" in amina.text
    assert "Brazil nobody was invited" in amina.text


async def test_an_announcement_is_seen_before_it_is_sent_and_followed_after(office: Office, amina: Browser) -> None:
    await respond(office)
    await amina.open("/messages")
    await amina.send("/messages/preview", {"text": "**News** for <you>", "audience": "in-progress"})
    assert "<strong>News</strong> for &lt;you&gt;" in amina.page
    assert "1 person · 1 country" in amina.text
    sent = await amina.send("/messages/announcements", {"text": "**News** for <you>", "audience": "in-progress"})
    assert sent.headers["location"] == "/messages?done=announced"
    await amina.open("/messages")
    assert "**News** for <you>" in amina.text
    assert "0/1" in amina.text
    async with office.storage.reading() as work:
        (announcement,) = await work.announcements.all(office.questionnaire.name)
    await amina.open(f"/messages/{announcement.id}")
    assert "1 on its way" in amina.text
    await amina.open("/messages/none", 400)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "The announcement has no text."),
        ({"text": "x", "audience": "friends"}, "Choose whom it goes to."),
    ],
)
async def test_an_announcement_that_cannot_be_is_told(amina: Browser, wrong: dict[str, str], sentence: str) -> None:
    await amina.open("/messages")
    assert (await amina.send("/messages/preview", wrong)).status_code == 400
    assert sentence in amina.text


async def test_an_enquiry_is_answered_once(office: Office, amina: Browser) -> None:
    await respond(office)
    await office.tap(FOCAL_POINT, Action.ASK_TEAM, question="day")
    await office.say(FOCAL_POINT, "Which <day> do you mean?")
    await office.told(FOCAL_POINT)
    await amina.open("/enquiries")
    assert "Which <day> do you mean?" in amina.text
    async with office.storage.reading() as work:
        (enquiry,) = await work.enquiries.all(office.questionnaire.name)
    sent = await amina.send(f"/enquiries/{enquiry.id}", {"words": "The first one."})
    assert sent.headers["location"] == "/enquiries?done=answered"
    assert any("The first one." in told for told in await office.told(FOCAL_POINT))
    await amina.open("/enquiries?done=answered")
    assert "Nothing is waiting for an answer" in amina.text
    again = await amina.open("/enquiries?answered=true")
    assert "The first one." in again
    twice = await amina.send(f"/enquiries/{enquiry.id}", {"words": "Another."}, key=(await _key(amina)))
    assert twice.headers["location"] == "/enquiries?done=before"
    await amina.open("/enquiries")
    assert (await amina.send(f"/enquiries/{enquiry.id}", {"words": " "})).status_code == 400


async def _key(browser: Browser) -> str:
    await browser.open("/sessions")
    return browser.key

"""The administrators' pages: what stands on them, whatever was answered, and what can be done from them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterator
from html import unescape

import pytest

from flows.administration.auditing import LONGEST_NOTE
from flows.administration.invitations import State
from flows.administration.prefilling import Earlier, prefill
from flows.administration.roles import Act
from flows.attachments import Attachment
from flows.turns import Action
from tests.administration.office import TEAM, Office
from tests.conversations.golden import earlier_document
from tests.web.browser import Browser, Pages

FOCAL_POINT = 7
HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)> {{ 7*7 }} %{7} 'Ünïcode' قلم"


async def respond(
    office: Office, words: str = "Because it is so", country: str = "PAK", chat: int = FOCAL_POINT
) -> str:
    """A focal point who has answered everything but the last; the id of the response."""
    await office.admit(chat, country)
    await office.tap(chat, Action.LANGUAGE, choice="en")
    await office.tap(chat, Action.BEGIN)
    await office.tap(chat, Action.CHOOSE, question="agree", choice="yes")
    await office.say(chat, "https://portal.example.org (the <b>main</b> one)")
    await office.say(chat, "yes")
    await office.say(chat, words)
    await office.say(chat, "ada@example.org")
    await office.say(chat, "1, 2")
    await office.say(chat, "2")
    await office.say(chat, "for good reasons")
    await office.say(chat, "57 % of all")
    return (await office.response(chat)).id


async def test_the_overview_of_nobody_says_how_to_begin(amina: Browser) -> None:
    await amina.open("/")
    assert "Nobody was invited yet" in amina.text


async def test_the_overview_counts_and_shows_everybody(office: Office, amina: Browser) -> None:
    await respond(office)
    await office.invite("KEN")
    await amina.open("/")
    assert "2 countries invited or begun" in amina.text
    assert "1 begun 50% of all" in amina.text
    assert "Pakistan" in amina.text
    assert "Kenya" in amina.text


async def test_what_was_counted_is_counted_anew_when_it_changes(office: Office, amina: Browser) -> None:
    await respond(office)
    before = await amina.open("/countries")
    assert await amina.open("/countries") == before
    await office.say(FOCAL_POINT, "2019-01-01")
    assert await amina.open("/countries") != before
    assert "9/9" in amina.text


async def test_countries_are_searched_filtered_sorted_and_paged(office: Office, amina: Browser) -> None:
    for code in ("KEN", "BRA", "CIV"):
        await office.invite(code)
    await respond(office)
    rows = r'<th scope="row">.*?<span class="quiet code">(\w*)</span>'

    async def shown(query: str) -> list[str]:
        return re.findall(rows, await amina.open(f"/countries?{query}"))

    assert await shown("") == ["BRA", "CIV", "KEN", "PAK"]
    assert await shown("sort=-country") == ["PAK", "KEN", "CIV", "BRA"]
    assert await shown("sort=-done") == ["PAK", "BRA", "CIV", "KEN"]
    assert await shown("q=cote") == ["CIV"]
    assert await shown("stage=in-progress") == ["PAK"]
    assert await shown("stage=not-begun&q=k") == ["KEN"]
    assert await shown("sort=nonsense&page=99") == ["BRA", "CIV", "KEN", "PAK"]
    await amina.open("/countries?page=0", 400)


async def test_an_answer_says_whether_it_is_the_one_of_an_earlier_edition(office: Office, amina: Browser) -> None:
    issued = await office.invite()
    earlier = earlier_document(2018, {"site": [{"url": "https://www.gov.pk"}], "has": True}, "PAK")
    await prefill(office.storage, office.questionnaire, office.clock, TEAM, [Earlier("then.json", earlier)])
    await office.open(FOCAL_POINT, issued)
    await office.tap(FOCAL_POINT, Action.BEGIN)
    await office.say(FOCAL_POINT, "I agree")
    await amina.open(f"/responses/{(await office.response(FOCAL_POINT)).id}")
    assert "edition of 2018" not in amina.text

    await office.tap(FOCAL_POINT, Action.KEEP, question="site")
    await office.say(FOCAL_POINT, "no")
    await amina.open(f"/responses/{(await office.response(FOCAL_POINT)).id}")
    assert "As in the edition of 2018, and confirmed" in amina.text
    assert "Changed since the edition of 2018" in amina.text


async def test_a_response_is_shown_as_the_form_with_the_history_of_each_answer(office: Office, amina: Browser) -> None:
    response = await respond(office)
    await amina.open(f"/responses/{response}")
    for words in ("Pakistan PAK", "In progress", "https://portal.example.org", "Because it is so", "57", "of all"):
        assert words in amina.text
    assert "Typed: 57 % of all" in amina.text


async def test_a_file_sent_with_an_answer_is_downloaded_and_never_shown(
    pages: Pages, office: Office, amina: Browser
) -> None:
    response = await respond(office)
    standing = await office.response(FOCAL_POINT)
    sha256 = "ab" * 32
    sent_at = office.clock.now()
    file = Attachment(
        id="1",
        question="why",
        name='<b>"Stratégie".pdf',
        media_type="application/pdf",
        size=2048,
        sha256=sha256,
        chat=FOCAL_POINT,
        message=1,
        added_at=sent_at,
    )
    async with office.storage.work() as work:
        person = await work.respondents.lock(FOCAL_POINT, sent_at)
        await work.responses.save(standing.but(attachments=(file,)), standing, person)
        await work.commit()

    async def fetch(key: str) -> AsyncIterator[bytes]:
        assert key == sha256
        yield b"%PDF-"
        yield b"1.7"

    pages.survey.fetch = fetch
    page = await amina.open(f"/responses/{response}")
    assert "Stratégie" in page
    assert "<b>" not in page
    answer = await amina.client.get(f"/responses/{response}/files/{sha256}")
    assert answer.content == b"%PDF-1.7"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == ("attachment; filename*=UTF-8''%3Cb%3E%22Strat%C3%A9gie%22.pdf")
    assert (await office.records())[-1].act is Act.EXPORTED
    await amina.open(f"/responses/{response}/files/{'cd' * 32}", 404)


async def test_who_opened_a_response_is_recorded(office: Office, amina: Browser) -> None:
    response = await respond(office)
    await amina.open(f"/responses/{response}")
    last = (await office.records())[-1]
    assert (last.act, last.actor, last.country, last.note) == (Act.OPENED, TEAM.name, "PAK", response)


async def test_who_read_answers_of_all_countries_is_recorded(office: Office, amina: Browser) -> None:
    await amina.open("/questions/tools?q=kenya")
    await amina.open(f"/questions?q={'because ' * 40}")
    await amina.open("/questions?q=+")
    by_question, by_words = (record for record in await office.records() if record.act is Act.READ)
    assert (by_question.actor, by_question.country) == (TEAM.name, None)
    assert by_question.note == f"{office.questionnaire.name}, tools"
    assert by_words.note is not None
    assert by_words.note.startswith(f"{office.questionnaire.name}, “because because")
    assert len(by_words.note) == LONGEST_NOTE


@pytest.mark.parametrize(
    "path", ["/responses/none", "/responses/0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11", "/questions/no"]
)
async def test_what_is_not_there_is_told(amina: Browser, path: str) -> None:
    await amina.open(path, 404)
    assert "There is nothing here" in amina.text


async def test_nothing_that_was_typed_becomes_markup(office: Office, amina: Browser) -> None:
    await office.invite("KEN", name=HOSTILE, address=HOSTILE)
    response = await respond(office, HOSTILE)
    questions = [question.name for question in office.questionnaire.questions]
    paths = ["/", f"/countries?q={HOSTILE}&sort={HOSTILE}", f"/responses/{response}", f"/questions?q={HOSTILE}"]
    paths += [f"/questions/{name}?q={HOSTILE}" for name in questions] + [f"/questions/{name}" for name in questions]
    for path in [*paths, f"/invitations?q={HOSTILE}", "/invitations", f"/audit?q={HOSTILE}&act={HOSTILE}", "/audit"]:
        page = (await amina.client.get(path)).text
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        assert not re.search(r'\sstyle="|\son\w+="', page), path


async def test_a_question_across_countries_counts_choices_and_lists_answers(office: Office, amina: Browser) -> None:
    await respond(office)
    await respond(office, country="KEN", chat=8)
    page = await amina.open("/questions/tools")
    assert "2 answered" in amina.text
    assert "E-mail: 2; Chat: 2" in page
    await amina.open("/questions/rate")
    assert "57% median" in amina.text
    await amina.open("/questions/officer_name?q=kenya")
    assert "Kenya not submitted Because it is so" in amina.text
    assert "Pakistan" not in amina.text


async def test_an_answer_that_is_parked_does_not_count(office: Office, amina: Browser) -> None:
    await respond(office)
    await office.tap(FOCAL_POINT, Action.EDIT, question="has")
    await office.say(FOCAL_POINT, "no")
    await amina.open("/questions/officer_name")
    assert "0 answered" in amina.text
    await amina.open("/questions?q=because")
    assert "Nobody wrote that" in amina.text


async def test_words_are_found_in_everything_that_was_written(office: Office, amina: Browser) -> None:
    await respond(office, "Le développement numérique")
    await amina.open("/questions?q=DEVELOPPEMENT NUM")
    assert "1 answer with" in amina.text
    assert "Pakistan" in amina.text


async def test_charts_are_pictures_drawn_here_in_two_themes_and_two_widths(office: Office, amina: Browser) -> None:
    await respond(office)
    page = await amina.open("/questions/tools")
    sources = [unescape(source) for source in re.findall(r'(?:src|srcset)="(/charts/[^"]*)"', page)]
    assert len(sources) == 4
    drawn = [await amina.client.get(source) for source in sources]
    for answer in drawn:
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
        assert answer.text.startswith("<svg")
        assert "E-mail" in answer.text
    assert len({answer.text for answer in drawn}) == 4
    # Another process, which has not made the page, draws the same.
    assert (await amina.client.get(sources[-1].partition("?")[0])).text == drawn[-1].text
    assert (await amina.client.get("/charts/questions/site/light.svg")).status_code == 404
    assert (await amina.client.get("/charts/activity/dark.svg")).status_code == 200


async def test_inviting_shows_the_link_once(office: Office, amina: Browser) -> None:
    await amina.open("/invitations")
    await amina.send("/invitations", {"role": "focal-point", "country": "Kenya", "name": "Wanjiru", "days": "5"})
    (link,) = re.findall(r'value="(https://t\.me/the_bot\?start=[\w-]{32})"', amina.page)
    assert link not in await amina.open("/invitations")
    (invitation,) = await office.invitations()
    assert (invitation.country, invitation.name, (invitation.expires_at - invitation.created_at).days) == (
        "KEN",
        "Wanjiru",
        5,
    )


async def test_a_mistake_in_the_form_is_told_and_what_was_typed_stays(office: Office, amina: Browser) -> None:
    await amina.open("/invitations")
    answer = await amina.send("/invitations", {"role": "focal-point", "country": "Atlantis", "name": "Plato"})
    assert answer.status_code == 400
    assert "“Atlantis” is no country" in amina.text
    assert 'value="Plato"' in amina.page
    assert await office.invitations() == ()


async def test_an_administrator_is_invited(office: Office, amina: Browser) -> None:
    await amina.open("/invitations")
    await amina.send("/invitations", {"role": "administrator", "name": "Bo"})
    assert "https://t.me/the_bot" in amina.page
    assert [each.country for each in await office.invitations()] == [None]


async def test_a_list_is_invited_whole_or_not_at_all(office: Office, amina: Browser) -> None:
    await amina.open("/invitations")
    wrong = b"country,name\nPAK,Amina\nAtlantis,Plato\nUtopia,More\n"
    answer = await amina.send("/invitations/list", {"days": "30"}, ("people.csv", wrong))
    assert answer.status_code == 400
    assert "line 3: “Atlantis” is no country" in amina.text
    assert "line 4: “Utopia”" in amina.text
    assert await office.invitations() == ()
    await amina.open("/invitations")
    await amina.send("/invitations/list", {"days": "30"}, ("people.csv", b"country;name\nPAK;Amina\nKEN;Bo\n"))
    assert "2 new links" in amina.text
    assert len(await office.invitations()) == 2


async def test_without_a_file_or_with_one_that_is_no_list_a_sentence_says_so(amina: Browser) -> None:
    await amina.open("/invitations")
    await amina.send("/invitations/list")
    assert "Choose a file first" in amina.text
    await amina.send("/invitations/list", None, ("list.xlsx", b"no workbook"))
    assert "list.xlsx is not an Excel workbook." in amina.text


async def test_renewing_revoking_and_handing_over(office: Office, amina: Browser) -> None:
    issued = await office.invite("KEN")
    await amina.open("/invitations")
    await amina.send(f"/invitations/{issued.invitation.id}/renew")
    assert amina.page.count("https://t.me/the_bot?start=") >= 1
    await respond(office)
    await amina.open("/invitations")
    await amina.send("/invitations/PAK/hand-over")
    assert "https://t.me/the_bot" in amina.page
    used = next(each for each in await office.invitations() if each.used_at)
    await amina.open("/invitations")
    revoked = await amina.send(f"/invitations/{used.id}/revoke")
    assert revoked.headers["location"] == "/invitations?done=revoked"
    await amina.open("/invitations?done=revoked")
    assert "Access was ended" in amina.text
    assert (await office.person(FOCAL_POINT)).role is None
    assert State.REVOKED in await office.states()


async def test_what_cannot_be_done_any_more_is_told_in_a_sentence(office: Office, amina: Browser) -> None:
    issued = await office.invite("KEN")
    await amina.open("/invitations")
    await amina.send(f"/invitations/{issued.invitation.id}/revoke")
    await amina.open("/invitations")
    answer = await amina.send(f"/invitations/{issued.invitation.id}/revoke")
    assert answer.status_code == 400
    assert "There is nothing to revoke" in amina.text


async def test_while_the_bots_name_is_not_known_no_link_is_made(pages: Pages, office: Office, amina: Browser) -> None:
    pages.survey.bot_name = lambda: None
    await amina.open("/invitations")
    assert (await amina.send("/invitations", {"role": "focal-point", "country": "KEN"})).status_code == 502
    assert await office.invitations() == ()


async def test_the_audit_log_is_shown_filtered_and_exported(office: Office, amina: Browser) -> None:
    await office.invite("KEN", name="=1+1")
    await respond(office)
    await amina.open("/audit")
    assert "Invited" in amina.text
    await amina.open("/audit?act=entered")
    assert "Kenya" not in amina.text
    await amina.open("/audit?q=kenya")
    assert "Pakistan" not in amina.text
    answer = await amina.client.get("/audit.csv?act=invited")
    assert answer.headers["content-disposition"] == 'attachment; filename="audit.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row["country"] for row in rows] == ["KEN", "PAK"]
    assert (await office.records())[-1].act == Act.EXPORTED


async def test_the_style_sheet_and_the_script_are_public_and_kept_by_browsers(stranger: Browser) -> None:
    page = await stranger.open("/sign-in")
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        answer = await stranger.client.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await stranger.client.get("/static/0/pages.css")).status_code == 404
    assert (await stranger.client.get("/static/0/..%2Fsurvey.py")).status_code == 404

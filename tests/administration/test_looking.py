"""Following a campaign, one question across countries, words in all answers, and one response's dossier."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.administration.across import (
    Bar,
    Entry,
    answers_across,
    bars,
    folded,
    search_answers,
    words_of,
)
from flows.administration.countries import country_name
from flows.administration.dossier import Dossier, open_dossier
from flows.administration.following import Followed, Following
from flows.administration.progress import Stage, progress
from flows.response import Status
from flows.turns import Action
from storage import views
from tests.administration.office import TEAM, Office

AMINA, BORIS, CHEN = 1, 2, 3


async def begin(office: Office, chat: int, country: str, *texts: str) -> None:
    """Somebody answers from the first question on."""
    await office.admit(chat, country)
    await office.tap(chat, Action.BEGIN)
    await office.tap(chat, Action.CHOOSE, question="agree", choice="yes")
    if texts:
        await office.say(chat, *texts)


WHOLE = ("portal.example.org", "yes", "Zoë", "zoe@example.org", "1, 2", "2", "for good reasons", "57 % of all")


async def entries(office: Office, name: str) -> list[Entry]:
    question = office.questionnaire.question(name)
    return [entry async for entry in answers_across(office.storage, office.questionnaire, TEAM, question)]


async def counted(office: Office, name: str) -> dict[str, int]:
    given = await entries(office, name)
    found = bars(office.questionnaire, office.questionnaire.question(name), given, "en")
    return {bar.label: bar.count for bar in found if bar.count}


async def found(office: Office, words: str) -> list[tuple[str | None, str]]:
    given = search_answers(office.storage, office.questionnaire, TEAM, words)
    return [(entry.country, entry.question.name) async for entry in given]


async def test_following_tells_the_same_as_the_progress(office: Office) -> None:
    following = Following(office.questionnaire, office.storage, office.clock)
    await begin(office, AMINA, "PAK", *WHOLE)
    await begin(office, BORIS, "KEN")
    await office.invite("BRA")
    await office.invite("FRA", days=1)
    office.clock.pass_by(days=2)
    told = await progress(office.storage, office.questionnaire, office.clock, TEAM)
    for _ in range(2):
        assert tuple(each.standing for each in await following.all(TEAM)) == told
    assert [each.stage for each in told] == [
        Stage.INVITED,
        Stage.EXPIRED,
        Stage.IN_PROGRESS,
        Stage.IN_PROGRESS,
    ]


async def test_only_what_changed_is_read_again(office: Office) -> None:
    following = Following(office.questionnaire, office.storage, office.clock)
    await begin(office, AMINA, "PAK", *WHOLE)
    await begin(office, BORIS, "KEN")

    async def look() -> dict[str | None, Followed]:
        return {each.standing.country: each for each in await following.all(TEAM)}

    before = await look()
    await office.say(AMINA, "2019-01-01")
    after = await look()
    assert after["KEN"] is before["KEN"]
    assert after["PAK"].standing.whole.done == before["PAK"].standing.whole.done + 1
    assert sum(after["PAK"].days.values()) == len((await office.response(AMINA)).answers)


async def test_a_response_that_was_stopped_is_followed_no_more(office: Office) -> None:
    following = Following(office.questionnaire, office.storage, office.clock)
    await begin(office, AMINA, "PAK")
    assert len(await following.all(TEAM)) == 1
    response = await office.response(AMINA)
    async with office.storage.work() as work:
        person = await work.respondents.lock(AMINA, office.clock.now())
        await work.responses.save(response.but(status=Status.STOPPED), response, person)
        await work.commit()
    assert await following.all(TEAM) == ()


async def test_choices_are_counted_each_by_itself(office: Office) -> None:
    await begin(office, AMINA, "PAK", *WHOLE)
    await begin(office, BORIS, "KEN", "kenya.example.org", "no", "1")
    await office.tap(BORIS, Action.CHOOSE, question="size", choice="other")
    await office.say(BORIS, "Huge")
    assert await counted(office, "tools") == {"E-mail": 2, "Chat": 1}
    assert await counted(office, "has") == {"Yes": 1, "No": 1}
    assert await counted(office, "agree") == {"I agree": 2}
    assert await counted(office, "size") == {"Large": 1, "Other": 1}
    assert await counted(office, "site") == {}
    assert await found(office, "huge") == [("KEN", "size")]


async def test_percentages_fall_into_bands_and_the_whole_into_the_last(office: Office) -> None:
    question = office.questionnaire.question("rate")
    await begin(office, AMINA, "PAK", *WHOLE)
    (entry,) = await entries(office, "rate")
    assert entry.number == 57
    whole = [
        Entry(question, "", None, entry.status, entry.answer.model_copy(update={"value": value}))
        for value in (0, 9.99, 10, 99.9, 100, None)
    ]
    assert [bar for bar in bars(office.questionnaire, question, whole, "en") if bar.count] == [
        Bar("0–10%", 2),
        Bar("10–20%", 1),
        Bar("90–100%", 2),
    ]


async def test_answers_are_told_in_words(office: Office) -> None:
    await begin(office, AMINA, "PAK", *WHOLE)
    await office.tap(AMINA, Action.SKIP, question="day")
    await office.tap(AMINA, Action.REASON, question="day", choice="not-available")

    async def words(name: str) -> str:
        (entry,) = await entries(office, name)
        return words_of(office.questionnaire, entry, "en")

    assert await words("tools") == "E-mail; Chat"
    assert await words("rate") == "57%"
    assert await words("day") == "Not answered: not available"
    assert await words("site") == "https://portal.example.org"
    assert [link.url for link in (await entries(office, "site"))[0].links] == ["https://portal.example.org"]


async def test_what_is_not_relevant_any_more_does_not_count(office: Office) -> None:
    await begin(office, AMINA, "PAK", *WHOLE)
    assert len(await entries(office, "officer_name")) == len(await entries(office, "why")) == 1
    await office.tap(AMINA, Action.EDIT, question="has")
    await office.say(AMINA, "no")
    await office.tap(AMINA, Action.EDIT, question="tools")
    await office.tap(AMINA, Action.NONE, question="tools")
    assert await entries(office, "officer_name") == []
    assert await entries(office, "why") == []
    assert [words_of(office.questionnaire, entry, "en") for entry in await entries(office, "tools")] == [
        "None of these"
    ]
    assert await found(office, "zoe") == []


async def test_words_are_found_whatever_their_case_and_accents(office: Office) -> None:
    await begin(office, AMINA, "PAK", *WHOLE)
    await begin(office, BORIS, "KEN", "kenya.example.org", "yes", "Zoe Quick")
    assert await found(office, "ZOE") == [("PAK", "officer_name"), ("PAK", "officer_email"), ("KEN", "officer_name")]
    assert await found(office, "quick zoë") == [("KEN", "officer_name")]
    assert await found(office, "of all") == [("PAK", "rate")]
    # The name of a choice, and the words of the form in which addresses are kept, are nothing anybody wrote.
    assert await found(office, "mail") == []
    assert await found(office, "url") == []
    assert folded("Ｓtraße ÉTÉ") == "strasse ete"


async def test_many_responses_are_read_batch_by_batch(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "BATCH", 2)
    for chat, country in enumerate(("PAK", "KEN", "BRA", "FRA", "KGZ"), 1):
        await begin(office, chat, country, f"{country.lower()}.example.org")
    assert [entry.country for entry in await entries(office, "site")] == ["PAK", "KEN", "BRA", "FRA", "KGZ"]
    assert len(await Following(office.questionnaire, office.storage, office.clock).all(TEAM)) == 5
    assert await found(office, "fra.example") == [("FRA", "site")]
    async with office.storage.reading() as work:
        assert [each async for each in work.views.some([])] == []


async def dossier(office: Office, chat: int) -> Dossier:
    response = await office.response(chat)
    opened = await open_dossier(office.storage, office.questionnaire, office.clock, TEAM, response.id)
    assert opened is not None
    return opened


async def test_a_dossier_tells_how_each_answer_came_about(office: Office) -> None:
    await begin(office, AMINA, "PAK", *WHOLE)
    await office.tap(AMINA, Action.EDIT, question="rate")
    await office.say(AMINA, "61 %")
    opened = await dossier(office, AMINA)
    assert [(told.words, told.remark, told.typed) for told in opened.history["rate"]] == [
        ("61%", "", "61 %"),
        ("57%", "of all", "57 % of all"),
    ]
    assert opened.history["rate"][0].at - opened.history["rate"][1].at >= timedelta(seconds=1)
    assert {told.who for history in opened.history.values() for told in history} == {"Person 1"}
    assert opened.standing.whole.done == 8
    assert "why" in opened.relevant


async def test_a_dossier_tells_what_was_confirmed_after_a_doubt_and_why_it_stands(office: Office) -> None:
    await begin(office, AMINA, "PAK", *WHOLE)
    await office.tap(AMINA, Action.EDIT, question="rate")
    await office.say(AMINA, "0")
    await office.tap(AMINA, Action.OVERRIDE, question="rate", choice="estimate")
    told = (await dossier(office, AMINA)).history["rate"]
    assert [(each.words, each.confirmed, each.kept) for each in told] == [
        ("0%", True, "Kept: an estimate"),
        ("57%", False, ""),
    ]


async def test_in_a_dossier_people_are_called_as_they_were_invited(office: Office) -> None:
    issued = await office.invite("PAK", name="Zainab", language="en")
    await office.open(AMINA, issued)
    await office.tap(AMINA, Action.BEGIN)
    await office.tap(AMINA, Action.CHOOSE, question="agree", choice="yes")
    assert {told.who for told in (await dossier(office, AMINA)).history["agree"]} == {"Zainab"}


async def test_a_remark_alone_and_an_answer_taken_back_are_told_as_such(office: Office) -> None:
    await begin(office, AMINA, "PAK", "It is being built.")
    await office.tap(AMINA, Action.CONFIRM, question="site", choice="0")
    response = await office.response(AMINA)
    async with office.storage.work() as work:
        person = await work.respondents.lock(AMINA, office.clock.now())
        await work.responses.save(response.with_answer("site", None), response, person)
        await work.commit()
    told = (await dossier(office, AMINA)).history["site"]
    assert [(each.words, each.remark) for each in told] == [("", ""), ("Remark only", "It is being built.")]


async def test_there_is_no_dossier_of_a_response_to_another_questionnaire(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    response = await office.response(AMINA)
    other = office.questionnaire.model_copy(update={"name": "other"})
    assert await open_dossier(office.storage, other, office.clock, TEAM, response.id) is None
    assert await open_dossier(office.storage, other, office.clock, TEAM, "no id") is None


def test_a_country_nobody_knows_is_called_by_its_code() -> None:
    assert (country_name("PAK"), country_name("XXX")) == ("Pakistan", "XXX")

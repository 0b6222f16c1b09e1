"""In which language the pages are: chosen, asked for by the browser, or English; how it writes what stands on them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.administration.office import Office
from tests.web.browser import Browser, Pages, open_browser
from tests.web.test_pages import respond
from tests.web.test_team_pages import submitted
from web.chart_locales import day_and_month, days_of, numbers_of
from web.languages import translator
from web.readers import LONGEST, best_of
from web.writing import Writing

NOW = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)


async def head_of(browser: Browser, path: str, asked_for: str) -> str:
    answer = await browser.client.get(path, headers={"Accept-Language": asked_for})
    return answer.text.partition("<head>")[0]


@pytest.mark.parametrize(
    ("asked_for", "language"),
    [
        ("fr", "fr"),
        ("fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", "fr"),
        ("de, en;q=0.5, fr;q=0.7", "fr"),
        ("FR-ca", "fr"),
        ("en-GB,fr;q=0.9", "en"),
        ("fr;q=0", "en"),
        ("de", "en"),
        ("*", "en"),
        ("", "en"),
        ('fr;q=2;;, "><script>', "en"),
    ],
)
async def test_the_browser_says_which_language_its_person_reads(
    stranger: Browser, asked_for: str, language: str
) -> None:
    assert f'<html lang="{language}" dir="ltr">' in await head_of(stranger, "/sign-in", asked_for)


def test_of_a_header_made_to_be_long_only_the_beginning_is_read() -> None:
    assert best_of(("en", "fr"), "aa" + "-bb" * 20_000 + ", fr") == "en"
    assert best_of(("en", "fr"), " " * LONGEST + "fr") == "en"
    assert best_of(("en", "fr"), "fr" + " " * 60_000 + "!") == "fr"


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("zh-Hant-TW", "zh_Hant"),
        ("zh, pt-br", "pt_BR"),
        ("pt", "en"),
        ("x-klingon, fr", "fr"),
        ("fr;q=0.2, zh-hant", "zh_Hant"),
    ],
)
def test_a_narrower_language_is_looked_for_first(accepted: str, best: str) -> None:
    assert best_of(("en", "fr", "pt_BR", "zh_Hant"), accepted) == best


async def test_a_language_that_was_chosen_is_kept_whatever_the_browser_asks_for(amina: Browser) -> None:
    await amina.open("/countries?stage=invited")
    chosen = await amina.client.post("/language", data={"language": "fr", "back": "/countries?stage=invited"})
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/countries?stage=invited")
    name, *attributes = chosen.headers["set-cookie"].split("; ")
    assert name == "__Host-focalpoint-language=fr"
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(attributes)
    assert '<html lang="fr"' in await head_of(amina, "/countries", "en")
    assert "Pays" in await amina.open("/countries")
    await amina.client.post("/language", data={"language": "en", "back": "/"})
    assert '<html lang="en"' in await head_of(amina, "/countries", "fr")


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "countries", "", "/\t/x", "/ x"],
)
async def test_the_choice_of_a_language_leads_to_no_other_site(stranger: Browser, back: str) -> None:
    answer = await stranger.client.post("/language", data={"language": "fr", "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("language", ["", "tlh", "../fr", "fr\r\nSet-Cookie: a=b"])
async def test_a_language_the_pages_are_not_in_is_refused(stranger: Browser, language: str) -> None:
    answer = await stranger.client.post("/language", data={"language": language, "back": "/"})
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


async def test_a_language_is_not_chosen_from_another_site(stranger: Browser) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = await stranger.client.post("/language", data={"language": "fr", "back": "/"}, headers=headers)
    assert answer.status_code == 403


async def test_a_cookie_with_another_word_counts_for_nothing(stranger: Browser) -> None:
    stranger.client.cookies.set("__Host-focalpoint-language", "<b>tlh</b>")
    assert '<html lang="fr"' in await head_of(stranger, "/sign-in", "fr")


async def test_what_came_of_a_form_offers_no_other_language(amina: Browser) -> None:
    """The links shown once would be gone."""
    assert 'action="/language"' in await amina.open("/invitations")
    await amina.send("/invitations", {"role": "focal-point", "country": "KEN"})
    assert "https://t.me/the_bot" in amina.page
    assert 'action="/language"' not in amina.page


async def test_the_pages_are_read_in_french(office: Office, pages: Pages) -> None:
    response = await submitted(office)
    async with open_browser(pages) as browser:
        await browser.sign_in()
        browser.client.headers["Accept-Language"] = "fr-FR"
        await browser.open("/")
        assert "Vue d’ensemble" in browser.text
        assert "1 soumis 100 % du total" in browser.text
        await browser.open(f"/responses/{response}")
        assert "22 avril 2019" in browser.text
        assert "J’accepte" in browser.text
        assert "Because it is so" in browser.text
        await browser.open("/questions/has")
        assert "Oui" in browser.text
        await browser.open("/countries?q=zz")
        assert "Aucun pays ne correspond" in browser.text


async def test_what_is_declined_is_told_in_the_language(office: Office, pages: Pages) -> None:
    await respond(office)
    async with open_browser(pages) as browser:
        await browser.sign_in()
        browser.client.headers["Accept-Language"] = "fr"
        await browser.open("/messages")
        await browser.send("/messages/preview", {"text": "Words", "audience": "nobody"})
        assert "Choose" not in browser.text
        await browser.open("/invitations")
        await browser.send("/invitations", {"role": "focal-point", "country": "PAK"})
        assert "Pakistan" in browser.text
        assert "already" not in browser.text
        await browser.open("/questions/nothing", 404)
        assert "Il n’y a rien ici" in browser.text


async def test_countries_are_found_and_sorted_by_their_names_in_the_language(office: Office, pages: Pages) -> None:
    for country in ("DEU", "ZAF", "BRA"):
        await office.invite(country)
    async with open_browser(pages) as browser:
        await browser.sign_in()
        browser.client.headers["Accept-Language"] = "fr"
        page = await browser.open("/countries")
        assert page.index("Afrique du Sud") < page.index("Allemagne") < page.index("Brésil")
        assert "Allemagne" in await browser.open("/countries?q=allem")
        browser.client.headers["Accept-Language"] = "en"
        page = await browser.open("/countries")
        assert page.index("Brazil") < page.index("Germany") < page.index("South Africa")


async def test_pages_vary_by_what_their_language_hangs_on(stranger: Browser) -> None:
    answer = await stranger.client.get("/sign-in")
    assert answer.headers["vary"] == "Cookie, Accept-Language"


def test_english_is_written_as_the_united_nations_write_it() -> None:
    writing = Writing(translator("en"))
    assert (writing.day(NOW), writing.minute(NOW), writing.clock(NOW)) == (
        "22 April 2019",
        "22 Apr 2019, 14:05",
        "14:05",
    )
    assert (writing.number(12_345), writing.share(57.5), writing.middle((50, 61))) == ("12,345", "57.5%", "55.5%")
    assert (writing.day(None), writing.minute(None), writing.ago(None, NOW)) == ("—", "—", "—")


@pytest.mark.parametrize(
    ("since", "english", "french"),
    [
        (timedelta(seconds=59), "just now", "à l’instant"),
        (timedelta(minutes=1), "1 minute ago", "il y a 1 minute"),
        (timedelta(hours=23, minutes=59), "23 hours ago", "il y a 23 heures"),
        (timedelta(days=1), "1 day ago", "il y a 1 jour"),
        (timedelta(days=45), "45 days ago", "il y a 45 jours"),
        (timedelta(days=-1), "just now", "à l’instant"),
    ],
)
def test_how_long_since_is_told_in_one_unit(since: timedelta, english: str, french: str) -> None:
    assert Writing(translator("en")).ago(NOW - since, NOW) == english
    assert Writing(translator("fr")).ago(NOW - since, NOW) == french


def test_a_text_of_the_questionnaire_is_marked_with_its_language_and_cut_where_there_is_no_room() -> None:
    text = {"en": "**Where** is <it>?", "ar": "أين هو؟"}
    assert Writing(translator("fr")).asked(text) == '<bdi lang="en" dir="ltr">Where is &lt;it&gt;?</bdi>'
    assert Writing(translator("fr")).asked(text, 6) == '<bdi lang="en" dir="ltr">Where…</bdi>'
    assert Writing(translator("fr")).asked({"ar": "أين هو؟"}) == '<bdi lang="ar" dir="rtl">أين هو؟</bdi>'


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(0, 0, "0%"), (0, 9, "0%"), (1, 1000, "< 1%"), (1, 3, "33%"), (999, 1000, "99%"), (9, 9, "100%")],
)
def test_a_share_is_nothing_or_all_only_if_it_is(part: int, whole: int, written: str) -> None:
    assert Writing(translator("en")).percent(part, whole) == written


@pytest.mark.parametrize(
    ("language", "pattern", "thousands", "april"),
    [("en", "%-d %b", ",", "Apr"), ("fr", "%-d %b", "\u202f", "avr.")],
)
def test_axes_are_written_as_the_language_writes(language: str, pattern: str, thousands: str, april: str) -> None:
    locale = translator(language).locale
    assert day_and_month(locale) == pattern
    assert numbers_of(locale)["thousands"] == thousands
    assert days_of(locale)["shortMonths"][3] == april
    assert days_of(locale)["days"][0] == {"en": "Sunday", "fr": "dimanche"}[language]

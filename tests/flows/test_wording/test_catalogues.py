"""The texts and their translations: the template is up to date, every catalogue complete."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from flows.questionnaire import MAX_CAPTION
from flows.wording.catalogue import language_name, languages, translator
from flows.wording.commands import COMMANDS, SENTENCES, Outside, menu, outside
from tests.flows.test_wording import checking
from tests.flows.test_wording.extracting import BOT, TORN

TRANSLATED = BOT.languages

# The chat service's limits: Bot API, BotCommand, setMyDescription and setMyShortDescription.
MAX_COMMAND = 256
MAX_ABOUT = 512
MAX_ABOUT_SHORT = 120


@pytest.fixture(scope="module", autouse=True)
def _written_anew_if_asked(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("rewrite"):
        BOT.rewrite()


def test_the_template_holds_every_text_of_the_code_and_no_other() -> None:
    assert checking.ids(BOT.template()) == checking.ids(BOT.extracted())


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_every_text(language: str) -> None:
    assert checking.ids(BOT.of(language)) == checking.ids(BOT.extracted())


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    assert checking.untranslated(BOT.of(language)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_placeholders_the_bold_and_the_lines_of_its_text_and_exclaims_nothing(
    language: str,
) -> None:
    assert checking.changed_marks(BOT.of(language)) == []
    assert checking.exclaiming(BOT.of(language)) == []


def test_in_french_no_sign_begins_a_line() -> None:
    """The space before `: ; ? » %`, and behind `«`, does not break. `--rewrite` sees to it."""
    french = [form for message in checking.texts(BOT.of("fr")) for form in checking.forms(message.string)]
    assert [form for form in french if TORN.search(form)] == []


@pytest.mark.parametrize("language", languages())
def test_the_captions_that_are_always_the_same_fit_without_being_cut(language: str) -> None:
    catalogue = BOT.extracted()
    captions = [
        str(m.id) for m in checking.texts(catalogue) if m.locations[0][0].endswith("/buttons.py") and "{" not in m.id
    ]
    assert len(captions) > 10
    for caption in captions:
        assert len(translator(language).text(caption)) <= MAX_CAPTION


def test_english_needs_no_catalogue() -> None:
    assert translator("en").text("Skip") == "Skip"
    assert translator("en").plural("{count} word", "{count} words", 2) == "{count} words"


@pytest.mark.parametrize("language", ["fr", "fr-CA", "fr_FR", "FR"])
def test_a_regional_language_is_spoken_to_in_its_main_language(language: str) -> None:
    assert translator(language).text("Skip") == "Passer"
    assert translator(language).language == "fr"


@pytest.mark.parametrize("language", [None, "", "tlh", "../fr", "en-US"])
def test_a_language_without_a_catalogue_is_spoken_to_in_english(language: str | None) -> None:
    assert translator(language).text("Skip") == "Skip"
    assert translator(language).day(date(2019, 4, 22)) == "22 April 2019"


def test_french_counts_in_its_own_way() -> None:
    # Zero is singular in French.
    one, many = "Up to {count} word.", "Up to {count} words."
    assert [translator("fr").plural(one, many, count) for count in (0, 1, 2)] == [
        "{count} mot au plus.",
        "{count} mot au plus.",
        "{count} mots au plus.",
    ]


def test_dates_times_durations_and_lists_are_written_as_the_language_writes_them() -> None:
    day, moment = date(2026, 11, 24), datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
    english, french = translator("en"), translator("fr")
    assert (english.day(day), french.day(day)) == ("24 November 2026", "24 novembre 2026")
    assert (english.day(day, short=True), french.day(day, short=True)) == ("24 Nov 2026", "24 nov. 2026")
    assert (english.clock(moment), french.clock(moment)) == ("09:05", "09:05")
    assert (english.duration(60), french.duration(45)) == ("1 hour", "45 minutes")
    assert (english.list_of(["1", "2", "3"]), french.list_of(["1", "2"])) == ("1, 2 and 3", "1 et 2")


def test_languages_are_called_as_they_call_themselves() -> None:
    assert [language_name(code) for code in ("en", "fr", "ar", "zh-Hant")] == [
        "English",
        "Français",
        "العربية",
        "中文 (繁體)",
    ]


@pytest.mark.parametrize("code", ["tlh", "x", "no such language"])
def test_a_language_nothing_is_known_of_is_called_by_its_code(code: str) -> None:
    assert language_name(code) == code


@pytest.mark.parametrize("language", languages())
def test_every_command_is_described_in_the_menu(language: str) -> None:
    commands = menu(language)
    assert [name for name, _ in commands] == list(COMMANDS)
    assert all(0 < len(description) <= MAX_COMMAND for _, description in commands)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("occasion", Outside)
def test_there_is_a_sentence_for_every_occasion_outside_a_turn(occasion: Outside, language: str) -> None:
    limit = {Outside.ABOUT: MAX_ABOUT, Outside.ABOUT_SHORT: MAX_ABOUT_SHORT}.get(occasion, 4096)
    assert 0 < len(outside(occasion, language)) <= limit


def test_the_sentences_outside_a_turn_are_spoken_in_the_language() -> None:
    assert set(SENTENCES) == set(Outside)
    assert outside(Outside.BROKEN, "en") == (
        "Something went wrong on my side. Your answers are safe. Please send /start to go on."
    )
    assert outside(Outside.BROKEN, "fr") == (
        "Une erreur s’est produite de mon côté. Vos réponses sont conservées. Veuillez envoyer /start pour continuer."
    )

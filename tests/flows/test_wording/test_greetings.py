"""Welcome, language, whereabouts, help and definitions."""

from __future__ import annotations

from flows.response import Status
from flows.turns import (
    Action,
    DefinitionShown,
    HelpShown,
    LanguageAsked,
    LanguageSet,
    Welcome,
    WelcomeBack,
    Whereabouts,
)
from flows.waiting import ForAnswer, ForEnquiry, Nothing
from tests.flows.small import small
from tests.flows.test_wording.saying import (
    LIBRARIES,
    assert_says,
    captions_of,
    libraries_response,
    message_of,
    response_of,
    small_response,
)


def test_the_welcome_says_what_this_is_and_that_everything_is_kept() -> None:
    assert_says(
        message_of(Welcome("PAK"), of=small(), response=small_response()),
        """
        *A small questionnaire*

        A few questions.

        You answer for Pakistan.
        There are 2 sections, usually about 5 minutes in all.
        Stop whenever you like: every answer is kept at once, and /start brings you back to it.
        [Begin][Not Pakistan]
        """,
    )


def test_the_welcome_names_no_country_before_it_is_known() -> None:
    message = message_of(Welcome(None), of=small(), response=small_response())
    assert "You answer for" not in message.plain_text
    assert captions_of(message) == ["Begin"]


def test_the_welcome_leaves_out_what_the_questionnaire_does_not_say() -> None:
    assert_says(
        message_of(Welcome(None), of=small(introduction=None, minutes=None), response=small_response()),
        """
        *A small questionnaire*

        There are 2 sections.
        Stop whenever you like: every answer is kept at once, and /start brings you back to it.
        [Begin]
        """,
    )


def test_a_questionnaire_without_a_country_question_calls_a_country_by_its_code() -> None:
    opening = {"name": "opening", "label": {"en": "Opening"}, "questions": [small().question("agree").model_dump()]}
    questionnaire = small(opening=opening)
    assert "You answer for PAK." in message_of(Welcome("PAK"), of=questionnaire, response=small_response()).plain_text


def test_who_returns_is_told_where_they_stopped() -> None:
    assert_says(
        message_of(WelcomeBack("q18", 38, 50)),
        """
        Welcome back. You stopped at 18, in VIII. Indicators. 38 of 50 are done.
        [Continue][Sections][Review]
        """,
    )
    assert message_of(WelcomeBack("country", 0, 50)).plain_text == (
        "Welcome back. You stopped at “Country”. 0 of 50 are done."
    )


def test_who_returns_with_everything_answered_goes_on_to_the_summary() -> None:
    message = message_of(WelcomeBack(None, 50, 50))
    assert message.plain_text == "Welcome back. All that is left is to submit. 50 of 50 are done."
    assert message.buttons[0][0].tap.action is Action.SUMMARY


def test_whereabouts_name_the_open_question_or_say_that_none_is() -> None:
    assert_says(
        message_of(Whereabouts("q18", 1, 50)),
        """
        You are at 18, in VIII. Indicators. 1 of 50 is done.
        [Show 18][Sections][Review]
        """,
    )
    assert message_of(Whereabouts("date", 0, 50)).plain_text == "You are at “Date”. 0 of 50 are done."
    assert message_of(Whereabouts(None, 50, 50)).plain_text == "All that is left is to submit. 50 of 50 are done."
    submitted = response_of(waiting=Nothing(), status=Status.COMPLETED)
    assert message_of(Whereabouts(None, 50, 50), response=submitted).plain_text == (
        "Your response is submitted. 50 of 50 are done."
    )


def test_the_language_is_asked_for_in_every_language() -> None:
    assert_says(
        message_of(LanguageAsked(), of=LIBRARIES, response=libraries_response()),
        """
        Please choose your language.
        Veuillez choisir votre langue.
        [English]
        [Français]
        """,
    )
    assert message_of(LanguageSet("fr"), of=LIBRARIES, response=libraries_response().but(language="fr")).plain_text == (
        "✓ Langue · Français"
    )


def test_help_explains_the_open_question_and_lists_the_commands() -> None:
    assert_says(
        message_of(HelpShown("q4_phone")),
        """
        *Now open: Phone*
        Send everything in one message, such as a signature, or share a contact. Or go one by one:
        One telephone number with its country code is expected, for example:
        +1 212 555 0100

        I ask the questions one at a time. Write your answer in your own words, or press a button. \
Every answer is kept at once and can be corrected later.

        /start · begin, or go on where you stopped
        /where · where you are and how much is done
        /sections · all sections, to go to any of them
        /review · your answers, to read and correct them
        /back · one question back
        /skip · skip this question
        /submit · what is still open, and the submission
        /cancel · cancel what is half done; no answer is lost
        /attach · send a file with an answer
        /ask · ask the survey team something
        /help · how this works
        [Show Phone]
        [Ask the survey team]
        [Skip][Back]
        """,
    )


def test_help_lists_how_to_choose_a_language_only_where_there_are_several() -> None:
    assert "/language" not in message_of(HelpShown(None)).plain_text
    assert "/language" in message_of(HelpShown(None), of=LIBRARIES, response=libraries_response()).plain_text


def test_help_brings_the_terms_of_the_open_question_and_its_limit_in_words() -> None:
    assert (
        captions_of(message_of(HelpShown("q22"), response=response_of(question="q22")))[0] == "About cooperation (WSIS)"
    )
    said = message_of(HelpShown("q6"), response=response_of(question="q6")).plain_text
    assert "Please answer in your own words. A few sentences are enough.\nUp to 250 words." in said


def test_help_while_a_question_for_the_survey_team_is_written_leads_back_to_it() -> None:
    asking = response_of(question="q6").but(waiting=ForEnquiry(interrupted=ForAnswer(question="q6")))
    assert captions_of(message_of(HelpShown("q6"), response=asking)) == ["Show 6"]


def test_help_without_an_open_question_leads_to_the_sections() -> None:
    assert captions_of(message_of(HelpShown(None))) == ["Sections", "Review"]


def test_a_definition_is_shown_with_its_question_at_hand() -> None:
    assert_says(
        message_of(DefinitionShown("q4", "cio"), response=response_of(question="q4")),
        """
        *Who counts as a CIO?*
        CIO or a similar senior official with a leadership role, sometimes referred as Chief Technology Officer (CTO) \
or Chief Digital Officer (CDO)
        [Show 4]
        """,
    )

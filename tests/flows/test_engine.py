"""The dialog, turn by turn, on a small questionnaire."""

from __future__ import annotations

import pytest

from flows.answer import Answer, SkipReason
from flows.engine import _COMMANDS, _COMMANDS_ABOUT, _INPUTS
from flows.engine import refuse_country as take_refused_country
from flows.hearing import WORDS
from flows.reading import Accepted, Link
from flows.response import Response, Status
from flows.tapping import ANY_TIME, WHILE_ASKED, WHILE_PROMPT_STANDS
from flows.turns import (
    Action,
    AlreadySubmitted,
    Cancelled,
    CannotBeSkipped,
    Command,
    CommandedUnknown,
    DefinitionShown,
    Doubted,
    HelpShown,
    Input,
    LanguageAsked,
    LanguageSet,
    LeftOpen,
    NothingAsked,
    NothingToCancel,
    NoWayBack,
    OtherAsked,
    Parked,
    Prompt,
    ReasonAsked,
    Receipt,
    Recorded,
    Refused,
    Reopened,
    Returned,
    ReviewShown,
    SectionEnded,
    SectionsShown,
    SentThing,
    StaleTap,
    Summary,
    Tapped,
    TappedUnknown,
    Thing,
    ThingNotRead,
    UnknownCommandTold,
    Welcome,
    WelcomeBack,
    Whereabouts,
)
from flows.violations import Code
from flows.waiting import ForAnswer, ForConfirmation, ForOther, ForReason, ForSubmission, Nothing
from tests.flows.small import small
from tests.scenario import START, Scenario, new_response


@pytest.fixture
def chat() -> Scenario:
    return Scenario(small())


@pytest.fixture
def at_site(chat: Scenario) -> Scenario:
    """At question 1, the opening behind."""
    return chat.begin().say("Pakistan").tap(Action.CHOOSE, "yes").expect_question("site")


@pytest.fixture
def at_tools(at_site: Scenario) -> Scenario:
    return at_site.say("www.gov.pk").tap(Action.CHOOSE, "no").expect_question("tools")


@pytest.fixture
def at_summary(at_tools: Scenario) -> Scenario:
    at_tools.tap(Action.NONE).say("small").say("57 %").say("2019-04-22")
    assert isinstance(at_tools.response.waiting, ForSubmission)
    return at_tools


@pytest.fixture
def submitted(at_summary: Scenario) -> Scenario:
    return at_summary.tap(Action.SUBMIT, question="").expect_replies(Receipt)


class TestStarting:
    def test_the_first_start_welcomes(self, chat: Scenario) -> None:
        chat.start().expect_replies(Welcome)
        assert chat.response.language == "en"

    def test_begin_asks_the_first_question(self, chat: Scenario) -> None:
        chat.begin().expect_question("country").expect_replies(Prompt)

    def test_words_before_begin_show_the_welcome_again(self, chat: Scenario) -> None:
        chat.start().say("hello").expect_replies(Welcome)

    def test_commands_before_begin_show_the_welcome_again(self, chat: Scenario) -> None:
        for command in Command:
            chat.start().command(command).expect_replies(Welcome)

    @pytest.mark.parametrize("action", [Action.SECTIONS, Action.REVIEW, Action.SUMMARY])
    def test_views_before_begin_show_the_welcome_again(self, chat: Scenario, action: Action) -> None:
        chat.start().tap(action).expect_replies(Welcome)

    def test_an_invented_edit_before_begin_shows_the_welcome_again(self, chat: Scenario) -> None:
        chat.start().tap(Action.EDIT, question="site").expect_replies(Welcome)

    def test_an_invented_jump_before_begin_is_explained(self, chat: Scenario) -> None:
        chat.start().tap(Action.SECTION, "one").expect_replies(StaleTap, Welcome)

    def test_an_invented_submission_before_begin_shows_the_welcome_again(self, chat: Scenario) -> None:
        chat.start().tap(Action.SUBMIT, question="").expect_replies(Welcome)

    def test_a_country_known_from_the_invitation_is_not_asked(self) -> None:
        questionnaire = small()
        invited = (
            new_response(questionnaire).with_answer("country", Answer(value="PAK", given_at=START)).but(country="PAK")
        )
        chat = Scenario(questionnaire, invited).start()
        assert chat.reply(Welcome).country == "PAK"
        chat.tap(Action.BEGIN).expect_question("agree")

    def test_not_this_country_asks_for_the_country(self, chat: Scenario) -> None:
        chat.start().tap(Action.OTHER_COUNTRY).expect_question("country")

    def test_start_later_says_where_one_stopped_and_puts_the_question_again(self, at_tools: Scenario) -> None:
        at_tools.start().expect_replies(WelcomeBack, Prompt).expect_question("tools")
        assert at_tools.reply(WelcomeBack) == WelcomeBack("tools", done=2, total=6)

    def test_start_at_the_summary_shows_it_again(self, at_summary: Scenario) -> None:
        at_summary.start().expect_replies(WelcomeBack, Summary)
        assert at_summary.reply(WelcomeBack).question is None

    def test_begin_with_everything_answered_shows_the_summary(self) -> None:
        questionnaire = small()
        answered = {q.name: Answer(value=None, note="x", given_at=START) for q in questionnaire.questions}
        chat = Scenario(questionnaire, new_response(questionnaire).but(answers=answered)).begin()
        assert isinstance(chat.response.waiting, ForSubmission)


class TestLanguages:
    @pytest.fixture
    def chat(self) -> Scenario:
        return Scenario(small(languages=["en", "fr"])).start()

    def test_with_two_languages_the_language_is_asked_first(self, chat: Scenario) -> None:
        chat.expect_replies(LanguageAsked)

    def test_the_language_is_tapped(self, chat: Scenario) -> None:
        chat.tap(Action.LANGUAGE, "fr").expect_replies(Welcome)
        assert chat.response.language == "fr"

    @pytest.mark.parametrize("typed", ["fr", "Français", "french", " FRENCH "])
    def test_the_language_is_typed(self, chat: Scenario, typed: str) -> None:
        chat.say(typed).expect_replies(Welcome)
        assert chat.response.language == "fr"

    @pytest.mark.parametrize("typed", ["en", "English", "english"])
    def test_english_is_typed(self, chat: Scenario, typed: str) -> None:
        chat.say(typed).expect_replies(Welcome)
        assert chat.response.language == "en"

    def test_another_word_asks_for_the_language_again(self, chat: Scenario) -> None:
        chat.say("klingon").expect_replies(LanguageAsked)

    def test_an_invented_language_is_explained(self, chat: Scenario) -> None:
        chat.tap(Action.LANGUAGE, "xx").expect_replies(StaleTap, LanguageAsked)

    def test_the_language_is_changed_later_without_losing_the_place(self, chat: Scenario) -> None:
        chat.tap(Action.LANGUAGE, "en").tap(Action.BEGIN).command(Command.LANGUAGE).expect_replies(LanguageAsked)
        chat.tap(Action.LANGUAGE, "fr").expect_replies(LanguageSet, Prompt).expect_question("country")


class TestAnswering:
    def test_an_answer_is_recorded_and_the_next_question_put(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").expect_replies(Recorded, Prompt).expect_question("has")
        assert at_site.value("site") == (Link(url="https://www.gov.pk"),)
        assert at_site.answer("site").typed == "www.gov.pk"

    def test_the_country_becomes_the_responses_country(self, at_site: Scenario) -> None:
        assert at_site.response.country == "PAK"

    def test_the_version_of_the_text_agreed_to_is_kept(self, at_site: Scenario) -> None:
        assert (at_site.value("agree"), at_site.answer("agree").version) == (True, "1")

    def test_a_refusal_changes_no_answer_and_counts(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").expect_question("rate")
        before = at_tools.response.answers
        for times in (1, 2, 3):
            at_tools.say("157 %").expect_violation(Code.PERCENT_ABOVE_100).expect_question("rate")
            assert at_tools.reply(Refused).times == times
        assert at_tools.response.answers == before

    def test_words_refused_are_kept_as_a_remark_on_demand(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").say("157 %").tap(Action.REMARK).expect_question("day")
        assert (at_tools.value("rate"), at_tools.answer("rate").note) == (None, "157 %")

    def test_a_remark_over_the_limit_is_refused(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").say("157 % as far as we can tell today")
        at_tools.tap(Action.REMARK).expect_violation(Code.TOO_MANY_WORDS).expect_question("rate")

    def test_nothing_refused_leaves_no_remark_to_keep(self, at_site: Scenario) -> None:
        at_site.tap(Action.REMARK).expect_replies(StaleTap, Prompt)

    def test_the_questionnaires_constraint_refuses(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").say("95 %").expect_violation(Code.CONSTRAINT).expect_question("rate")

    def test_today_is_one_tap(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").say("5 %").tap(Action.TODAY)
        assert at_tools.value("day") == "2019-04-22"

    def test_one_choice_is_tapped(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).tap(Action.CHOOSE, "large")
        assert at_tools.value("size") == "large"

    def test_other_asks_for_its_words(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).tap(Action.CHOOSE, "other").expect_replies(OtherAsked).expect_question("size")
        at_tools.say("medium").expect_question("rate")
        assert (at_tools.value("size"), at_tools.answer("size").other) == ("other", "medium")

    def test_other_without_readable_words_asks_again(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).tap(Action.CHOOSE, "other").say("\u200b").expect_replies(Refused, OtherAsked)

    def test_words_for_other_that_may_be_a_question_are_asked_about(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).tap(Action.CHOOSE, "other").say("Drones?").expect_replies(Doubted)
        assert at_tools.say("yes").answer("size").other == "Drones?"

    def test_too_many_words_for_other_are_refused_and_asked_for_again(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).tap(Action.CHOOSE, "other").say("it depends on the day of the week")
        at_tools.expect_replies(Refused, OtherAsked).expect_violation(Code.TOO_MANY_WORDS).expect_question("size")


def test_a_doubt_is_not_lost_to_who_asks_something(chat: Scenario) -> None:
    waiting = chat.begin().say("Pakistn").expect_replies(Doubted).response.waiting
    assert chat.say("help").expect_replies(Doubted).response.waiting == waiting
    assert chat.say("yes").value("country") == "PAK"


def test_a_definition_is_shown_and_the_doubt_stays(at_site: Scenario) -> None:
    waiting = at_site.say("www.pakistan,gov.pk").expect_replies(Doubted).response.waiting
    assert at_site.say("What is a portal?").expect_replies(DefinitionShown).response.waiting == waiting


class TestSeveralChoices:
    def test_ticks_change_the_prompt_in_place_and_are_kept(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "chat").tap(Action.TOGGLE, "mail")
        assert at_tools.turn.in_place
        assert at_tools.reply(Prompt).chosen == ("mail", "chat")
        at_tools.tap(Action.TOGGLE, "mail")
        assert at_tools.reply(Prompt).chosen == ("chat",)

    def test_done_records_what_is_ticked(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "chat").tap(Action.DONE).expect_question("size")
        assert at_tools.value("tools") == ("chat",)

    def test_none_of_these_records_no_choice(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "chat").tap(Action.NONE)
        assert at_tools.value("tools") == ()

    def test_other_among_several_asks_for_its_words(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "mail").tap(Action.TOGGLE, "other").tap(Action.DONE).say("telex")
        assert (at_tools.value("tools"), at_tools.answer("tools").other) == (("mail", "other"), "telex")

    def test_a_correction_starts_from_the_ticks_and_keeps_the_words_for_other(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "other").tap(Action.DONE).say("telex").tap(Action.EDIT, question="tools")
        assert at_tools.reply(Prompt).chosen == ("other",)
        at_tools.tap(Action.TOGGLE, "mail").tap(Action.DONE)
        assert (at_tools.value("tools"), at_tools.answer("tools").other) == (("mail", "other"), "telex")


class TestTicksBeforeDone:
    """A box that shows a tick keeps it until Done, whatever is done in between."""

    def test_ticks_survive_a_correction_of_another_question(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "chat").tap(Action.EDIT, question="site").say("www.pakistan.gov.pk")
        at_tools.expect_question("tools")
        assert at_tools.reply(Prompt).chosen == ("chat",)

    def test_ticks_survive_skip_and_back(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "chat").tap(Action.SKIP).command(Command.BACK)
        assert at_tools.reply(Prompt).chosen == ("chat",)

    def test_ticks_survive_the_question_for_the_words_of_other(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "mail").tap(Action.TOGGLE, "other").tap(Action.DONE).command(Command.BACK)
        assert at_tools.reply(Prompt).chosen == ("mail", "other")

    def test_choices_in_words_after_ticks_are_asked_about(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "chat").say("e-mail")
        assert at_tools.reply(Doubted).doubt.code is Code.TICKED_BEFORE
        assert at_tools.reply(Doubted).readings == (Accepted(("mail", "chat")), Accepted(("mail",)))

    def test_words_that_say_the_same_as_the_ticks_are_the_answer(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "chat").say("chat").expect_question("size")

    def test_ticks_are_dealt_with_by_the_answer(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "chat").tap(Action.DONE)
        assert at_tools.response.ticks == {}

    @pytest.mark.parametrize("leave", [Action.KEEP, None])
    def test_a_correction_that_is_given_up_drops_its_ticks(self, at_tools: Scenario, leave: Action | None) -> None:
        at_tools.tap(Action.TOGGLE, "chat").tap(Action.DONE).tap(Action.EDIT, question="tools")
        at_tools.tap(Action.TOGGLE, "mail")
        _ = at_tools.tap(leave) if leave else at_tools.command(Command.CANCEL)
        at_tools.tap(Action.EDIT, question="tools")
        assert at_tools.reply(Prompt).chosen == ("chat",)


class TestConfirming:
    def test_a_doubtful_reading_is_asked_about(self, at_site: Scenario) -> None:
        at_site.say("The portal is being upgraded").expect_replies(Doubted).expect_question("site")
        at_site.tap(Action.CONFIRM, "0").expect_question("has")
        assert (at_site.value("site"), at_site.answer("site").note) == ((), "The portal is being upgraded")

    def test_yes_in_words_confirms_the_only_reading(self, at_site: Scenario) -> None:
        at_site.say("The portal is being upgraded").say("yes").expect_question("has")
        assert at_site.answer("site").typed == "The portal is being upgraded"

    @pytest.mark.parametrize("words", ["keep", "Keep as a remark", "да"])
    def test_other_words_of_consent_confirm_the_only_reading(self, at_site: Scenario, words: str) -> None:
        at_site.say("The portal is being upgraded").say(words).expect_question("has")
        assert at_site.answer("site").note == "The portal is being upgraded"

    def test_the_number_of_a_listed_reading_confirms_it(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").say("5 %").say("04/05/2019").expect_replies(Doubted)
        second = at_tools.reply(Doubted).readings[1]
        at_tools.say("2")
        assert at_tools.value("day") == second.value

    def test_a_number_that_no_reading_has_is_read_as_an_answer(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").say("5 %").say("04/05/2019").say("99")
        at_tools.expect_question("day")
        assert "day" not in at_tools.response.answers

    def test_a_number_where_choices_have_numbers_too_is_asked_about_again(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("1 and 2").expect_replies(Doubted)
        at_tools.say("2").expect_replies(Doubted).expect_question("size")

    def test_a_number_is_a_percentage_where_one_is_asked(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").say("between 5 and 8").say("2")
        assert at_tools.value("rate") == 2

    def test_yes_to_several_readings_asks_again(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").say("between 5 and 8").say("yes").expect_replies(Doubted)

    def test_no_in_words_puts_the_question_again(self, at_site: Scenario) -> None:
        at_site.say("The portal is being upgraded").say("No").expect_replies(Prompt).expect_question("site")

    def test_retype_puts_the_question_again(self, at_site: Scenario) -> None:
        at_site.say("The portal is being upgraded").tap(Action.RETYPE).expect_replies(Prompt)
        assert isinstance(at_site.response.waiting, ForAnswer)

    def test_another_answer_in_words_is_read_instead(self, at_site: Scenario) -> None:
        at_site.say("The portal is being upgraded").say("www.gov.pk").expect_question("has")

    def test_a_confirmed_reading_still_meets_the_constraint(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.NONE).say("small").say("about 95 %").tap(Action.CONFIRM, "0")
        at_tools.expect_violation(Code.CONSTRAINT)

    @pytest.mark.parametrize("choice", ["", "7", "-1", "x", "²", "٣"])
    def test_a_reading_that_was_not_offered_is_explained(self, at_site: Scenario, choice: str) -> None:
        at_site.say("The portal is being upgraded").tap(Action.CONFIRM, choice).expect_replies(StaleTap, Doubted)


class TestSkipping:
    def test_skip_asks_for_the_reason_and_records_it(self, at_site: Scenario) -> None:
        at_site.tap(Action.SKIP).expect_replies(ReasonAsked).expect_question("site")
        at_site.tap(Action.REASON, "not-available").expect_replies(Recorded, Prompt).expect_question("has")
        assert at_site.answer("site").skipped is SkipReason.NOT_AVAILABLE

    def test_later_leaves_the_question_open(self, at_site: Scenario) -> None:
        at_site.tap(Action.SKIP).tap(Action.REASON, "later").expect_replies(LeftOpen, Prompt).expect_question("has")
        assert "site" not in at_site.response.answers

    def test_later_keeps_an_answer_given_before(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.EDIT, question="site").tap(Action.SKIP).tap(Action.REASON, "later")
        at_tools.expect_replies(Prompt).expect_question("tools")
        assert at_tools.value("site") == (Link(url="https://www.gov.pk"),)

    def test_an_invented_reason_is_explained(self, at_site: Scenario) -> None:
        at_site.tap(Action.SKIP).tap(Action.REASON, "whatever").expect_replies(StaleTap, ReasonAsked)

    def test_a_reason_that_was_not_asked_for_is_explained(self, at_site: Scenario) -> None:
        at_site.tap(Action.REASON, "later").expect_replies(StaleTap, Prompt)

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            ("It is not available", SkipReason.NOT_AVAILABLE),
            ("no such thing", SkipReason.NO_SUCH_THING),
            ("нет данных", SkipReason.NOT_AVAILABLE),
        ],
    )
    def test_the_reason_may_be_typed(self, at_site: Scenario, words: str, reason: SkipReason) -> None:
        at_site.tap(Action.SKIP).say(words).expect_question("has")
        assert at_site.answer("site").skipped is reason

    def test_later_may_be_typed(self, at_site: Scenario) -> None:
        at_site.tap(Action.SKIP).say("later").expect_replies(LeftOpen, Prompt)

    @pytest.mark.parametrize("words", ["N/A", "-", "none"])
    def test_words_that_say_there_is_nothing_lead_to_the_reasons(self, at_site: Scenario, words: str) -> None:
        at_site.say(words).expect_replies(ReasonAsked).expect_question("site")
        at_site.say(words)
        assert not isinstance(at_site.response.waiting, ForReason), "and not in a circle"

    def test_words_instead_of_a_reason_answer_the_question(self, at_site: Scenario) -> None:
        at_site.tap(Action.SKIP).say("www.gov.pk").expect_question("has")
        assert at_site.value("site") == (Link(url="https://www.gov.pk"),)

    def test_a_required_question_cannot_be_skipped(self, chat: Scenario) -> None:
        chat.begin().command(Command.SKIP).expect_replies(CannotBeSkipped, Prompt).expect_question("country")

    def test_skip_with_nothing_open_shows_the_summary(self, at_summary: Scenario) -> None:
        at_summary.command(Command.SKIP).expect_replies(Summary)


class TestGoingBack:
    def test_back_puts_the_question_before_with_its_answer(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.BACK, question="").expect_question("has")
        assert at_tools.reply(Prompt).answered == at_tools.answer("has")

    def test_after_the_correction_the_course_goes_on_where_it_was(self, at_tools: Scenario) -> None:
        at_tools.command(Command.BACK).command(Command.BACK).expect_question("site")
        at_tools.say("www.pakistan.gov.pk").expect_replies(Recorded, Prompt).expect_question("tools")
        assert at_tools.reply(Recorded).was is not None

    def test_keep_leaves_the_answer_and_returns(self, at_tools: Scenario) -> None:
        at_tools.command(Command.BACK).tap(Action.KEEP).expect_replies(Prompt).expect_question("tools")

    def test_there_is_nothing_before_the_first_question(self, chat: Scenario) -> None:
        chat.begin().command(Command.BACK).expect_replies(NoWayBack, Prompt).expect_question("country")

    def test_back_from_a_doubt_puts_its_question_again(self, at_site: Scenario) -> None:
        at_site.say("The portal is being upgraded").command(Command.BACK).expect_replies(Prompt).expect_question("site")

    def test_back_from_the_summary_puts_the_last_question(self, at_summary: Scenario) -> None:
        at_summary.tap(Action.BACK).expect_question("day")

    def test_back_to_a_question_left_open_goes_on_from_there(self, at_site: Scenario) -> None:
        at_site.tap(Action.SKIP).tap(Action.REASON, "later").command(Command.BACK).expect_question("site")
        assert not at_site.response.waiting.returning  # type: ignore[union-attr]

    def test_back_after_submission_says_so(self, submitted: Scenario) -> None:
        submitted.command(Command.BACK).expect_replies(AlreadySubmitted)


class TestCancelling:
    def test_a_doubt_is_dropped(self, at_site: Scenario) -> None:
        at_site.say("The portal is being upgraded").command(Command.CANCEL).expect_replies(Cancelled, Prompt)
        assert isinstance(at_site.response.waiting, ForAnswer)

    def test_a_correction_is_dropped_and_the_answer_stays(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.EDIT, question="site").command(Command.CANCEL).expect_replies(Cancelled, Prompt)
        at_tools.expect_question("tools")

    def test_a_correction_made_from_the_summary_returns_to_it(self, at_summary: Scenario) -> None:
        at_summary.tap(Action.EDIT, question="site").command(Command.CANCEL).expect_replies(Cancelled, Summary)

    def test_there_may_be_nothing_to_cancel(self, at_site: Scenario) -> None:
        at_site.command(Command.CANCEL).expect_replies(NothingToCancel, Prompt).expect_question("site")


class TestDependence:
    def test_what_an_answer_opens_is_asked_next(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.EDIT, question="has").tap(Action.CHOOSE, "yes").expect_question("officer_name")
        at_tools.say("Raza Ali Shah").say("ed@nitb.gov.pk").expect_question("tools")

    def test_what_stops_being_relevant_is_parked_and_returns(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.EDIT, question="has").tap(Action.CHOOSE, "yes").say("Raza Ali Shah").say("ed@nitb.gov.pk")
        at_tools.tap(Action.EDIT, question="has").tap(Action.CHOOSE, "no").expect_replies(Recorded, Parked, Prompt)
        assert at_tools.reply(Parked).questions == ("officer_name", "officer_email")
        at_tools.tap(Action.EDIT, question="has").tap(Action.CHOOSE, "yes").expect_replies(Recorded, Returned, Prompt)
        assert at_tools.value("officer_name") == "Raza Ali Shah"
        at_tools.expect_question("tools")

    def test_a_question_no_longer_relevant_is_not_edited(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.EDIT, question="officer_name").expect_replies(StaleTap, Prompt).expect_question("tools")

    def test_the_open_question_may_vanish(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "yes").expect_question("officer_name")
        at_site.tap(Action.EDIT, question="has").tap(Action.CHOOSE, "no").expect_question("tools")


class TestViews:
    def test_the_sections_are_shown_and_the_question_stays_open(self, at_site: Scenario) -> None:
        at_site.tap(Action.SECTIONS).expect_replies(SectionsShown).expect_question("site")

    def test_a_section_is_jumped_to(self, at_site: Scenario) -> None:
        at_site.tap(Action.SECTION, "two").expect_question("tools")

    def test_a_section_without_open_questions_is_reviewed(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.SECTION, "opening").expect_replies(ReviewShown).expect_question("tools")

    def test_an_unknown_section_is_explained(self, at_site: Scenario) -> None:
        at_site.tap(Action.SECTION, "nine").expect_replies(StaleTap, Prompt)

    def test_the_review_opens_at_the_open_question_and_turns_in_place(self, at_site: Scenario) -> None:
        at_site.command(Command.REVIEW)
        assert at_site.reply(ReviewShown).section == "one"
        assert not at_site.turn.in_place
        at_site.tap(Action.REVIEW, "two")
        assert at_site.reply(ReviewShown).section == "two"
        assert at_site.turn.in_place

    def test_the_review_of_a_finished_questionnaire_opens_at_its_first_section(self, at_summary: Scenario) -> None:
        assert at_summary.command(Command.REVIEW).reply(ReviewShown).section == "one"

    def test_a_definition_is_shown(self, at_site: Scenario) -> None:
        at_site.tap(Action.DEFINE, "portal").expect_replies(DefinitionShown).expect_question("site")

    @pytest.mark.parametrize(("question", "definition"), [("site", "moon"), ("", "portal"), ("has", "portal")])
    def test_a_definition_the_question_does_not_have_is_explained(
        self, at_site: Scenario, question: str, definition: str
    ) -> None:
        at_site.tap(Action.DEFINE, definition, question=question).expect_replies(StaleTap, Prompt)

    def test_the_open_question_is_shown_again(self, at_site: Scenario) -> None:
        at_site.tap(Action.SHOW).expect_replies(Prompt)

    def test_help_and_whereabouts_name_the_open_question(self, at_site: Scenario) -> None:
        assert at_site.command(Command.HELP).reply(HelpShown) == HelpShown("site")
        assert at_site.command(Command.WHERE).reply(Whereabouts) == Whereabouts("site", 0, 6)

    def test_help_and_whereabouts_work_without_an_open_question(self, at_summary: Scenario) -> None:
        assert at_summary.command(Command.HELP).reply(HelpShown) == HelpShown(None)
        assert at_summary.command(Command.WHERE).reply(Whereabouts) == Whereabouts(None, 6, 6)

    def test_an_edit_of_no_question_is_explained(self, at_site: Scenario) -> None:
        at_site.tap(Action.EDIT, question="").expect_replies(StaleTap, Prompt)


class TestSubmitting:
    def test_the_summary_lists_what_is_open_and_skipped(self, at_site: Scenario) -> None:
        at_site.tap(Action.SKIP).tap(Action.REASON, "not-available").command(Command.SUBMIT)
        summary = at_site.reply(Summary)
        assert summary.skipped == ("site",)
        assert summary.open[0] == "has"
        assert summary.missing == ()

    def test_required_questions_must_be_answered(self, chat: Scenario) -> None:
        chat.begin().command(Command.SUBMIT)
        assert chat.reply(Summary).missing == ("country", "agree")
        chat.tap(Action.SUBMIT, question="").expect_replies(Summary)
        assert chat.response.status is Status.IN_PROGRESS

    def test_submitting_completes_with_revision_1(self, submitted: Scenario) -> None:
        assert (submitted.response.status, submitted.response.revision) == (Status.COMPLETED, 1)
        assert submitted.response.completed_at == submitted.now
        assert isinstance(submitted.response.waiting, Nothing)

    def test_an_earlier_summary_cannot_be_submitted(self, at_site: Scenario) -> None:
        old = at_site.command(Command.SUBMIT).button(Action.SUBMIT, question="")
        at_site.say("www.gov.pk").take(Tapped(old)).expect_replies(StaleTap, Prompt)

    def test_open_questions_are_gone_to_from_the_summary(self, at_site: Scenario) -> None:
        at_site.tap(Action.SKIP).tap(Action.REASON, "later").tap(Action.CHOOSE, "no").tap(Action.NONE)
        at_site.say("small").say("5 %").tap(Action.TODAY)
        assert at_site.reply(Summary).open == ("site",)
        at_site.tap(Action.EDIT, question="site").say("www.gov.pk").expect_replies(Recorded, SectionEnded, Summary)

    def test_words_at_the_summary_are_quoted_not_kept(self, at_summary: Scenario) -> None:
        at_summary.say("hello").expect_replies(NothingAsked, Summary)

    def test_the_summary_of_a_submitted_response_leaves_the_correction_open(self, submitted: Scenario) -> None:
        submitted.tap(Action.EDIT, question="site").command(Command.SUBMIT).expect_replies(AlreadySubmitted)
        submitted.expect_question("site").say("www.pakistan.gov.pk").expect_replies(Recorded, Reopened, Summary)

    def test_summary_after_submission_says_so(self, submitted: Scenario) -> None:
        submitted.command(Command.SUBMIT).expect_replies(AlreadySubmitted)
        submitted.tap(Action.SUBMIT, question="").expect_replies(AlreadySubmitted)

    def test_start_after_submission_says_so(self, submitted: Scenario) -> None:
        submitted.start().expect_replies(AlreadySubmitted)

    def test_words_after_submission_are_quoted_not_kept(self, submitted: Scenario) -> None:
        submitted.say("thanks").expect_replies(NothingAsked, AlreadySubmitted)


class TestAmending:
    def test_looking_at_an_answer_does_not_reopen(self, submitted: Scenario) -> None:
        submitted.tap(Action.EDIT, question="site").tap(Action.KEEP).expect_replies(AlreadySubmitted)
        assert submitted.response.status is Status.COMPLETED

    def test_giving_the_same_answer_does_not_reopen(self, submitted: Scenario) -> None:
        submitted.tap(Action.EDIT, question="site").say("https://www.gov.pk").expect_replies(Recorded, AlreadySubmitted)

    def test_a_changed_answer_reopens_and_is_submitted_as_amended(self, submitted: Scenario) -> None:
        submitted.tap(Action.EDIT, question="site").say("www.pakistan.gov.pk")
        submitted.expect_replies(Recorded, Reopened, Summary)
        assert submitted.response.status is Status.IN_PROGRESS
        submitted.tap(Action.SUBMIT, question="").expect_replies(Receipt)
        assert (submitted.response.status, submitted.response.revision) == (Status.AMENDED, 2)

    def test_nothing_changed_is_not_submitted_again(self, submitted: Scenario) -> None:
        submitted.tap(Action.EDIT, question="site").command(Command.SUBMIT).expect_replies(AlreadySubmitted)
        assert submitted.response.revision == 1

    def test_a_question_left_open_is_answered_after_submission(self, at_site: Scenario) -> None:
        at_site.command(Command.SUBMIT).tap(Action.SUBMIT, question="")
        at_site.tap(Action.EDIT, question="site").say("www.gov.pk").expect_replies(Recorded, Reopened, Prompt)


class TestOldAndInventedButtons:
    def test_an_old_button_is_explained_and_changes_nothing(self, at_tools: Scenario) -> None:
        answers = at_tools.response.answers
        at_tools.tap(Action.CHOOSE, "yes", question="has", prompt=at_tools.response.prompt - 1)
        at_tools.expect_replies(StaleTap, Prompt).expect_question("tools")
        assert at_tools.response.answers == answers

    def test_a_double_tap_is_passed_over_once_and_then_explained(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk")
        tap = Tapped(at_site.button(Action.CHOOSE, "no"))
        at_site.take(tap).expect_question("tools")
        at_site.take(tap).expect_replies().expect_question("tools")
        at_site.take(tap).expect_replies(StaleTap, Prompt).expect_question("tools")

    def test_a_button_of_an_unknown_kind_is_explained(self, at_site: Scenario) -> None:
        at_site.take(TappedUnknown()).expect_replies(StaleTap, Prompt)

    @pytest.mark.parametrize("action", [a for a in Action if a not in ANY_TIME and a is not Action.BACK])
    def test_no_invented_button_changes_an_answer(self, at_site: Scenario, action: Action) -> None:
        answers = at_site.response.answers
        for question in ("", "site", "has", "tools", "nowhere"):
            for choice in ("", "0", "yes", "mail", "zzz"):
                at_site.tap(action, choice, question=question)
                assert at_site.response.answers == answers

    @pytest.mark.parametrize(
        ("action", "choice"),
        [(Action.TOGGLE, "mail"), (Action.DONE, ""), (Action.NONE, ""), (Action.TODAY, ""), (Action.CHOOSE, "yes")],
    )
    def test_a_button_of_another_type_of_question_is_explained(
        self, at_site: Scenario, action: Action, choice: str
    ) -> None:
        at_site.tap(action, choice).expect_replies(StaleTap, Prompt)

    def test_a_choice_that_is_not_offered_is_explained(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "pigeon").expect_replies(StaleTap, Prompt)

    def test_done_while_the_words_for_other_are_awaited_is_explained(self, at_tools: Scenario) -> None:
        at_tools.tap(Action.TOGGLE, "other").tap(Action.DONE).tap(Action.DONE).expect_replies(StaleTap, OtherAsked)


class TestOtherInputs:
    def test_a_photo_is_not_an_answer(self, at_site: Scenario) -> None:
        at_site.take(SentThing(Thing.PHOTO)).expect_replies(ThingNotRead).expect_question("site")

    def test_an_unknown_slash_word_is_asked_about_where_it_may_be_an_answer(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "yes").take(CommandedUnknown("/home user"))
        assert at_site.reply(Doubted).readings == (Accepted("/home user"),)
        at_site.tap(Action.CONFIRM, "0")
        assert at_site.value("officer_name") == "/home user"

    @pytest.mark.parametrize("text", ["/yes", "/"])
    def test_an_unknown_slash_word_that_is_no_answer_is_said_to_be_unknown(self, at_site: Scenario, text: str) -> None:
        at_site.take(CommandedUnknown(text)).expect_replies(UnknownCommandTold).expect_question("site")

    def test_an_unknown_slash_word_at_the_summary_is_said_to_be_unknown(self, at_summary: Scenario) -> None:
        at_summary.take(CommandedUnknown("/sumbit")).expect_replies(UnknownCommandTold)


class TestCountryTaken:
    def test_the_country_is_refused_and_stays_open(self, chat: Scenario) -> None:
        chat.begin()
        turn = take_refused_country(chat.questionnaire, chat.response, "Pakistan", chat.now)
        (refused,) = turn.replies
        assert isinstance(refused, Refused)
        assert refused.violation.code is Code.COUNTRY_TAKEN
        assert turn.response.country is None


class TestTables:
    def test_every_action_has_one_place(self) -> None:
        assert sorted([*ANY_TIME, *WHILE_ASKED, *WHILE_PROMPT_STANDS]) == sorted(Action)

    def test_every_command_has_a_handler(self) -> None:
        assert {*_COMMANDS, *_COMMANDS_ABOUT} == set(Command)

    def test_every_input_has_a_handler(self) -> None:
        assert set(_INPUTS) == set(Input.__args__)

    def test_every_state_hears_words(self) -> None:
        kinds = set(Response.model_fields["waiting"].annotation.__args__)  # type: ignore[union-attr]
        assert set(WORDS) == kinds
        assert {ForConfirmation, ForOther, ForReason} <= kinds

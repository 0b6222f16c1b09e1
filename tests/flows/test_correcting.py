"""A message that was changed, and the reply to an earlier one: the answer is corrected, the open question stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.reading import Link
from flows.turns import (
    Action,
    Command,
    CountryFixed,
    Doubted,
    EditNotTaken,
    EditRefused,
    NotTaken,
    Opened,
    OtherAsked,
    Parked,
    Prompt,
    Recorded,
    Refused,
    Reopened,
    Returned,
    StillOpen,
    Summary,
    Welcome,
)
from flows.violations import Code
from flows.waiting import ForConfirmation, ForOther
from tests.flows.small import small
from tests.scenario import Scenario


@pytest.fixture
def chat() -> Scenario:
    """At question 3; 1 was answered by message 2, 2 by message 3."""
    chat = Scenario(small()).begin().say("Pakistan").tap(Action.CHOOSE, "yes").say("www.gov.pk").say("no")
    return chat.expect_question("tools")


def first_url(chat: Scenario) -> str:
    (link,) = chat.value("site")
    assert isinstance(link, Link)
    return link.url


class TestEditing:
    def test_the_answer_is_corrected_and_the_open_question_stays(self, chat: Scenario) -> None:
        chat.edit(2, "www.pakistan.gov.pk").expect_replies(Recorded, StillOpen).expect_question("tools")
        recorded = chat.reply(Recorded)
        assert recorded.was is not None
        assert first_url(chat) == "https://www.pakistan.gov.pk"
        assert chat.answer("site").typed == "www.pakistan.gov.pk"

    def test_it_may_be_corrected_again(self, chat: Scenario) -> None:
        chat.edit(2, "www.pakistan.gov.pk").edit(2, "www.moit.gov.pk")
        assert first_url(chat) == "https://www.moit.gov.pk"

    def test_the_same_words_say_nothing(self, chat: Scenario) -> None:
        chat.edit(2, "www.gov.pk").expect_replies()

    def test_an_older_state_that_comes_late_changes_nothing(self, chat: Scenario) -> None:
        chat.edit(2, "www.pakistan.gov.pk")
        chat.edit(2, "www.moit.gov.pk", sent_at=chat.now - timedelta(minutes=2)).expect_replies()
        assert first_url(chat) == "https://www.pakistan.gov.pk"

    def test_other_words_for_the_same_are_not_called_a_change(self, chat: Scenario) -> None:
        chat.edit(2, "https://www.gov.pk")
        assert chat.reply(Recorded).was is None

    def test_what_it_opens_is_asked_next(self, chat: Scenario) -> None:
        chat.edit(3, "yes").expect_replies(Recorded, Prompt).expect_question("officer_name")
        chat.say("Aisha Khan").say("a@moit.gov.pk").expect_question("tools")

    def test_what_it_opens_waits_while_something_is_half_done(self, chat: Scenario) -> None:
        chat.tap(Action.TOGGLE, "mail").edit(3, "yes").expect_replies(Recorded, Opened, StillOpen)
        assert chat.expect_question("tools").reply(Opened).questions == ("officer_name", "officer_email")
        assert chat.response.ticks == {"tools": ("mail",)}
        chat.tap(Action.SKIP).edit(3, "no").edit(3, "yes").expect_replies(Recorded, Opened, StillOpen)

    def test_what_it_closes_is_parked_and_comes_back(self, chat: Scenario) -> None:
        chat.edit(3, "yes").say("Aisha Khan").expect_question("officer_email")
        chat.edit(3, "no").expect_replies(Recorded, Parked, Prompt).expect_question("tools")
        chat.edit(3, "yes").expect_replies(Recorded, Returned, Prompt).expect_question("officer_email")

    def test_a_parked_answer_is_corrected_and_stays_parked(self, chat: Scenario) -> None:
        chat.edit(3, "yes").say("Aisha Khan").edit(3, "no")
        chat.edit(4, "Aisha A. Khan").expect_replies(Recorded, Parked, StillOpen).expect_question("tools")
        assert chat.value("officer_name") == "Aisha A. Khan"

    def test_a_doubtful_text_for_a_parked_answer_changes_nothing(self, chat: Scenario) -> None:
        chat.edit(3, "yes").say("Aisha Khan").say("a@moit.gov.pk").edit(3, "no").edit(5, "a@gmial.com")
        chat.expect_replies(NotTaken, StillOpen)
        assert chat.value("officer_email") == "a@moit.gov.pk"

    def test_what_is_no_answer_is_refused_and_the_old_one_stays(self, chat: Scenario) -> None:
        chat.edit(2, "ftp://files.gov.pk").expect_replies(EditRefused, StillOpen).expect_question("tools")
        assert chat.reply(EditRefused).violation.code is Code.ADDRESS_SCHEME
        assert first_url(chat) == "https://www.gov.pk"

    def test_what_the_questionnaire_itself_rules_out_is_refused(self, chat: Scenario) -> None:
        chat.say("mail").say("small").say("Known").say("57").edit(7, "95").expect_replies(EditRefused, StillOpen)
        assert chat.value("rate") == 57

    def test_what_is_doubtful_is_asked_about_out_of_turn(self, chat: Scenario) -> None:
        chat.edit(2, "www.pakistan,gov.pk").expect_replies(Doubted).expect_question("site")
        assert first_url(chat) == "https://www.gov.pk"
        chat.tap(Action.CONFIRM, "0").expect_question("tools")
        assert first_url(chat) == "https://www.pakistan.gov.pk"

    def test_a_confirmed_answer_is_corrected_by_the_message_it_came_in(self, chat: Scenario) -> None:
        chat.edit(2, "www.pakistan,gov.pk").tap(Action.CONFIRM, "0").edit(2, "www.moit.gov.pk")
        assert first_url(chat) == "https://www.moit.gov.pk"

    def test_one_of_several_messages_is_read_again_with_the_others(self, chat: Scenario) -> None:
        chat.say("mail").ahead("chat").edit(4, "e-mail")
        assert chat.value("tools") == ("mail", "chat")
        chat.edit(5, "Other: pigeons")
        assert (chat.value("tools"), chat.answer("tools").other) == (("mail", "other"), "pigeons")

    def test_other_without_its_words_is_asked_for(self, chat: Scenario) -> None:
        chat.say("mail").expect_question("size").edit(4, "other").expect_replies(OtherAsked).expect_question("tools")
        chat.say("pigeons").expect_question("size")

    def test_the_words_for_other_are_corrected(self, chat: Scenario) -> None:
        chat.tap(Action.TOGGLE, "mail").tap(Action.TOGGLE, "other").tap(Action.DONE).say("pigons")
        chat.edit(4, "pigeons").expect_replies(Recorded, StillOpen)
        assert (chat.value("tools"), chat.answer("tools").other) == (("mail", "other"), "pigeons")

    def test_too_many_words_for_other_are_refused(self, chat: Scenario) -> None:
        chat.say("mail").tap(Action.CHOOSE, "other").say("tiny").edit(5, "one two three four five six")
        chat.expect_replies(EditRefused, StillOpen)
        assert chat.answer("size").other == "tiny"

    def test_refused_words_that_are_changed_answer_the_open_question(self, chat: Scenario) -> None:
        chat.say("mail").say("small").say("one two three four five six").expect_violation(Code.TOO_MANY_WORDS)
        chat.edit(6, "one two three four five").expect_question("rate")
        assert chat.value("why") == "one two three four five"

    def test_refused_words_that_are_changed_and_refused_again_count(self, chat: Scenario) -> None:
        chat.say("mail").say("small").say("one two three four five six").edit(6, "one two three four five seven")
        assert chat.reply(Refused).times == 2
        chat.edit(6, "one two three four five seven").expect_replies()

    def test_doubtful_words_that_are_changed_are_read_anew(self, chat: Scenario) -> None:
        chat.tap(Action.EDIT, question="site").say("www.pakistan,gov.pk").edit(4, "www.pakistan.gov.pk")
        chat.expect_replies(Recorded, Prompt).expect_question("tools")

    def test_the_summary_is_shown_again(self, chat: Scenario) -> None:
        chat.say("mail").say("small").say("Known").say("57").say("2019-04-22").edit(2, "www.pakistan.gov.pk")
        chat.expect_replies(Recorded, Summary)

    def test_after_the_submission_the_response_is_open_again(self, chat: Scenario) -> None:
        chat.command(Command.SUBMIT).tap(Action.SUBMIT, question="").edit(2, "www.pakistan.gov.pk")
        chat.expect_replies(Recorded, Reopened, Summary)

    def test_a_message_that_gave_no_answer_changes_nothing(self, chat: Scenario) -> None:
        chat.edit(77, "hello").expect_replies(EditNotTaken).expect_question("tools")

    def test_a_message_whose_answer_was_replaced_changes_nothing(self, chat: Scenario) -> None:
        chat.edit(77, "hello", gave="site")
        assert chat.reply(EditNotTaken).question == "site"


class TestReplying:
    def test_a_reply_replaces_the_answer_and_the_open_question_stays(self, chat: Scenario) -> None:
        chat.reply_to("site", "www.pakistan.gov.pk").expect_replies(Recorded, StillOpen).expect_question("tools")
        assert first_url(chat) == "https://www.pakistan.gov.pk"

    def test_the_reply_is_the_message_of_the_answer_from_then_on(self, chat: Scenario) -> None:
        chat.reply_to("site", "www.pakistan.gov.pk").edit(4, "www.moit.gov.pk")
        assert first_url(chat) == "https://www.moit.gov.pk"

    def test_a_reply_answers_a_question_left_open(self, chat: Scenario) -> None:
        chat.reply_to("rate", "57").expect_replies(Recorded, StillOpen).expect_question("tools")

    def test_a_reply_to_the_open_question_answers_it(self, chat: Scenario) -> None:
        chat.reply_to("tools", "mail").expect_replies(Recorded, Prompt).expect_question("size")

    def test_a_reply_that_is_no_answer_is_refused_and_its_question_asked_out_of_turn(self, chat: Scenario) -> None:
        chat.reply_to("site", "ftp://files.gov.pk").expect_violation(Code.ADDRESS_SCHEME).expect_question("site")
        chat.tap(Action.KEEP).expect_question("tools")
        assert first_url(chat) == "https://www.gov.pk"

    def test_a_doubtful_reply_is_asked_about(self, chat: Scenario) -> None:
        chat.reply_to("site", "www.pakistan,gov.pk").expect_replies(Doubted).tap(Action.CONFIRM, "0")
        assert first_url(chat.expect_question("tools")) == "https://www.pakistan.gov.pk"

    def test_a_reply_without_the_words_for_other_is_asked_for_them(self, chat: Scenario) -> None:
        chat.reply_to("size", "other").expect_replies(OtherAsked)
        assert isinstance(chat.response.waiting, ForOther)
        chat.say("tiny").expect_question("tools")

    def test_a_reply_to_a_question_that_is_not_asked_now_is_not_kept(self, chat: Scenario) -> None:
        chat.reply_to("officer_name", "Aisha Khan").expect_replies(NotTaken, StillOpen)

    def test_a_reply_that_comes_twice_is_read_once(self, chat: Scenario) -> None:
        chat.reply_to("site", "www.pakistan.gov.pk")
        chat.number -= 1
        chat.reply_to("site", "www.pakistan.gov.pk").expect_replies()

    @pytest.mark.parametrize("question", [None, "of_another_version"])
    def test_a_reply_to_what_is_no_question_is_asked_about(self, chat: Scenario, question: str | None) -> None:
        chat.reply_to(question, "mail").expect_question("tools")
        assert chat.reply_kinds == (Doubted,)
        assert isinstance(chat.response.waiting, ForConfirmation)
        assert chat.response.waiting.doubt.code is Code.REPLY_UNSURE
        chat.tap(Action.CONFIRM, "0")
        assert chat.value("tools") == ("mail",)

    def test_a_reply_to_what_is_no_question_that_is_no_answer_is_refused(self, chat: Scenario) -> None:
        chat.say("mail").say("small").reply_to(None, "one two three four five six").expect_replies(Refused)

    def test_a_reply_while_the_words_for_other_are_awaited_gives_them(self, chat: Scenario) -> None:
        chat.tap(Action.TOGGLE, "other").tap(Action.DONE).reply_to(None, "pigeons").expect_question("size")

    def test_before_the_beginning_the_welcome_is_shown_again(self) -> None:
        Scenario(small()).start().reply_to("site", "www.gov.pk").expect_replies(Welcome)

    def test_the_country_of_an_invitation_stays(self, chat: Scenario) -> None:
        chat.response = chat.response.but(invited=True)
        chat.reply_to("country", "Kenya").expect_replies(CountryFixed, StillOpen)
        assert chat.response.country == "PAK"

"""Words sent before what is asked now could be seen: they continue the answer before, or are asked about."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from flows.loading import load_questionnaire
from flows.reading import Hyperlink, Link
from flows.turns import (
    Action,
    Command,
    Doubted,
    Filled,
    Joined,
    ListShown,
    NotTaken,
    OtherAsked,
    Prompt,
    Recorded,
    Refused,
    Reopened,
    Separated,
    StaleTap,
    StillOpen,
    Summary,
    Welcome,
)
from flows.violations import Code
from tests.flows.small import small
from tests.scenario import Scenario


def urls(chat: Scenario, question: str = "site") -> list[str]:
    return [link.url for link in chat.value(question) if isinstance(link, Link)]


@pytest.fixture
def at_site() -> Scenario:
    """At question 1, the opening behind."""
    chat = Scenario(small()).begin().say("Pakistan").tap(Action.CHOOSE, "yes")
    return chat.expect_question("site")


@pytest.fixture
def at_why(at_site: Scenario) -> Scenario:
    at_site.say("www.gov.pk").tap(Action.CHOOSE, "no").say("mail").say("small")
    return at_site.expect_question("why")


class TestSeveralMessages:
    def test_addresses_sent_one_by_one_are_one_answer(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").ahead("www.moit.gov.pk").ahead("and www.nitb.gov.pk").expect_question("has")
        assert urls(at_site) == ["https://www.gov.pk", "https://www.moit.gov.pk", "https://www.nitb.gov.pk"]
        at_site.expect_replies(Joined, StillOpen)
        assert at_site.answer("site").typed == "www.gov.pk\nwww.moit.gov.pk\nand www.nitb.gov.pk"

    def test_of_a_choice_the_words_that_make_it_are_taken(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").say("hm").ahead("yes").expect_question("officer_name")
        assert at_site.answer("has").typed == "yes"
        at_site.tap(Action.EDIT, question="has").say("hm").ahead("well").expect_question("has")

    def test_lines_that_make_a_list_together_are_shown_as_one(self) -> None:
        chat = Scenario(load_questionnaire("msq-2020")).begin().tap(Action.EDIT, question="q5a")
        chat.say("a. www.pc.gov.pk").ahead("b. www.moent.gov.pk").expect_replies(ListShown)
        chat.ahead("c. www.nhsrc.gov.pk").expect_replies(ListShown)
        assert [part.question for part in chat.reply(ListShown).parts] == ["q5a", "q5b", "q5c"]

    def test_a_line_that_is_asked_about_is_not_forgotten_for_the_next(self) -> None:
        chat = Scenario(load_questionnaire("msq-2020")).begin().tap(Action.EDIT, question="contact_name")
        chat.say("Raza Ali Shah").ahead("NITB").expect_replies(Doubted).expect_question("contact_title")
        chat.ahead("ed@nitb.gov.pk").expect_replies(Filled, Doubted).expect_question("contact_title")

    def test_the_address_behind_words_is_joined_with_them(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").ahead("our ministry", Hyperlink("our ministry", "https://www.moit.gov.pk"))
        assert urls(at_site) == ["https://www.gov.pk", "https://www.moit.gov.pk"]

    def test_paragraphs_sent_one_by_one_are_one_text(self, at_why: Scenario) -> None:
        at_why.say("They are").ahead("well known").expect_replies(Joined, StillOpen).expect_question("rate")
        assert at_why.value("why") == "They are\nwell known"

    def test_choices_sent_one_by_one_are_one_answer(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "no").say("mail").ahead("chat")
        assert at_site.value("tools") == ("mail", "chat")

    @pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
    def test_the_order_of_arrival_makes_no_difference(self, at_site: Scenario, order: tuple[int, ...]) -> None:
        at_site.look()
        for number in order:
            at_site.ahead(f"www.m{number}.gov.pk", number=100 + number)
        assert urls(at_site) == ["https://www.m1.gov.pk", "https://www.m2.gov.pk", "https://www.m3.gov.pk"]

    def test_a_message_that_comes_twice_is_read_once(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").ahead("www.moit.gov.pk").ahead("www.moit.gov.pk", number=at_site.number)
        at_site.expect_replies().expect_question("has")
        assert len(urls(at_site)) == 2

    def test_a_refused_message_that_comes_twice_is_refused_once(self, at_why: Scenario) -> None:
        at_why.say("one two three four five six").ahead("one two three four five six", number=at_why.number)
        at_why.expect_replies()

    def test_only_a_remark_is_added_to_an_answer_of_one_value(self, at_why: Scenario) -> None:
        at_why.say("Known").say("57 %").ahead("for the Citizen Portal").expect_replies(Joined, StillOpen)
        assert (at_why.value("rate"), at_why.answer("rate").note) == (57, "for the Citizen Portal")

    def test_words_after_the_last_question_continue_it(self, at_why: Scenario) -> None:
        at_why.say("Known").say("57 %").say("2019-04-22").ahead("or so").expect_replies(Joined, Summary)
        assert (at_why.value("day"), at_why.answer("day").note) == ("2019-04-22", "or so")

    def test_another_value_is_not_joined_to_an_answer_of_one_value(self, at_why: Scenario) -> None:
        at_why.say("Known").say("57 %").say("2019-04-22").ahead("2020-04-22").expect_replies(NotTaken, Summary)
        assert at_why.value("day") == "2019-04-22"

    def test_words_for_other_are_continued(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "no").tap(Action.TOGGLE, "other").tap(Action.DONE)
        at_site.say("pigeons").ahead("and smoke").expect_replies(Joined, StillOpen)
        assert (at_site.value("tools"), at_site.answer("tools").other) == (("other",), "pigeons\nand smoke")

    def test_other_without_its_words_is_not_joined(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "no").say("mail").ahead("other")
        assert at_site.value("tools") == ("mail",)
        assert at_site.reply(Doubted).doubt.code is Code.TYPED_AHEAD

    def test_too_many_words_for_other_are_asked_about(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "no").say("mail").tap(Action.CHOOSE, "other")
        at_site.say("one two three").ahead("four five six")
        assert at_site.answer("size").other == "one two three"
        assert at_site.reply(Doubted).doubt.code is Code.TYPED_AHEAD

    def test_a_submitted_response_is_reopened_by_what_continues_an_answer(self, at_why: Scenario) -> None:
        at_why.command(Command.SUBMIT).tap(Action.SUBMIT, question="").tap(Action.EDIT, question="why")
        at_why.say("They are").expect_replies(Recorded, Reopened, Prompt).tap(Action.SUBMIT, question="")
        at_why.command(Command.SUBMIT).tap(Action.SUBMIT, question="").look("why")
        at_why.response = at_why.response.but(asked_at=at_why.now + timedelta(days=1))
        at_why.ahead("known").expect_replies(Joined, Reopened, Summary)


class TestLongTexts:
    def test_the_rest_of_a_text_that_was_cut_follows_whatever_was_said_between(self, at_why: Scenario) -> None:
        at_why.look().ahead("Very well", cut=True).expect_question("rate")
        just_after = at_why.response.answers["why"].sources[0].sent_at + timedelta(seconds=9)
        at_why.look().ahead("known", sent_at=just_after).expect_replies(Joined, StillOpen)
        assert at_why.value("why") == "Very well known"

    def test_what_is_said_later_is_no_rest_of_a_text_that_was_cut(self, at_why: Scenario) -> None:
        at_why.look().ahead("Very well", cut=True).say("57").expect_question("day")
        assert at_why.value("why") == "Very well"

    def test_the_rest_of_a_text_that_was_refused_is_refused_with_it(self, at_why: Scenario) -> None:
        at_why.look().ahead("one two three four five six", cut=True).expect_violation(Code.TOO_MANY_WORDS)
        at_why.look().ahead("seven", sent_at=at_why.now - timedelta(minutes=1)).expect_violation(Code.TOO_MANY_WORDS)
        assert at_why.reply(Refused).violation.params["count"] == 7

    def test_words_too_many_together_are_refused_and_what_was_kept_stays(self, at_why: Scenario) -> None:
        at_why.say("one two three").ahead("four five six").expect_violation(Code.TOO_MANY_WORDS)
        assert at_why.value("why") == "one two three"
        at_why.expect_question("why").tap(Action.KEEP).expect_question("rate")

    def test_words_refused_are_continued_and_not_counted_as_refused_again(self, at_why: Scenario) -> None:
        at_why.say("one two three four five six").ahead("seven eight")
        refused = at_why.reply(Refused)
        assert (refused.times, refused.violation.params["count"]) == (1, 8)

    def test_words_sent_after_the_refusal_was_seen_are_a_new_answer(self, at_why: Scenario) -> None:
        at_why.say("one two three four five six").say("seven eight").expect_question("rate")
        assert at_why.value("why") == "seven eight"

    def test_doubtful_words_are_read_with_what_follows(self, at_site: Scenario) -> None:
        at_site.say("www.pakistan,gov.pk").ahead("www.moit.gov.pk").expect_replies(Doubted).expect_question("site")
        at_site.tap(Action.CONFIRM, "0")
        assert urls(at_site) == ["https://www.pakistan.gov.pk", "https://www.moit.gov.pk"]

    def test_an_address_refused_together_is_asked_for_out_of_turn(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").ahead("ftp://files.gov.pk").expect_violation(Code.ADDRESS_SCHEME)
        at_site.expect_question("site")
        assert urls(at_site) == ["https://www.gov.pk"]


class TestLeavingOut:
    def test_what_was_joined_is_left_out_again_and_offered_as_the_answer_now_asked_for(self, at_why: Scenario) -> None:
        at_why.say("They are").ahead("57")
        at_why.tap(Action.SEPARATE, str(at_why.number), question="why")
        assert at_why.value("why") == "They are"
        at_why.expect_replies(Separated, Doubted).expect_question("rate").tap(Action.CONFIRM, "0")
        assert at_why.value("rate") == 57

    def test_words_that_cannot_answer_what_is_asked_are_only_left_out(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").ahead("www.moit.gov.pk").tap(Action.SEPARATE, str(at_site.number), question="site")
        at_site.expect_replies(Separated, StillOpen).expect_question("has")
        assert at_site.reply(Separated).typed == "www.moit.gov.pk"
        assert urls(at_site) == ["https://www.gov.pk"]

    def test_leaving_out_twice_is_explained(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").ahead("www.moit.gov.pk").tap(Action.SEPARATE, str(at_site.number), question="site")
        at_site.tap(Action.SEPARATE, str(at_site.number), question="site").expect_replies(StaleTap, Prompt)

    def test_the_only_message_of_an_answer_cannot_be_left_out(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.SEPARATE, str(at_site.number), question="site")
        at_site.expect_replies(StaleTap, Prompt)

    @pytest.mark.parametrize("question", ["", "has", "site"])
    def test_a_button_for_what_was_not_joined_is_explained(self, at_site: Scenario, question: str) -> None:
        at_site.tap(Action.SEPARATE, "7", question=question).expect_replies(StaleTap, Prompt)

    def test_where_the_rest_is_doubtful_alone_it_is_asked_about(self, at_site: Scenario) -> None:
        at_site.say("www.pakistan,gov.pk").ahead("www.moit.gov.pk").tap(Action.CONFIRM, "0")
        at_site.tap(Action.SEPARATE, str(at_site.number), question="site").expect_replies(Doubted)
        at_site.expect_question("site")


class TestNothingToContinue:
    def test_before_the_beginning_the_welcome_is_shown_again(self) -> None:
        Scenario(small()).start().ahead("hello").expect_replies(Welcome)

    def test_words_after_a_tap_are_asked_about_where_they_may_be_the_next_answer(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "yes").ahead("Aisha Khan")
        assert at_site.reply(Doubted).doubt.code is Code.TYPED_AHEAD
        assert at_site.value("has") is True
        at_site.tap(Action.CONFIRM, "0")
        assert at_site.value("officer_name") == "Aisha Khan"

    def test_more_words_belong_to_the_same_doubt(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "yes").ahead("Aisha").ahead("Khan").tap(Action.CONFIRM, "0")
        assert at_site.value("officer_name") == "Aisha\nKhan"

    def test_a_long_text_is_quoted_by_its_beginning(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "yes").ahead("word " * 30)
        quoted = at_site.reply(Doubted).doubt.params["written"]
        assert str(quoted).endswith("…")
        assert len(str(quoted)) < 65

    def test_words_that_cannot_be_the_next_answer_are_quoted_not_kept(self, at_why: Scenario) -> None:
        at_why.say("Known").tap(Action.SKIP).tap(Action.REASON, "not-available").ahead("good day")
        at_why.expect_replies(NotTaken, Prompt).expect_question("day")

    def test_doubtful_words_are_asked_about_with_their_readings(self, at_why: Scenario) -> None:
        at_why.tap(Action.SKIP).tap(Action.REASON, "not-available").ahead("between 5 and 8").expect_question("rate")
        assert len(at_why.reply(Doubted).readings) > 1

    def test_words_for_a_question_left_open_are_never_its_answer_unasked(self, at_site: Scenario) -> None:
        at_site.tap(Action.SKIP).tap(Action.REASON, "later").expect_question("has")
        at_site.ahead("www.gov.pk").expect_replies(NotTaken, Prompt).expect_question("has")
        assert "site" not in at_site.response.answers

    def test_words_are_asked_about_where_it_is_not_certain_what_was_seen(self, at_why: Scenario) -> None:
        """A crash between sending and noting: they may answer what is asked now, or go on with what was."""
        at_why.say("Known").expect_question("rate").look_uncertainly()
        at_why.ahead("57 %").expect_replies(Doubted).expect_question("rate")
        assert at_why.value("why") == "Known"

    def test_while_something_is_half_done_words_are_quoted_not_kept(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "no").tap(Action.TOGGLE, "other").tap(Action.DONE)
        at_site.look_away().ahead("since 2015").expect_replies(NotTaken, OtherAsked)

    def test_with_nothing_seen_at_all_words_are_asked_about(self, at_site: Scenario) -> None:
        at_site.look_away().ahead("www.gov.pk").expect_replies(Doubted).expect_question("site")

    def test_ticks_do_not_keep_words_from_being_the_answer(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "no").tap(Action.TOGGLE, "mail").ahead("chat")
        assert at_site.reply(Doubted).doubt.code is Code.TICKED_BEFORE

    def test_the_words_for_other_may_come_before_they_were_asked_for(self, at_site: Scenario) -> None:
        at_site.say("www.gov.pk").tap(Action.CHOOSE, "no").tap(Action.TOGGLE, "other").tap(Action.DONE)
        at_site.ahead("pigeons").expect_question("size")
        assert at_site.answer("tools").other == "pigeons"

    def test_what_is_waited_for_since_an_earlier_version_counts_as_seen(self, at_site: Scenario) -> None:
        at_site.response = at_site.response.but(asked_at=None)
        at_site.look_away().ahead("www.gov.pk").expect_question("has")


def test_what_is_waited_for_is_as_old_as_its_last_change(at_site: Scenario) -> None:
    before = at_site.response.asked_at
    at_site.say("ftp://a.gov.pk")
    assert at_site.response.asked_at == at_site.now != before
    at_site.command(Command.HELP)
    assert at_site.response.asked_at != at_site.now
    at_site.say("www.pakistan,gov.pk").expect_replies(Doubted)
    assert at_site.response.asked_at == at_site.now

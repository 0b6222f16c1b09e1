"""Answers of an earlier edition in the conversation: offered, kept, changed, cleared, all at once; in the document."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from flows.answer import Answer, Carried, Offer, SkipReason
from flows.conversation import Conversation
from flows.document import build_document
from flows.engine import carry_over
from flows.loading import load_questionnaire
from flows.reading import Link
from flows.response import Response, Status
from flows.turns import (
    OF_CARD,
    Action,
    Command,
    Filled,
    OfferCleared,
    OffersKept,
    OffersLoaded,
    OffersShown,
    Prompt,
    Recorded,
    Refused,
    Reopened,
    StaleTap,
    Summary,
    Turn,
)
from flows.violations import Code
from flows.waiting import ForAnswer, ForSubmission
from tests.flows.small import small
from tests.scenario import START, Scenario, new_response

THEN = datetime(2018, 5, 2, tzinfo=UTC)
SMALL = small()
MSQ = load_questionnaire("msq-2020")
PORTAL = (Link(url="https://www.gov.pk"),)
EARLIER = {
    "site": PORTAL,
    "has": True,
    "officer_name": "Amina",
    "officer_email": "amina@moit.gov.pk",
    "tools": ("mail",),
    "size": "large",
    "why": "we like it",
    "rate": 57,
    "day": "2018-03-01",
}


def carried(year: int = 2018, **values: Any) -> dict[str, Carried]:
    return {
        name: Carried(answer=value if isinstance(value, Answer) else Answer(value=value, given_at=THEN), year=year)
        for name, value in values.items()
    }


def begun(**values: Any) -> Scenario:
    """At the first question, with these answers of 2018."""
    chat = Scenario(SMALL, new_response(SMALL).but(carried=carried(**values)))
    return chat.begin().say("Pakistan").tap(Action.CHOOSE, "yes").expect_question("site")


def on_msq(**values: Any) -> Scenario:
    chat = Scenario(MSQ, new_response(MSQ).but(carried=carried(**values)))
    return chat.begin().say("Pakistan").say("2019-04-22").tap(Action.CHOOSE, "yes")


def loaded(response: Response, **values: Any) -> Turn:
    return carry_over(SMALL, response, carried(**values), START)


def mark_of(chat: Scenario, question: str) -> str | None:
    mark: str | None = build_document(chat.questionnaire, chat.response)["answers"][question].get("carried")
    return mark


class TestOneByOne:
    def test_it_is_offered_with_its_question_and_counts_for_nothing_before_it_is_kept(self) -> None:
        chat = begun(site=PORTAL)
        assert chat.reply(Prompt).carried == carried(site=PORTAL)["site"]
        assert "site" not in chat.response.answers
        chat.command(Command.SUBMIT)
        assert "site" in chat.reply(Summary).open
        assert build_document(SMALL, chat.response)["answers"]["site"] == {"status": "open"}

    def test_kept_it_is_the_answer_of_now(self) -> None:
        chat = begun(site=PORTAL).tap(Action.KEEP).expect_replies(Recorded, Prompt).expect_question("has")
        assert chat.answer("site") == Answer(value=PORTAL, given_at=chat.now)
        assert mark_of(chat, "site") == "confirmed"

    def test_what_is_typed_is_the_answer_in_its_place(self) -> None:
        chat = begun(site=PORTAL).say("www.pakistan.gov.pk").expect_question("has")
        assert chat.reply(Recorded).was is None, "nothing was answered in this edition"
        assert mark_of(chat, "site") == "changed"

    def test_a_kept_answer_can_be_corrected_and_corrected_back(self) -> None:
        chat = begun(site=PORTAL).tap(Action.KEEP).tap(Action.EDIT, question="site")
        assert chat.reply(Prompt).carried is None
        chat.say("www.pakistan.gov.pk")
        assert mark_of(chat, "site") == "changed"
        chat.tap(Action.EDIT, question="site").say("https://www.gov.pk")
        assert mark_of(chat, "site") == "confirmed"

    def test_one_that_is_skipped_is_changed(self) -> None:
        chat = begun(site=PORTAL).tap(Action.SKIP).tap(Action.REASON, SkipReason.NO_SUCH_THING)
        assert mark_of(chat, "site") == "changed"

    def test_to_change_it_the_question_is_put_like_any_other(self) -> None:
        chat = begun(site=PORTAL).tap(Action.CHANGE).expect_replies(Prompt).expect_question("site")
        assert chat.response.carried["site"].offer is Offer.CHANGING
        chat.tap(Action.KEEP).expect_question("has")
        assert chat.value("site") == PORTAL

    def test_choices_are_changed_from_those_of_then(self) -> None:
        then = Answer(value=("mail", "other"), other="fax", note="since 2010", given_at=THEN)
        chat = begun(tools=then).tap(Action.EDIT, question="tools")
        assert chat.reply(Prompt).chosen == ()
        chat.tap(Action.CHANGE)
        assert chat.reply(Prompt).chosen == ("mail", "other")
        chat.tap(Action.TOGGLE, "chat").tap(Action.DONE)
        answer = chat.answer("tools")
        assert (answer.value, answer.other, answer.note) == (("mail", "chat", "other"), "fax", "since 2010")
        assert mark_of(chat, "tools") == "changed"

    def test_cleared_it_is_offered_no_more_and_the_question_stays_open(self) -> None:
        chat = begun(site=PORTAL).tap(Action.CLEAR).expect_replies(OfferCleared, Prompt).expect_question("has")
        chat.tap(Action.EDIT, question="site")
        assert chat.reply(Prompt).carried is None
        chat.say("www.gov.pk")
        assert mark_of(chat, "site") == "confirmed"

    def test_the_last_one_cleared_leads_to_the_summary(self) -> None:
        chat = begun(day="2018-03-01").tap(Action.EDIT, question="day").tap(Action.CLEAR)
        assert isinstance(chat.response.waiting, ForSubmission)

    def test_one_against_a_constraint_is_refused_and_put_like_any_other(self) -> None:
        chat = begun(rate=95).tap(Action.EDIT, question="rate").tap(Action.KEEP).expect_violation(Code.CONSTRAINT)
        assert "rate" not in chat.response.answers
        assert chat.response.carried["rate"].offer is Offer.CHANGING
        assert isinstance(chat.response.waiting, ForAnswer)

    def test_one_that_is_not_relevant_is_not_shown(self) -> None:
        chat = begun(has=False, officer_name="Amina").tap(Action.EDIT, question="has").tap(Action.KEEP)
        chat.expect_question("tools")
        assert Conversation(SMALL, chat.response, chat.now).unconfirmed == ()
        assert build_document(SMALL, chat.response)["answers"]["officer_name"] == {"status": "not-relevant"}

    @pytest.mark.parametrize("action", [Action.CHANGE, Action.CLEAR, Action.KEEP_ALL])
    @pytest.mark.parametrize("choice", ["", OF_CARD, "1"])
    def test_without_one_its_buttons_change_nothing(self, action: Action, choice: str) -> None:
        chat = begun()
        before = chat.response
        chat.tap(action, choice).expect_replies(StaleTap, Prompt)
        assert chat.response.but(last_tap=None, last_seen_at=None) == before.but(last_tap=None, last_seen_at=None)


class TestInWords:
    @pytest.mark.parametrize("words", ["yes", "Keep", "keep it", "oui"])
    def test_yes_and_keep_keep_it(self, words: str) -> None:
        assert begun(site=PORTAL).say(words).value("site") == PORTAL

    def test_no_changes_it(self) -> None:
        chat = begun(site=PORTAL).say("no").expect_replies(Prompt).expect_question("site")
        assert chat.response.carried["site"].offer is Offer.CHANGING

    @pytest.mark.parametrize(("words", "value"), [("yes", True), ("no", False), ("keep", False)])
    def test_to_a_question_of_yes_or_no_they_are_the_answer(self, words: str, value: bool) -> None:
        chat = begun(has=False).tap(Action.EDIT, question="has").say(words)
        assert chat.value("has") is value

    def test_the_reply_to_a_question_of_before_keeps_or_changes_it_as_well(self) -> None:
        chat = begun(site=PORTAL, day="2018-03-01").reply_to("day", "keep").expect_question("site")
        assert chat.value("day") == "2018-03-01"
        assert begun(day="2018-03-01").reply_to("day", "no").question == "day"

    def test_after_a_refusal_it_is_not_before_the_eyes_any_more(self) -> None:
        chat = begun(site=PORTAL).say("ftp://www.gov.pk").expect_replies(Refused).say("yes")
        assert "site" not in chat.response.answers

    def test_while_it_is_being_changed_they_are_words_like_any_others(self) -> None:
        chat = begun(why="we like it", tools=("mail",)).tap(Action.EDIT, question="tools").tap(Action.KEEP)
        chat.tap(Action.EDIT, question="why").tap(Action.CHANGE).say("keep")
        assert chat.response.answers.get("why", Answer(given_at=THEN)).value != "we like it"


class TestAllAtOnce:
    def test_a_section_is_shown_and_then_kept_with_what_opens_on_the_way(self) -> None:
        chat = begun(**EARLIER).tap(Action.KEEP_ALL).expect_replies(OffersShown).expect_question("site")
        names = ("site", "has", "officer_name", "officer_email")
        assert chat.reply(OffersShown).questions == names
        assert chat.response.answers.keys() == {"country", "agree"}, "nothing is kept before the second tap"
        chat.tap(Action.KEEP_ALL, "4").expect_question("tools")
        assert tuple(each.question for each in chat.reply(OffersKept).recorded) == names
        assert all(mark_of(chat, name) == "confirmed" for name in names)

    def test_what_would_be_kept_is_shown_anew_where_it_changed_meanwhile(self) -> None:
        chat = begun(**EARLIER).tap(Action.KEEP_ALL)
        chat.reply_to("has", "no").tap(Action.KEEP_ALL, "4").expect_replies(OffersShown)
        assert chat.reply(OffersShown).questions == ("site",)

    def test_an_answer_that_was_given_is_not_replaced(self) -> None:
        chat = begun(**EARLIER).tap(Action.EDIT, question="has").tap(Action.KEEP).say("Boris")
        chat.expect_question("officer_email").tap(Action.KEEP_ALL)
        assert chat.reply(OffersShown).questions == ("site", "officer_email")
        chat.tap(Action.KEEP_ALL, "2")
        assert chat.value("officer_name") == "Boris"
        assert chat.value("officer_email") == "amina@moit.gov.pk"

    def test_what_is_being_changed_was_cleared_or_violates_a_constraint_is_left(self) -> None:
        chat = begun(**EARLIER | {"rate": 95}).tap(Action.EDIT, question="tools").tap(Action.CHANGE)
        chat.tap(Action.EDIT, question="size").tap(Action.CLEAR).tap(Action.EDIT, question="tools")
        chat.tap(Action.KEEP_ALL)
        assert chat.reply(OffersShown).questions == ("day",)

    def test_the_course_goes_on_from_there(self) -> None:
        chat = begun(**EARLIER).expect_question("site").tap(Action.EDIT, question="tools").tap(Action.KEEP_ALL, "5")
        assert isinstance(chat.response.waiting, ForSubmission)
        assert chat.reply(Summary).open == ("site", "has")

    def test_kept_after_the_submission_the_response_is_in_progress_again(self) -> None:
        chat = begun(**EARLIER).command(Command.SUBMIT).tap(Action.SUBMIT).tap(Action.EDIT, question="site")
        chat.tap(Action.KEEP_ALL, "4")
        assert chat.reply_kinds[:2] == (OffersKept, Reopened)
        assert chat.response.status is Status.IN_PROGRESS

    def test_all_of_a_card_is_kept_with_one_tap(self) -> None:
        fields = {"contact_name": "Amina", "contact_title": "Director", "contact_email": "amina@moit.gov.pk"}
        chat = on_msq(**fields).tap(Action.EDIT, question="contact_name")
        chat.tap(Action.KEEP_ALL, OF_CARD).expect_replies(Filled, Prompt).expect_question("contact_organization")
        assert {name: chat.value(name) for name in fields} == fields

    def test_a_signature_on_a_card_is_the_answer_in_the_place_of_what_was_then(self) -> None:
        chat = on_msq(contact_name="Amina", contact_email="amina@moit.gov.pk").tap(Action.EDIT, question="contact_name")
        chat.say("Name: Boris\nE-mail: boris@moit.gov.pk")
        assert (chat.value("contact_name"), chat.value("contact_email")) == ("Boris", "boris@moit.gov.pk")
        assert mark_of(chat, "contact_name") == "changed"


class TestLoading:
    def test_who_is_in_the_middle_is_told_and_has_the_open_question_put_again(self) -> None:
        chat = begun()
        turn = loaded(chat.response, site=PORTAL, has=True)
        assert turn.replies[0] == OffersLoaded(2, 2018)
        (prompt,) = turn.replies[1:]
        assert isinstance(prompt, Prompt)
        assert prompt.carried == carried(site=PORTAL)["site"]

    def test_who_has_not_begun_is_not_told(self) -> None:
        turn = loaded(new_response(SMALL), site=PORTAL)
        assert turn.replies == ()
        assert turn.response.carried == carried(site=PORTAL)

    def test_an_answer_stands_against_it(self) -> None:
        chat = begun().say("www.pakistan.gov.pk")
        turn = loaded(chat.response, site=PORTAL)
        assert turn == Turn(chat.response)
        assert mark_of(chat, "site") is None, "nothing was offered"

    def test_the_same_once_more_brings_nothing_back_that_was_cleared(self) -> None:
        chat = begun(site=PORTAL).tap(Action.CLEAR)
        assert loaded(chat.response, site=PORTAL) == Turn(chat.response)
        other = loaded(chat.response, site=(Link(url="https://other.gov.pk"),))
        assert other.replies[0] == OffersLoaded(1, 2018)

    def test_the_newest_edition_is_told(self) -> None:
        turn = carry_over(SMALL, begun().response, carried(2016, site=PORTAL) | carried(2018, has=True), START)
        assert turn.replies[0] == OffersLoaded(2, 2018)

"""One message for several questions, on the engine alone: cards, lists, contacts, and what may come in between."""

from __future__ import annotations

from datetime import timedelta

from flows.answer import SkipReason
from flows.cards.contact import Contact
from flows.loading import load_questionnaire
from flows.reading import Link
from flows.turns import (
    FILL_IN,
    ONLY_THIS,
    REST,
    Action,
    Cancelled,
    CannotBeSkipped,
    Command,
    Doubted,
    Filled,
    ListShown,
    NotTaken,
    OtherAsked,
    Prompt,
    ReasonAsked,
    Recorded,
    Refused,
    RestLeftOpen,
    Seen,
    StaleTap,
    StayAsTheyWere,
    StillOpen,
    ThingNotRead,
)
from flows.violations import Code
from flows.waiting import ForAnswer, ForConfirmation, ForList, ForReason
from tests.flows.small import small
from tests.scenario import Scenario

MSQ = load_questionnaire("msq-2020")
LIBRARIES = load_questionnaire("tests/flows/questionnaires/all-types.yaml")
CONTACT = ("contact_name", "contact_title", "contact_email", "contact_organization")
SIGNATURE = "Faisal I. Ratyal\nDirector General\nNational IT Board\nfaisal@nitb.gov.pk"


def begun() -> Scenario:
    chat = Scenario(MSQ).begin().say("Pakistan").say("22 April 2019")
    return chat.tap(Action.CHOOSE, "yes").expect_question("q1")


def at(question: str) -> Scenario:
    return begun().tap(Action.EDIT, question=question).expect_question(question)


def of(chat: Scenario, *names: str) -> list[object]:
    return [chat.value(name) for name in names]


# Cards


def test_a_signature_fills_the_card_and_the_course_goes_on_behind_it() -> None:
    chat = at("contact_name").say(SIGNATURE).expect_question("x1").expect_replies(Filled, Prompt)

    assert of(chat, *CONTACT) == ["Faisal I. Ratyal", "Director General", "faisal@nitb.gov.pk", "National IT Board"]
    assert chat.reply(Filled).leaving
    assert chat.answer("contact_email").typed == "faisal@nitb.gov.pk"
    (source,) = chat.answer("contact_email").sources
    assert source.text == SIGNATURE
    assert source.typed.text == "faisal@nitb.gov.pk"


def test_what_is_missing_is_asked_and_what_stands_above_is_not_repeated() -> None:
    chat = at("contact_name").say("Title: Director\nE-mail: faisal@nitb.gov.pk").expect_question("contact_name")

    assert not chat.reply(Filled).leaving
    assert chat.reply(Prompt).told == ("contact_title", "contact_email")


def test_one_line_is_the_field_that_is_asked() -> None:
    chat = at("contact_name").say("Executive Director").expect_question("contact_title")

    assert chat.value("contact_name") == "Executive Director"


def test_a_line_for_one_field_does_not_touch_what_another_has() -> None:
    chat = at("contact_name").say("Organization: NITB").tap(Action.EDIT, question="contact_title")
    chat.say("Director General, Ministry of IT")

    assert chat.value("contact_title") == "Director General, Ministry of IT"
    assert chat.value("contact_organization") == "NITB"


def test_an_address_is_never_taken_for_a_name() -> None:
    chat = at("contact_name").say("faisal@nitb.gov.pk").expect_question("contact_name")

    assert chat.value("contact_email") == "faisal@nitb.gov.pk"


def test_a_line_of_which_it_is_not_sure_is_asked_about_field_by_field() -> None:
    chat = at("contact_name").say("Faisal I. Ratyal\nOffice of the Director\nfaisal@nitb.gov.pk")
    chat.expect_question("contact_title").expect_replies(Filled, Doubted)
    assert chat.reply(Doubted).doubt.code is Code.LINE_UNSURE

    chat.say("Director General").expect_question("contact_organization").expect_replies(Recorded, Doubted)
    chat.tap(Action.CONFIRM, "0").expect_question("x1")
    assert chat.value("contact_organization") == "Office of the Director"


def test_lines_that_could_be_anything_are_offered_for_the_field_that_is_asked() -> None:
    chat = at("contact_organization").say("Digital Pakistan\nIslamabad").expect_replies(Doubted)

    values = [reading.value for reading in chat.reply(Doubted).readings]
    assert values == ["Digital Pakistan", "Islamabad", "Digital Pakistan\nIslamabad"]
    assert chat.tap(Action.CONFIRM, "2").value("contact_organization") == "Digital Pakistan\nIslamabad"


def test_two_organisations_are_asked_about() -> None:
    chat = at("contact_name").say("Ministry of Finance\nMinistry of IT").expect_question("contact_organization")

    assert len(chat.reply(Doubted).readings) == 3
    chat.tap(Action.CONFIRM, "1").expect_question("contact_name")
    assert chat.value("contact_organization") == "Ministry of IT"


def test_what_cannot_be_read_is_refused_for_its_own_field() -> None:
    chat = at("contact_name").say("Name: Faisal\nTitle: Director\nE-mail: at the office")

    chat.expect_question("contact_email").expect_replies(Filled, Refused)
    assert chat.reply(Refused).unseen
    assert chat.say("/x").response.answers.keys() >= {"contact_name", "contact_title"}


def test_an_unreadable_field_alone_is_asked_and_the_course_comes_back() -> None:
    chat = at("contact_name").say("E-mail: at the office\nPhone: 1").expect_question("contact_email")

    assert isinstance(chat.response.waiting, ForAnswer)
    assert chat.response.waiting.returning
    chat.say("faisal@nitb.gov.pk").expect_question("contact_name")


def test_where_no_line_can_be_used_the_words_are_read_as_ever() -> None:
    at("contact_email").say("here\nthere").expect_violation(Code.EMAIL_UNREADABLE)
    chat = at("contact_name").say("www.nitb.gov.pk\n123456789012345678").expect_replies(Filled, Prompt)
    assert chat.reply(Filled).recorded == ()


def test_what_is_not_asked_any_more_is_not_changed() -> None:
    chat = at("q4").tap(Action.CHOOSE, "yes").say("Name: Raza\nTitle: Head").tap(Action.EDIT, question="q4")
    chat.tap(Action.CHOOSE, "no").edit(chat.number, "Name: Omar\nTitle: Head")

    assert chat.reply(NotTaken).question == "q4_name"
    assert chat.value("q4_name") == "Raza"


def test_a_signature_sent_for_a_correction_changes_all_it_says_and_comes_back() -> None:
    chat = at("contact_name").say(SIGNATURE).tap(Action.EDIT, question="q2a").say("www.a.gov.pk")
    chat.expect_question("q2b").tap(Action.EDIT, question="contact_title")
    chat.say("Omar Khan\nSecretary\nomar@nitb,gov.pk").expect_question("contact_email")

    assert of(chat, "contact_name", "contact_title") == ["Omar Khan", "Secretary"]
    assert chat.value("contact_email") == "faisal@nitb.gov.pk", "not before it is confirmed"
    chat.tap(Action.CONFIRM, "0").expect_question("q2b")
    assert chat.value("contact_email") == "omar@nitb.gov.pk"


def test_a_field_of_the_card_is_answered_out_of_turn_and_the_course_stays() -> None:
    chat = at("contact_name").tap(Action.EDIT, question="contact_email").say("faisal@nitb.gov.pk")

    chat.expect_question("contact_name")


def test_enough_is_enough() -> None:
    chat = at("contact_name").say("Faisal").tap(Action.DONE).expect_question("x1")

    assert chat.reply(RestLeftOpen).questions == CONTACT[1:]
    assert "contact_title" not in chat.response.answers


def test_done_in_a_correction_goes_back_to_where_it_was_made() -> None:
    chat = at("contact_name").say(SIGNATURE).tap(Action.EDIT, question="q2a").tap(Action.EDIT, question="contact_name")

    chat.tap(Action.DONE).expect_question("q2a").expect_replies(Prompt)


def test_done_belongs_to_cards_and_ticks() -> None:
    begun().tap(Action.DONE).expect_replies(StaleTap, Prompt)


def test_the_rest_is_skipped_for_one_reason() -> None:
    chat = at("contact_name").say("Faisal").tap(Action.SKIP, REST)
    assert chat.reply(ReasonAsked).rest == CONTACT[1:]
    assert chat.command(Command.WHERE).start().reply(ReasonAsked).rest == CONTACT[1:]

    chat.tap(Action.REASON, "not-available").expect_question("x1")
    assert [chat.answer(name).skipped for name in CONTACT[1:]] == 3 * [SkipReason.NOT_AVAILABLE]
    assert chat.answer("contact_name").skipped is None


def test_the_rest_is_left_for_later() -> None:
    chat = at("contact_name").tap(Action.SKIP, REST).say("later").expect_question("x1")

    assert chat.reply(RestLeftOpen).questions == CONTACT


def test_what_is_needed_is_not_skipped_with_the_rest() -> None:
    chat = Scenario(LIBRARIES).start().tap(Action.LANGUAGE, "en").tap(Action.BEGIN).say("Pakistan")
    chat.tap(Action.CHOOSE, "yes").tap(Action.EDIT, question="person_name")

    chat.tap(Action.SKIP).expect_replies(CannotBeSkipped, Prompt)
    chat.tap(Action.SKIP, REST).expect_replies(ReasonAsked)
    chat.tap(Action.REASON, "no-such-thing").expect_question("person_name")
    chat.tap(Action.SKIP, REST).expect_replies(CannotBeSkipped, Prompt)


def test_there_is_no_rest_where_there_is_no_card() -> None:
    chat = begun().tap(Action.SKIP, REST)

    assert chat.response.waiting == ForReason(question="q1")


def test_a_reply_to_a_field_may_bring_the_whole_card() -> None:
    chat = begun().reply_to("contact_title", SIGNATURE).expect_question("q1")

    assert all(name in chat.response.answers for name in CONTACT)


# Contacts


def test_a_contact_fills_the_open_card() -> None:
    contact = Contact("Faisal", "Director", "NITB", ("faisal@nitb.gov.pk",), ("+92519215347",))

    chat = at("contact_email").share(contact).expect_question("x1")

    assert of(chat, *CONTACT) == ["Faisal", "Director", "faisal@nitb.gov.pk", "NITB"]
    assert chat.reply(Filled).loose == ()


def test_a_contact_is_no_answer_anywhere_else() -> None:
    contact = Contact("Faisal")

    begun().share(contact).expect_replies(ThingNotRead)
    at("contact_email").share(None).expect_replies(ThingNotRead)
    at("contact_email").share(Contact(phones=("+92519215347",))).expect_replies(ThingNotRead)
    at("contact_email").command(Command.ASK).share(contact).expect_replies(ThingNotRead)


def test_a_contact_delivered_again_changes_nothing() -> None:
    chat = at("contact_name").share(Contact("Faisal")).expect_question("contact_title")
    chat.number -= 1

    assert chat.share(Contact("Faisal")).replies == ()


def test_a_contact_is_taken_while_a_reason_is_asked() -> None:
    at("contact_name").tap(Action.SKIP).share(Contact("Faisal")).expect_question("contact_title")


# Messages that follow, that were changed, that come again


def test_lines_sent_one_by_one_at_once_fill_the_card() -> None:
    chat = at("contact_name").say("Faisal I. Ratyal").ahead("faisal@nitb.gov.pk")

    chat.expect_question("contact_title").expect_replies(Filled, Prompt)
    assert chat.value("contact_name") == "Faisal I. Ratyal"
    assert chat.value("contact_email") == "faisal@nitb.gov.pk"


def test_a_line_sent_ahead_of_which_it_is_not_sure_is_asked_about() -> None:
    chat = at("contact_name").say("Faisal I. Ratyal").ahead("Islamabad")

    assert chat.reply(Doubted).doubt.code is Code.TYPED_AHEAD
    assert chat.value("contact_name") == "Faisal I. Ratyal"


def test_a_line_sent_ahead_replaces_nothing() -> None:
    chat = at("contact_name").say("Title: Head").say("Faisal").ahead("Executive Director")

    assert chat.value("contact_title") == "Head"


def test_a_line_that_comes_when_the_card_is_left_still_belongs_to_it() -> None:
    chat = at("contact_name").say("Name: F. Ratyal\nTitle: Head\nOrganization: NITB").look("contact_name")
    chat.tap(Action.DONE).expect_question("x1")
    seen = Seen("contact_name", chat.now - timedelta(minutes=2))
    chat._seen = seen

    chat.ahead("faisal@nitb.gov.pk").expect_question("x1").expect_replies(Filled, StillOpen)
    assert chat.value("contact_email") == "faisal@nitb.gov.pk"


def test_a_changed_signature_corrects_what_it_gave() -> None:
    chat = at("contact_name").say(SIGNATURE)
    number = chat.number

    chat.edit(number, SIGNATURE.replace("faisal@", "f.ratyal@")).expect_replies(Filled, StillOpen)
    assert chat.value("contact_email") == "f.ratyal@nitb.gov.pk"
    assert [each.question for each in chat.reply(Filled).recorded] == ["contact_email"]

    chat.edit(number, "Faisal I. Ratyal\nHead\nOmar").expect_replies(Filled, StayAsTheyWere, StillOpen)
    assert chat.reply(StayAsTheyWere).questions == ("contact_email", "contact_organization")
    assert chat.value("contact_title") == "Head"


def test_a_change_that_changes_nothing_is_passed_over_and_an_older_one_too() -> None:
    chat = at("contact_name").say(SIGNATURE)
    before = chat.response.answers

    assert chat.edit(chat.number, SIGNATURE + "\n").replies == ()
    assert chat.edit(chat.number, "Name: Omar", sent_at=chat.now - timedelta(days=1)).replies == ()
    assert chat.response.answers == before


def test_a_change_may_add_what_is_open_and_goes_on() -> None:
    chat = (
        at("contact_name")
        .say("Name: Faisal\nTitle: Head\nE-mail: f@nitb.gov.pk")
        .expect_question("contact_organization")
    )

    chat.edit(chat.number, "Name: Faisal\nTitle: Head\nE-mail: f@nitb.gov.pk\nOrganization: NITB")
    chat.expect_question("x1").expect_replies(Filled, Prompt)


def test_a_change_does_not_replace_what_another_message_said() -> None:
    chat = (
        at("contact_name").say("Name: Faisal\nTitle: Head").say("f@nitb.gov.pk").expect_question("contact_organization")
    )

    chat.edit(chat.number - 1, "Name: Faisal\nTitle: Head\nE-mail: other@nitb.gov.pk")
    assert chat.value("contact_email") == "f@nitb.gov.pk"
    assert chat.reply(Filled).loose == ("other@nitb.gov.pk",)


def test_a_signature_refused_in_part_is_read_anew_when_it_is_changed() -> None:
    chat = at("contact_name").say("Name: Faisal\nTitle: Head\nE-mail: at the office").expect_question("contact_email")

    chat.edit(chat.number, "Name: Faisal\nTitle: Head\nE-mail: f@nitb.gov.pk").expect_question("contact_organization")
    assert chat.value("contact_email") == "f@nitb.gov.pk"


def test_a_signature_delivered_again_changes_nothing() -> None:
    chat = at("contact_name").say(SIGNATURE)
    answers = chat.response.answers

    assert chat.ahead(SIGNATURE, number=chat.number).replies == ()
    assert chat.response.answers == answers


# Lists

LIST = "a. www.a.gov.pk\nb. http://localhost/portal\nOpen data: www.c.gov.pk\nCulture: www.culture.gov.pk"


def test_of_a_list_nothing_is_kept_before_it_is_confirmed() -> None:
    chat = at("q2a").say(LIST).expect_replies(ListShown)

    assert not {"q2a", "q2b", "q2c"} & chat.response.answers.keys()
    assert isinstance(chat.response.waiting, ForList)
    assert [part.question for part in chat.reply(ListShown).parts] == ["q2a", "q2b", "q2c"]
    assert chat.reply(ListShown).loose == ("Culture: www.culture.gov.pk",)
    assert chat.start().reply(ListShown) == chat.reply(ListShown)


def test_the_parts_that_can_be_read_are_filled_in_and_the_others_asked() -> None:
    chat = at("q2a").say(LIST).tap(Action.CONFIRM, FILL_IN).expect_question("q2b").expect_replies(Filled, Refused)

    assert chat.value("q2a") == (Link(url="https://www.a.gov.pk"),)
    assert chat.value("q2c") == (Link(url="https://www.c.gov.pk"),)
    chat.say("www.b.gov.pk").expect_question("q2d")


def test_yes_and_no_may_be_said() -> None:
    at("q2a").say(LIST).say("yes").expect_question("q2b")
    chat = at("q2a").say(LIST).say("no").expect_question("q2a")
    assert isinstance(chat.response.waiting, ForAnswer)
    chat.say(LIST).say("www.a.gov.pk").expect_question("q2b")


def test_a_list_may_be_the_answer_to_the_one_question() -> None:
    chat = at("q2e").say("E-services: www.a.gov.pk\nOpen data: www.c.gov.pk").tap(Action.CONFIRM, ONLY_THIS)

    assert len(chat.value("q2e")) == 2
    assert "q2a" not in chat.response.answers


def test_a_list_is_dropped_like_anything_half_done() -> None:
    at("q2a").say(LIST).command(Command.CANCEL).expect_replies(Cancelled, Prompt)
    at("q2a").say(LIST).command(Command.BACK).expect_replies(Prompt)
    at("q2a").say(LIST).tap(Action.RETYPE).expect_replies(Prompt)
    at("q2a").say(LIST).tap(Action.CONFIRM, "7").expect_replies(StaleTap, ListShown)


def test_what_a_list_would_replace_is_shown_first() -> None:
    chat = at("q2a").say("www.old.gov.pk").say(LIST)

    was = chat.reply(ListShown).parts[0].was
    assert was
    assert was.value == (Link(url="https://www.old.gov.pk"),)


def test_an_answer_a_list_cannot_replace_is_asked_about() -> None:
    chat = at("q2b").say("www.old.gov.pk").say(LIST).tap(Action.CONFIRM, FILL_IN)

    chat.expect_question("q2b").expect_replies(Filled, Refused)
    assert chat.value("q2b") == (Link(url="https://www.old.gov.pk"),)
    chat.tap(Action.KEEP).expect_question("q2c" if "q2c" not in chat.response.answers else "q2d")


def test_a_list_continued_or_changed_before_the_tap_is_shown_anew() -> None:
    chat = at("q2a").say(LIST).ahead("e. www.e.gov.pk").expect_replies(ListShown)
    assert chat.reply(ListShown).parts[-1].question == "q2e"

    chat = at("q2a").say(LIST)
    chat.edit(chat.number, "a. www.a.gov.pk\nb. www.b.gov.pk").expect_replies(ListShown)
    assert all(part.answer for part in chat.reply(ListShown).parts)


def test_what_follows_a_list_that_was_filled_in_is_asked_about() -> None:
    chat = at("q2a").say("a. www.a.gov.pk\nb. www.b.gov.pk").tap(Action.CONFIRM, FILL_IN)
    chat._seen = Seen("q2b", chat.now - timedelta(minutes=2))
    chat.ahead("www.z.gov.pk")

    assert isinstance(chat.response.waiting, ForConfirmation)
    assert chat.value("q2b") == (Link(url="https://www.b.gov.pk"),)


def test_a_list_without_a_readable_part_changes_nothing() -> None:
    chat = at("q2a").say("b. http://localhost\nc. http://127.0.0.1").tap(Action.CONFIRM, FILL_IN)

    chat.expect_question("q2b").expect_replies(Refused)


def test_a_list_may_be_of_questions_of_any_type() -> None:
    chat = Scenario(LIBRARIES).start().tap(Action.LANGUAGE, "en").tap(Action.BEGIN).say("Pakistan")
    chat.tap(Action.CHOOSE, "yes").say("www.nlp.gov.pk").say("yes").expect_question("offered")
    chat.say("3a. other\n3d: 1").tap(Action.CONFIRM, FILL_IN).expect_question("offered").expect_replies(
        Filled, OtherAsked
    )

    assert chat.value("reach") == "everyone"
    chat.say("a club").expect_question("why_other")


def test_lines_beside_a_list_are_offered_for_nothing() -> None:
    chat = Scenario(small()).begin().say("Pakistan").tap(Action.CHOOSE, "yes").say("www.gov.pk").say("yes")
    chat.say("My colleague:\nE-mail: ed@nitb.gov.pk").tap(Action.CONFIRM, FILL_IN)

    chat.expect_question("officer_name").expect_replies(Filled, Prompt)
    assert chat.reply(Filled).loose == ("My colleague:",)


def test_a_doubtful_part_is_told_in_the_list_and_asked_when_its_turn_comes() -> None:
    chat = at("q2a").say("a. www.a.gov.pk\nc. www.nitb,gov.pk")
    assert chat.reply(ListShown).parts[1].doubtful == "www.nitb,gov.pk"

    chat.tap(Action.CONFIRM, FILL_IN).expect_question("q2b").expect_replies(Filled, Prompt)
    chat.say("www.b.gov.pk").expect_question("q2c").expect_replies(Recorded, Doubted)
    chat.tap(Action.CONFIRM, "0").expect_question("q2d")


def test_a_part_of_several_messages_is_read_anew_as_a_whole() -> None:
    chat = at("q2a").say("a. www.a.gov.pk\nb. www.b.gov.pk").tap(Action.CONFIRM, FILL_IN)
    chat.expect_question("q2c")
    first = chat.number
    chat.reply_to("q2a", "www.a.gov.pk").say("www.c.gov.pk").edit(first, "a. www.a2.gov.pk\nb. www.b2.gov.pk")

    assert chat.value("q2b") == (Link(url="https://www.b2.gov.pk"),)
    assert not any(isinstance(reply, NotTaken) for reply in chat.replies)


def test_words_that_speak_to_the_bot_do_not_drop_a_list() -> None:
    chat = begun().tap(Action.EDIT, question="q5a").say("Education: www.mofept.gov.pk\nHealth: www.nhsrc.gov.pk")
    chat.expect_replies(ListShown)
    chat.say("what happens now?").expect_replies(ListShown)
    chat.say("yes")
    assert chat.value("q5c"), "it was filled in"

"""Files sent with answers: kept beside the open question, which stays open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.attachments import (
    KINDS,
    LONGEST_NAME,
    MOST_BYTES,
    MOST_FILES,
    Fetched,
    announced,
    is_what_it_says,
    kind_of,
    safe_name,
)
from flows.campaign import Campaign
from flows.document import build_document
from flows.engine import take_turn
from flows.loading import load_questionnaire
from flows.turns import (
    FILL_IN,
    Action,
    Attached,
    AttachingExplained,
    Closed,
    Command,
    Commanded,
    CountryFixed,
    Detached,
    Doubted,
    EditNotTaken,
    FileRefused,
    ListShown,
    NotTaken,
    Origin,
    Prompt,
    Recorded,
    Refused,
    Reopened,
    SentFile,
    StillOpen,
    Welcome,
)
from flows.violations import Code, Violation
from flows.waiting import ForAnswer, ForConfirmation
from tests.flows.small import small
from tests.scenario import CHAT, Scenario


@pytest.fixture
def chat() -> Scenario:
    """At question 1."""
    return Scenario(small()).begin().say("Pakistan").tap(Action.CHOOSE, "yes").expect_question("site")


STRATEGY = "The strategy was adopted in 2018 and has since been carried out in every province of the country."


def at(question: str) -> Scenario:
    """At that question of the shipped questionnaire."""
    chat = Scenario(load_questionnaire("msq-2020")).begin().say("Pakistan").say("22 April 2019")
    return chat.tap(Action.CHOOSE, "yes").tap(Action.EDIT, question=question).expect_question(question)


def names(chat: Scenario) -> list[tuple[str, str]]:
    return [(each.question, each.name) for each in chat.response.attachments]


class TestSending:
    def test_a_file_is_kept_with_the_open_question_which_stays_open(self, chat: Scenario) -> None:
        chat.send_file("plan.pdf").expect_replies(Attached, StillOpen).expect_question("site")
        assert names(chat) == [("site", "plan.pdf")]

    def test_the_words_with_it_are_the_answer(self, chat: Scenario) -> None:
        chat.send_file("portal.png", caption="www.gov.pk").expect_replies(Attached, Recorded, Prompt)
        assert chat.expect_question("has").answer("site").typed == "www.gov.pk"

    def test_in_reply_to_a_question_it_belongs_to_that_one(self, chat: Scenario) -> None:
        chat.say("www.gov.pk").say("no").send_file(about="site").expect_replies(Attached, StillOpen)
        assert names(chat) == [("site", "plan.pdf")]
        chat.expect_question("tools")

    def test_what_cannot_be_kept_is_said_and_nothing_else_changes(self, chat: Scenario) -> None:
        before = chat.response
        refused = Violation(Code.FILE_KIND, {"name": "a.exe", "kinds": "PDF"})
        chat.send_file(refused=refused).expect_replies(FileRefused, StillOpen).expect_question("site")
        assert (chat.response.answers, chat.response.attachments) == (before.answers, ())

    def test_the_same_file_again_is_kept_once(self, chat: Scenario) -> None:
        chat.send_file().send_file("copy.pdf")
        assert chat.reply(Attached).again
        assert names(chat) == [("site", "plan.pdf")]

    def test_the_text_of_the_same_file_is_asked_about_again(self) -> None:
        chat = at("q6").send_file("a.docx", text=STRATEGY).tap(Action.RETYPE)
        chat.send_file("a.docx", text=STRATEGY).expect_replies(Attached, Doubted)

    def test_words_sent_with_a_text_that_is_asked_about_are_told_as_unkept(self) -> None:
        chat = at("q6").send_file("a.docx", text=STRATEGY, caption="Our answer").expect_replies(Attached, Doubted)
        assert chat.reply(Attached).unkept == "Our answer"

    def test_what_is_written_under_a_file_later_does_not_take_the_place_of_its_text(self) -> None:
        chat = at("q6").send_file("a.docx", text=STRATEGY)
        number = chat.number
        chat.edit(number, "This is our strategy").expect_replies(EditNotTaken).tap(Action.CONFIRM, "0")
        assert chat.edit(number, "This is our strategy").expect_replies(EditNotTaken).value("q6") == STRATEGY

    def test_it_is_said_where_no_text_can_be_taken_out(self) -> None:
        assert at("q6").send_file("a.doc").reply(Attached).without_text
        assert not at("q6").send_file("a.pdf").reply(Attached).without_text
        assert not at("q6").send_file("a.doc", caption=STRATEGY).turn.replies[0].without_text  # type: ignore[union-attr]
        assert not at("q1").send_file("a.doc").reply(Attached).without_text

    def test_a_file_may_hold_a_signature_or_a_list(self) -> None:
        signature = at("contact_name").send_file("a.txt", text="Raza Shah\nCIO\nraza@nitb.gov.pk")
        assert signature.expect_question("contact_organization").value("contact_title") == "CIO"
        listed = at("q5a").send_file("a.docx", text="Education\twww.e.gov.pk\nHealth\twww.h.gov.pk")
        listed.expect_replies(Attached, ListShown).tap(Action.CONFIRM, FILL_IN)
        assert listed.response.answers.keys() >= {"q5b", "q5c"}

    def test_another_file_in_the_same_message_takes_its_place(self, chat: Scenario) -> None:
        chat.send_file("old.pdf")
        number = chat.number
        chat.say("www.gov.pk").say("no").send_file("new.pdf", number=number, digest="1")
        assert chat.reply(Attached).replaces == "old.pdf"
        assert names(chat) == [("site", "new.pdf")]

    def test_a_question_that_is_not_asked_takes_none(self, chat: Scenario) -> None:
        chat.say("www.gov.pk").say("no").send_file(about="officer_name").expect_replies(NotTaken, StillOpen)
        assert names(chat) == []

    def test_a_question_that_is_unknown_is_passed_over(self, chat: Scenario) -> None:
        chat.send_file(about="of another questionnaire")
        assert names(chat) == [("site", "plan.pdf")]

    def test_before_the_beginning_nothing_is_kept(self) -> None:
        chat = Scenario(small()).start().send_file(caption="hello").expect_replies(Welcome)
        assert names(chat) == []

    def test_where_no_question_is_open_it_is_said_how_to_send_it(self, chat: Scenario) -> None:
        submit(chat).send_file().expect_replies(AttachingExplained)
        assert names(chat) == []

    def test_there_is_a_limit(self, chat: Scenario) -> None:
        for number in range(MOST_FILES):
            chat.send_file(f"{number}.pdf", digest=chr(ord("a") + number))
        chat.send_file("one more.pdf", digest="!").expect_replies(FileRefused, StillOpen)
        assert chat.reply(FileRefused).violation.code is Code.FILE_TOO_MANY
        assert len(chat.response.attachments) == MOST_FILES

    def test_a_closed_questionnaire_takes_none(self, chat: Scenario) -> None:
        campaign = Campaign(deadline=chat.now - timedelta(days=1), closes=True)
        file = Fetched(name="plan.pdf", media_type="application/pdf", size=1, sha256="0" * 64)
        turn = take_turn(
            chat.questionnaire, chat.response, SentFile(Origin(CHAT, 99, chat.now), file), chat.now, campaign
        )
        assert [type(reply) for reply in turn.replies] == [Closed]
        assert turn.response.attachments == ()


class TestText:
    @pytest.fixture
    def chat(self) -> Scenario:
        """At question 5, which asks for text of up to five words."""
        chat = Scenario(small()).begin().say("Pakistan").tap(Action.CHOOSE, "yes").say("www.gov.pk").say("no")
        return chat.tap(Action.TOGGLE, "mail").tap(Action.DONE).tap(Action.CHOOSE, "small").expect_question("why")

    def test_the_text_of_a_file_is_the_answer_when_the_person_says_so(self, chat: Scenario) -> None:
        chat.send_file("why.docx", text="They are well known.").expect_replies(Attached, Doubted)
        waiting = chat.response.waiting
        assert isinstance(waiting, ForConfirmation)
        assert waiting.doubt == Violation(Code.FILE_TEXT, {"name": "why.docx", "count": 4})
        chat.tap(Action.CONFIRM, "0").expect_question("rate")
        assert chat.value("why") == "They are well known."
        assert names(chat) == [("why", "why.docx")]

    def test_a_text_that_is_too_long_is_refused_and_the_file_is_kept(self, chat: Scenario) -> None:
        chat.send_file("why.txt", text="one two three four five six").expect_replies(Attached, Refused)
        params: dict[str, str | int] = {"name": "why.txt", "count": 6, "limit": 5, "excess": 1}
        assert chat.reply(Refused).violation == Violation(Code.LONG_FILE, params)
        assert isinstance(chat.response.waiting, ForAnswer)
        assert names(chat) == [("why", "why.txt")]

    def test_a_text_in_which_nothing_can_be_seen_is_refused_like_any_other(self, chat: Scenario) -> None:
        chat.send_file("why.txt", text="\u200b\u2060").expect_replies(Attached, Refused)
        assert chat.reply(Refused).violation.code is Code.EMPTY

    @pytest.mark.parametrize("text", [None, "", "  \n"])
    def test_a_file_without_text_is_only_kept(self, chat: Scenario, text: str | None) -> None:
        chat.send_file("why.docx", text=text).expect_replies(Attached, StillOpen)

    def test_the_text_is_no_answer_to_a_question_that_is_not_open(self, chat: Scenario) -> None:
        chat.say("well known").send_file("why.txt", text="other words", about="why").expect_replies(Attached, StillOpen)
        assert chat.value("why") == "well known"


class TestRemoving:
    def test_a_file_is_removed_by_its_button(self, chat: Scenario) -> None:
        chat.send_file()
        (kept,) = chat.response.attachments
        chat.tap(Action.DETACH, kept.id).expect_replies(Detached, StillOpen)
        assert names(chat) == []
        chat.tap(Action.DETACH, kept.id)
        assert chat.reply(Detached).attachment is None

    def test_an_old_button_removes_no_other_file(self, chat: Scenario) -> None:
        chat.send_file("old.pdf")
        (old,) = chat.response.attachments
        chat.tap(Action.DETACH, old.id).send_file("new.pdf", digest="1").tap(Action.DETACH, old.id)
        assert names(chat) == [("site", "new.pdf")]


class TestAfterSubmitting:
    def test_a_file_reopens_a_submitted_response_and_so_does_its_removal(self, chat: Scenario) -> None:
        submit(chat.send_file("old.pdf")).send_file("new.pdf", about="has", digest="1")
        assert chat.reply_kinds[:2] == (Attached, Reopened)
        assert chat.response.status == "in-progress"
        chat.command(Command.SUBMIT).tap(Action.SUBMIT)
        assert chat.response.status == "amended"
        (old, _) = chat.response.attachments
        chat.tap(Action.DETACH, old.id, question="site")
        assert chat.reply_kinds[:2] == (Detached, Reopened)


class TestExplaining:
    def test_it_is_said_to_which_question_a_file_goes(self, chat: Scenario) -> None:
        chat.command(Command.ATTACH).expect_replies(AttachingExplained, StillOpen)
        assert chat.reply(AttachingExplained).question == "site"

    @pytest.mark.parametrize("about", ["2", "2.", " has ", "HAS"])
    def test_with_a_number_that_question_is_opened_for_it(self, chat: Scenario, about: str) -> None:
        chat.take(Commanded(Command.ATTACH, about)).expect_replies(AttachingExplained, Prompt).expect_question("has")
        chat.send_file()
        assert names(chat) == [("has", "plan.pdf")]

    def test_a_number_that_is_none_is_said(self, chat: Scenario) -> None:
        chat.take(Commanded(Command.ATTACH, "99")).expect_replies(AttachingExplained, StillOpen)
        assert chat.reply(AttachingExplained) == AttachingExplained("site", "99")

    def test_the_country_of_an_invitation_is_no_question(self, chat: Scenario) -> None:
        chat.response = chat.response.but(invited=True)
        chat.take(Commanded(Command.ATTACH, "country")).expect_replies(CountryFixed, StillOpen)


def test_the_document_lists_the_files_in_the_order_of_their_questions(chat: Scenario) -> None:
    chat.say("www.gov.pk").send_file("b.pdf").send_file("a.pdf", about="site", digest="1")
    document = build_document(chat.questionnaire, chat.response)
    assert [(each["question"], each["name"]) for each in document["attachments"]] == [
        ("site", "a.pdf"),
        ("has", "b.pdf"),
    ]
    assert set(document["attachments"][0]) == {"question", "name", "media_type", "size", "sha256"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plan.pdf", "application/pdf"),
        ("PLAN.PDF", "application/pdf"),
        ("a.b.docx", KINDS[".docx"]),
        ("photo.jpeg", "image/jpeg"),
        ("plan", None),
        (".pdf", None),
        ("plan.pdf.exe", None),
        ("plan.zip", None),
        ("plan.html", None),
        ("plan.svg", None),
        ("", None),
    ],
)
def test_what_is_taken_is_told_by_the_ending_of_the_name(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind
    violation = announced(name, 1)
    assert (violation is None) == (kind is not None)
    assert violation is None or violation.code is Code.FILE_KIND


def test_a_file_that_is_too_large_is_not_even_fetched() -> None:
    assert announced("plan.pdf", MOST_BYTES) is None
    assert announced("plan.pdf", MOST_BYTES + 1) == Violation(Code.FILE_TOO_LARGE, {"name": "plan.pdf", "limit": 20})


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\plan.pdf", "plan.pdf"),
        ("fdp\u202efdp.exe", "fdpfdp.exe"),
        ("a\0b\n.pdf", "ab.pdf"),
        ("  plan.pdf ", "plan.pdf"),
        ("خطة.pdf", "خطة.pdf"),
        ("", "file"),
        ("...", "file"),
        ("name", "name"),
        ("n" * 500 + ".pdf", "n" * (LONGEST_NAME - 4) + ".pdf"),
        ("n" * 500, "n" * LONGEST_NAME),
        ("n" * 500 + "." + "e" * 200, "n" * (LONGEST_NAME - 21) + "." + "e" * 20),
    ],
)
def test_a_name_is_made_safe_to_show(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("media_type", "beginning", "right"),
    [
        ("application/pdf", b"%PDF-1.7", True),
        ("application/pdf", b"MZ\x90\x00", False),
        (KINDS[".docx"], b"PK\x03\x04....", True),
        (KINDS[".docx"], b"%PDF-1.7", False),
        ("image/png", b"\x89PNG\r\n\x1a\n...", True),
        ("image/jpeg", b"\xff\xd8\xff\xe0", True),
        ("image/heic", b"\0\0\0\x18ftypheic", True),
        ("image/heic", b"MZ\x90\0ABCDheic", False),
        ("application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1", True),
        ("text/plain", b"words", True),
        ("text/plain", b"MZ\x90\0\3", False),
        ("text/plain", b"\xff\xfew\0o\0r\0", True),
        ("text/csv", b"", True),
    ],
)
def test_a_file_is_what_its_name_says(media_type: str, beginning: bytes, right: bool) -> None:
    assert is_what_it_says(media_type, beginning) is right


def submit(chat: Scenario) -> Scenario:
    if chat.question == "site":
        chat.say("www.gov.pk")
    chat.say("no") if chat.question == "has" else None
    return chat.command(Command.SUBMIT).tap(Action.SUBMIT)

"""Every reply of the desk has its words, in every language, and captions that fit without being cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from flows.administration.announcing import Preview, Report
from flows.administration.exporting import Selection, Which
from flows.administration.following import Followed
from flows.administration.invitations import State
from flows.administration.progress import Share, Stage, Standing
from flows.administration.reminding import PassedOver, Reminded, Reminding, Why
from flows.desk import replies
from flows.desk.picturing import Picture, Section, picture_of
from flows.desk.replies import DeskReply
from flows.desk.states import (
    ForAnnouncement,
    ForCountry,
    ForList,
    ForQuestions,
    ForRemark,
    ForReopening,
    ForSending,
    TeamCommand,
)
from flows.desk.taps import Verb, read
from flows.exporting.formats import Format
from flows.message import File, Message, Span
from flows.ports import Announcement, Audience, Outcome
from flows.questionnaire import MAX_CAPTION, Questionnaire
from flows.wording.catalogue import languages, translator
from flows.wording.commands import TEAM_COMMANDS, team_menu
from flows.wording.desk import render, speaker_for
from flows.wording.desk.following import STAGES
from flows.wording.desk.picture import captions
from flows.wording.desk.reminding import WHYS
from flows.wording.desk.replies import SAID
from tests.flows.test_wording.extracting import said_elsewhere
from tests.flows.test_wording.saying import LIBRARIES, MSQ, NOW, given

STATES = (
    ForCountry(command=TeamCommand.INVITE),
    ForList(),
    ForQuestions(country="PAK"),
    ForRemark(country="PAK", questions=("q1",)),
    ForReopening(country="PAK", remarks={}),
    ForAnnouncement(audience="all"),
    ForSending(audience="all", text="Hello"),
)
COUNTRIES = ("PAK", "VCT", "COD", "AAA")
PEOPLE = dict.fromkeys(Outcome, 2)
MADE = Announcement("msq-2020", Audience.ALL, "Hello", "amina", NOW, id="01a210a4-7c9d-7670-adb1-2a301aacb4cc")


def _standings(questionnaire: Questionnaire) -> Iterator[Standing]:
    shares = [Share(0, 3), Share(1, 3), Share(3, 3)]
    sections = {section.name: shares[place % 3] for place, section in enumerate(questionnaire.sections)}
    for stage in Stage:
        yield Standing("PAK", stage, Share(4, 50), sections, questionnaire.sections[0].name, NOW)
        yield Standing(None, stage, Share(0, 50), sections)


def _preview(people: int) -> Preview:
    return Preview(Message(text=(Span(text="Hello"),)), people, ("PAK",), ("KEN", None), ("BRA",))


def everything_at_desk(questionnaire: Questionnaire) -> Iterator[DeskReply]:
    until, names = NOW + timedelta(days=3), tuple(each.name for each in questionnaire.questions)
    yield from (replies.Welcomed(True), replies.Welcomed(False, True))
    for command in (TeamCommand.COUNTRY, TeamCommand.INVITE, TeamCommand.REMIND, TeamCommand.REOPEN):
        yield replies.CountryAsked(command, COUNTRIES)
        yield replies.CountryAsked(command, tuple(f"A{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(80)))
        yield replies.CountryAsked(command, COUNTRIES, 0, "x" * 90)
    yield from (replies.NobodyThere(c) for c in TeamCommand if c not in (TeamCommand.INVITE, *_NEVER_EMPTY))
    yield replies.WhomToInvite()
    for country in (None, "PAK"):
        yield from (replies.Offered(country, language, days) for language in (None, "fr") for days in (1, 30))
        yield replies.LinkMade(country, "https://t.me/x", until)
    yield replies.Offered("PAK", "en", 30, successor=True)
    yield from (replies.HasLink("PAK", state, until) for state in (State.OPEN, State.EXPIRED))
    yield from (replies.HasFocalPoint("PAK"), replies.ListAsked(), replies.ListWrong(said_elsewhere()))
    yield from (replies.ListInvited(1, "x"), replies.ListInvited(2, "x"))
    yield from (replies.ProgressShown(dict.fromkeys(Stage, 90), NOW, days) for days in (None, 0, 1, 12))
    yield replies.ProgressShown({Stage.INVITED: 1})
    standings = tuple(_standings(questionnaire))
    yield from (replies.StageShown(stage, tuple(s for s in standings if s.stage is stage)) for stage in Stage)
    for standing in (None, *standings):
        yield replies.CountryShown("PAK", standing)
        yield replies.CountryShown("PAK", standing, names, (State.OPEN, until), 2, True, names[:2])
        yield replies.CountryShown("PAK", standing, names[:3], (State.EXPIRED, until), 0, True)
    yield from (replies.RevokeAsked("PAK", answers) for answers in (True, False))
    yield from (replies.AccessRevoked("PAK", told) for told in (True, False))
    yield from (replies.WhomToRemind(1), replies.WhetherToRemind(None, 5), replies.WhetherToRemind("PAK"))
    passed = tuple(PassedOver(country, why) for why in Why for country in ("PAK", None))
    yield replies.RemindersPlanned(Reminding((Reminded("PAK", NOW), Reminded("KEN", until)), passed), NOW)
    yield replies.RemindersPlanned(Reminding((), ()), NOW)
    yield from (replies.NotSubmitted("PAK"), replies.QuestionsAsked("PAK"), replies.QuestionsAsked("PAK", ("x", "y")))
    yield from (replies.RemarkAsked("PAK", "", None, 0), replies.RemarkAsked("PAK", names[-1], None, 2))
    yield replies.RemarkAsked("PAK", questionnaire.questions[-1].name, given(note="only a remark"), 0)
    yield from (replies.RemarksShown("PAK", {"": "All of it.", names[-1]: "This."}), replies.GivenBack("PAK", 1))
    yield replies.AudienceAsked()
    yield from (replies.TextAsked(audience) for audience in Audience)
    yield from (replies.AnnouncementShown(Audience.ALL, _preview(people)) for people in (0, 1, 7))
    done = PEOPLE | {Outcome.WAITING: 0}
    reports = (Report(MADE, people, ("PAK",), (None,)) for people in (PEOPLE, done))
    yield from (replies.AnnouncementFollowed(report, "A" * 22, NOW) for report in reports)
    yield from (replies.ExportAsked(which, 3) for which in Which)
    yield from (replies.ExportSent(Selection(which), form, 3) for which in Which for form in Format)
    file = File(name="x.pdf", media_type="application/pdf", content="x")
    yield from (replies.CopySent("PAK", (file,), draft) for draft in (True, False))
    yield from (
        replies.SignInLink("https://x.example.org/sign-in/x"),
        replies.NoPages(),
        replies.Declined(said_elsewhere()),
    )
    for state in STATES:
        yield from (replies.WaitsFor(state), replies.DroppedHalfway(state), replies.DroppedHalfway(state, asked=False))
    yield from (replies.DroppedHalfway(None), replies.OldButton())


_NEVER_EMPTY = (TeamCommand.ANNOUNCE, TeamCommand.DASHBOARD)


def test_every_reply_is_in_the_table_and_the_walk_meets_it() -> None:
    assert set(SAID) == set(get_args(DeskReply))
    assert {type(reply) for reply in everything_at_desk(MSQ)} == set(SAID)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("questionnaire", [MSQ, LIBRARIES], ids=["msq-2020", "all-types"])
def test_every_reply_has_a_text_and_captions_that_fit(questionnaire: Questionnaire, language: str) -> None:
    for reply in everything_at_desk(questionnaire):
        message = render(questionnaire, (reply,), language, NOW)
        assert message.plain_text.strip(), reply
        assert "{" not in message.plain_text, reply
        assert "**" not in message.plain_text, reply
        for button in (button for row in message.buttons for button in row):
            assert 0 < len(button.caption) <= MAX_CAPTION < 30, (reply, button)
            does = read(button.tap)
            assert does is not None, (reply, button)
            # The longest names of countries are longer than a button.
            assert does.verb is Verb.CHOOSE or not button.caption.endswith("…"), (reply, button)
            assert len(button.tap.choice) <= 24, (reply, button)


@pytest.mark.parametrize("language", languages())
def test_the_menu_of_the_team_begins_with_its_commands(language: str) -> None:
    assert list(TEAM_COMMANDS) == list(TeamCommand)
    assert [name for name, _ in team_menu(language)][: len(TeamCommand)] == list(TeamCommand)


def test_every_stage_and_every_reason_has_its_words() -> None:
    assert (set(STAGES), set(WHYS)) == (set(Stage), set(Why))


def test_the_captions_of_the_picture_are_in_the_language() -> None:
    picture = Picture(2, {Stage.INVITED: 1, Stage.COMPLETED: 1, **dict.fromkeys(set(Stage) - _THERE, 0)}, _SECTIONS)
    said = captions(speaker_for(LIBRARIES, "fr", NOW), picture)

    assert (said.title, said.subtitle) == ("Les bibliothèques publiques en ligne", "2 pays · 22 avril 2019, 14:05 UTC")
    assert said.stages == (("lien non ouvert", 1), ("soumis", 1))
    assert (said.done, said.begun, said.open) == ("terminée", "commencée", "non commencée")
    assert len(said.sections) == len(LIBRARIES.sections)


_THERE = {Stage.INVITED, Stage.COMPLETED}
_SECTIONS = tuple(Section(section.name, 1, 0, 0) for section in LIBRARIES.sections)


def test_a_country_is_named_in_the_language() -> None:
    message = render(LIBRARIES, (replies.NotSubmitted("DEU"),), "fr", NOW)
    assert "Allemagne" in message.plain_text
    assert translator("fr").language == "fr"


def test_the_picture_counts_who_is_where_by_section() -> None:
    sections = {section.name: Share(2, 3) for section in LIBRARIES.sections}
    half = Standing("PAK", Stage.IN_PROGRESS, Share(6, 9), sections)
    whole = replace(half, stage=Stage.COMPLETED, sections={name: Share(3, 3) for name in sections})
    nothing = replace(half, stage=Stage.INVITED, sections={name: Share(0, 3) for name in sections})
    picture = picture_of(
        LIBRARIES, [Followed(half, "1"), Followed(whole, "2"), Followed(replace(nothing), "3"), Followed(nothing)]
    )

    assert picture.countries == 4
    assert picture.stages == {Stage.IN_PROGRESS: 1, Stage.COMPLETED: 1, Stage.INVITED: 2}
    assert picture.sections[0] == Section("services", done=1, begun=1, open=1)

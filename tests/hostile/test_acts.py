"""Each hostile or clumsy act of `acts`: what exactly is shown, and that the next honest answer works.

No error is logged by any of them; the fixture `house` looks after that.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from simulator.people import Person
from tests.hostile.acts import COMMANDS, ELSEWHERE, TAPS, TEXTS, THINGS
from tests.hostile.conftest import does, heard_by, shown_since
from tests.house import House

QUESTION_1 = """A. Services · 1 of 9 ▓░░░░░░░░░

1. Where are the public libraries on the web?
Send the addresses.

Send the addresses in one message, or in several at once; remarks are welcome.
[What is a public library?]
[Back] [Sections]"""
OLD_BUTTON = f"""That button belongs to an earlier message and changes nothing now. This is where you are.

{QUESTION_1}"""
WELCOME_BACK = f"Welcome back. You stopped at 1, in A. Services. 0 of 9 are done.\n\n{QUESTION_1}"
NO_ANSWER = "I find no answer to 1 in this, and a remark alone is not enough here.\n[Back]"
KEPT = """✓ “{name}” (1 kB) is kept with 1.

The open question is still 1.
[Remove {name}]
[Show 1]"""
TAKEN = "PDF, DOCX, XLSX, PPTX, DOC, XLS, PPT, ODT, ODS, ODP, RTF, TXT, CSV, JPG, PNG, WEBP, HEIC"
KEPT_ALREADY = """“photo.jpg” is kept with 1 already.

The open question is still 1.
[Remove photo.jpg]
[Show 1]"""
OPEN = ("1", "2", "4", "5", "6", "8", "Name", "E-mail")
SUMMARY = f"""Not answered yet: {", ".join(f"{name} (open)" for name in OPEN)} and Phone (open).

An answer is needed before you can submit: 1 and Name
[Go to 1]
[Review all]"""


def please_as_text(cannot: str) -> str:
    return f"{cannot} Please write your answer as text.\n[Show 1]"


def not_kept(why: str) -> str:
    return f"{why}\n\nThe open question is still 1.\n[Show 1]"


def no_answer(written: str) -> str:
    return f"You wrote: “{written}”\n\n{NO_ANSWER}"


def no_command(word: str) -> str:
    return f"“{word}” is not one of my commands; /help lists them.\n[Show 1]"


def wrong_scheme(written: str, scheme: str) -> str:
    sentence = f"“{written}” begins with “{scheme}:”. Please send an address that begins with http:// or https://."
    return f"{sentence}\n[Back]"


SHOWN: Mapping[str, str] = {
    "sticker": please_as_text("I cannot read stickers."),
    "forwarded sticker": please_as_text("I cannot read stickers."),
    "voice": please_as_text("I cannot listen to voice messages."),
    "audio": please_as_text("I cannot listen to voice messages."),
    "photo": KEPT.format(name="photo.jpg"),
    "album": "\n---\n".join((KEPT.format(name="photo.jpg"), KEPT_ALREADY, KEPT_ALREADY)),
    "document": KEPT.format(name="answers.pdf"),
    "program": not_kept(f"I cannot keep “answers.exe”: files of its kind are not taken. These are: {TAKEN}."),
    "program that calls itself a document": not_kept(
        "“answers.pdf” is not what its name says. Please save it again as a PDF and send that."
    ),
    "video": please_as_text("I cannot watch videos."),
    "video note": please_as_text("I cannot watch videos."),
    "animation": please_as_text("I cannot watch videos."),
    "location": please_as_text("I cannot use a location."),
    "live location": please_as_text("I cannot use a location."),
    "venue": please_as_text("I cannot use a location."),
    "contact": please_as_text("A contact can be used only where a person is asked for, and one at a time."),
    "poll": please_as_text("I cannot read polls."),
    "dice": please_as_text("I can only read text."),
    "game": please_as_text("I can only read text."),
    "story": please_as_text("I can only read text."),
    "a payload guessed": WELCOME_BACK,
    "a payload of nonsense": WELCOME_BACK,
    "start in capitals": WELCOME_BACK,
    "a command with rubbish": "You are at 1, in A. Services. 0 of 9 are done.\n[Show 1] [Sections] [Review]",
    "a command of another bot": no_command("/help@other_bot"),
    "an unknown command": no_command("/sudo"),
    "a command in another script": no_command("/помощь"),
    "submit before the time": SUMMARY,
    "only zero-width characters": """You wrote: “\u200b\u200d\u2060\ufeff”

I can read nothing in this message. Please write your answer as text.
[Back]""",
    "right-to-left overrides": """I am not sure that I read “www.nlp.gov.pk” correctly. What shall I keep?
[Yes, https://www.nlp.gov.pk]
[No, I will retype it]
[Back]""",
    "a bare slash": no_answer("/"),
    "slashes": no_answer("//////"),
    "a path": no_answer("/etc/passwd"),
    "unclosed embeddings": no_answer(" none"),
    "a wall of combining marks": NO_ANSWER,
    "a very long word": NO_ANSWER,
    "a template": no_answer("{{ config }} {% for x in y %} {0.__class__} %n%n%n"),
    "forwarded words": no_answer("none whatsoever"),
    "words forwarded from a channel": no_answer("none whatsoever"),
    "words by way of another bot": no_answer("none whatsoever"),
    "markup": wrong_scheme("tg://user?id=1)", "tg"),
    "a hidden link": wrong_scheme("javascript:alert(1)", "javascript"),
    "an entity over half a character": wrong_scheme("tg://user?id=1", "tg"),
    **dict.fromkeys(TAPS, OLD_BUTTON),
    "submission by invented data": SUMMARY,
    **dict.fromkeys(ELSEWHERE, ""),
}  # fmt: skip
ACTS = {**THINGS, **COMMANDS, **TEXTS, **TAPS, **ELSEWHERE}


@pytest.mark.parametrize("name", ACTS)
async def test_what_is_shown_is_plain_and_the_next_honest_answer_works(name: str, house: House, amina: Person) -> None:
    before = heard_by(amina)
    ACTS[name](amina, house.world)
    await house.settle()
    house.clock.pass_by(60)
    assert shown_since(amina, before) == SHOWN[name]

    assert (await does(house, amina, "www.nlp.gov.pk")).startswith(
        "✓ 1 · https://www.nlp.gov.pk\n\nA. Services · 2 of 9"
    )


def test_something_is_expected_of_every_act_and_of_no_other() -> None:
    assert set(SHOWN) == set(ACTS)


BEFORE_THE_START = [
    "sticker",
    "an unknown command",
    "a wall of combining marks",
    "foreign data",
    "submit before the time",
]


@pytest.mark.parametrize("name", BEFORE_THE_START)
async def test_whoever_begins_with_it_is_asked_for_the_language(name: str, house: House) -> None:
    zoe = Person.joining(house.world, "Zoë")
    hello = zoe.send_sticker()  # a chat must have a message before a button can be tapped
    await house.settle()
    before = heard_by(zoe)
    ACTS[name](zoe, house.world)
    await house.settle()
    assert shown_since(zoe, hello.id).startswith("Please choose your language.")
    assert before
    assert "Country" in await does(house, zoe, "[English]", "[Begin]")

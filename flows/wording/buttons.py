"""Buttons: captions that fit on a narrow phone, and the rows that many replies share. Knows no sentences of replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.message import Button, File
from flows.questionnaire import MAX_CAPTION, OTHER, Question
from flows.sentences import N_
from flows.turns import Action, Tap
from flows.wording.rich import Text
from flows.wording.speaker import Speaker, shortened

ROOM: Mapping[int, int] = {2: 16, 3: 9, 4: 5, 5: 5}
"""How many characters a caption may have where so many buttons, equally wide, share a row of a narrow phone."""

Row = tuple[Button, ...]
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one reply adds to the message of its turn. Of several parts the `buttons` of the last stand; a part's `own`
    stand in any case, before the last row: what answers comes first, what leads elsewhere last."""

    text: Text
    buttons: Rows = ()
    own: Rows = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice as it is offered: its name, its words in the respondent's language, its place from 1, ticked or not."""

    name: str
    words: str
    place: int
    chosen: bool

    @property
    def box(self) -> str:
        return "☑" if self.chosen else "☐"


def button(speaker: Speaker, action: Action, caption: str, question: str = "", choice: str = "") -> Button:
    tap = Tap(action=action, question=question, choice=choice, prompt=speaker.conversation.response.prompt)
    return Button(caption=shortened(caption, MAX_CAPTION), tap=tap)


def one_a_row(buttons: Iterable[Button]) -> Rows:
    return tuple((each,) for each in buttons)


def fitting(rows: Iterable[Row]) -> Rows:
    """The rows as they are, except those of which an app would cut the captions: they go on in another."""
    return tuple(part for row in rows for part in ((row,) if _fits(row) else packed(row)))


def packed(buttons: Iterable[Button]) -> Rows:
    """Short captions side by side, in their order; a long one has its row for itself."""
    rows: list[Row] = []
    for each in buttons:
        if rows and _fits((*rows[-1], each)):
            rows[-1] = (*rows[-1], each)
        else:
            rows.append((each,))
    return tuple(rows)


def offers(speaker: Speaker, question: Question, chosen: Sequence[str]) -> tuple[Offer, ...]:
    """The choices in their order, "Other" last."""
    choices = speaker.conversation.questionnaire.choices_of(question)
    words = {choice.name: speaker.plain_of(choice.label) for choice in choices}
    if question.other:
        words[OTHER] = speaker.words("Other")
    return tuple(Offer(name, words[name], place, name in chosen) for place, name in enumerate(words, 1))


def are_numbered(offered: Sequence[Offer]) -> bool:
    """Whether the text lists the choices by number because their words do not fit on buttons."""
    return any(len(f"{offer.box} {offer.words}") > MAX_CAPTION for offer in offered)


def answer_rows(speaker: Speaker, question: Question, chosen: Sequence[str] = ()) -> Rows:
    """The buttons that answer the question, or a part of it."""
    match question.type:
        case "yes_no":
            return (_yes_or_no(speaker, question, N_("Yes"), N_("No")),)
        case "acknowledge":
            return (_yes_or_no(speaker, question, N_("I agree"), N_("I do not agree")),)
        case "select_one":
            return _choices(speaker, question, (), Action.CHOOSE)
        case "select_multiple":
            return (*_choices(speaker, question, chosen, Action.TOGGLE), (_done_or_none(speaker, question, chosen),))
        case "date":
            return ((_today(speaker, question),),)
        case _:
            return ()


def way_row(speaker: Speaker, question: Question, *, sections: bool = False) -> Row:
    """Skip, Back and, if wanted, Sections, as far as they lead anywhere."""
    return tuple(_way(speaker, question, sections))


def show_again(speaker: Speaker, question: str) -> Button:
    """Puts the open question again."""
    return button(speaker, Action.SHOW, speaker.words("Show {question}", question=speaker.reference(question)))


def sections(speaker: Speaker) -> Button:
    return button(speaker, Action.SECTIONS, speaker.words("Sections"))


def review(speaker: Speaker, caption: str = N_("Review")) -> Button:
    return button(speaker, Action.REVIEW, speaker.words(caption))


def remind_again(speaker: Speaker) -> Button:
    return button(speaker, Action.REMINDERS, speaker.words("Remind me again"), choice="on")


def copy(speaker: Speaker) -> Button:
    return button(speaker, Action.COPY, speaker.words("Get a copy"))


def _fits(row: Row) -> bool:
    return len(row) == 1 or max(len(each.caption) for each in row) <= ROOM.get(len(row), 0)


def _yes_or_no(speaker: Speaker, question: Question, yes: str, no: str) -> Row:
    return tuple(
        button(speaker, Action.CHOOSE, speaker.words(caption), question.name, choice)
        for choice, caption in (("yes", yes), ("no", no))
    )


def _choices(speaker: Speaker, question: Question, chosen: Sequence[str], action: Action) -> Rows:
    offered = offers(speaker, question, chosen)
    numbered = are_numbered(offered)
    buttons = (
        button(speaker, action, _caption(offer, numbered, action), question.name, offer.name) for offer in offered
    )
    return packed(buttons) if numbered else one_a_row(buttons)


def _caption(offer: Offer, numbered: bool, action: Action) -> str:
    words = str(offer.place) if numbered else offer.words
    return f"{offer.box} {words}" if action is Action.TOGGLE else words


def _done_or_none(speaker: Speaker, question: Question, chosen: Sequence[str]) -> Button:
    if not chosen:
        return button(speaker, Action.NONE, speaker.words("None of these"), question.name)
    caption = speaker.words("Done · {count} chosen", count=len(chosen))
    return button(speaker, Action.DONE, caption, question.name)


def _today(speaker: Speaker, question: Question) -> Button:
    today = speaker.conversation.now.date()
    captions = (
        speaker.words("Today · {day}", day=speaker.translator.day(today, short=short)) for short in (False, True)
    )
    caption = next((caption for caption in captions if len(caption) <= MAX_CAPTION), speaker.words("Today"))
    return button(speaker, Action.TODAY, caption, question.name)


def _way(speaker: Speaker, question: Question, with_sections: bool) -> Iterator[Button]:
    if not question.required:
        yield button(speaker, Action.SKIP, speaker.words("Skip"), question.name)
    if speaker.conversation.before(question.name):
        yield button(speaker, Action.BACK, speaker.words("Back"))
    if with_sections:
        yield sections(speaker)

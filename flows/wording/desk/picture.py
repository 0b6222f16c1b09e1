"""The words of the picture of the progress, in the administrator's language. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

from flows.desk.picturing import Picture
from flows.wording.desk.following import STAGES
from flows.wording.rich import plain
from flows.wording.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Captions:
    """`stages` and `sections` are labels in their order; those of the stages only where somebody is."""

    title: str
    subtitle: str
    stages: tuple[tuple[str, int], ...]
    by_section: str
    sections: tuple[str, ...]
    done: str
    begun: str
    open: str


def captions(speaker: Speaker, picture: Picture) -> Captions:
    questionnaire = speaker.conversation.questionnaire
    countries = plain(speaker.say_count("{count} country", "{count} countries", picture.countries))
    return Captions(
        title=speaker.plain_of(questionnaire.title),
        subtitle=f"{countries} · {speaker.moment(speaker.conversation.now)}",
        stages=tuple(
            (speaker.words(words), picture.stages[stage]) for stage, words in STAGES.items() if picture.stages[stage]
        ),
        by_section=speaker.words("Section by section, of those who opened their link"),
        sections=tuple(speaker.plain_of(section.label) for section in questionnaire.sections),
        done=speaker.words("done"),
        begun=speaker.words("begun"),
        open=speaker.words("not begun"),
    )

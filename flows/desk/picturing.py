"""What the picture of the progress shows, counted. Draws nothing; knows no words of a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.administration.following import Followed
from flows.administration.progress import Share, Stage
from flows.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Section:
    """How many countries have done all of it, a part of it, nothing of it: of those that have opened their link."""

    name: str
    done: int
    begun: int
    open: int


@dataclass(frozen=True, slots=True)
class Picture:
    countries: int
    stages: Mapping[Stage, int]
    sections: tuple[Section, ...]


def picture_of(questionnaire: Questionnaire, followed: Iterable[Followed]) -> Picture:
    everybody = tuple(followed)
    begun = [each.standing for each in everybody if each.response_id]
    return Picture(
        len(everybody),
        Counter(each.standing.stage for each in everybody),
        tuple(
            _counted(section.name, [standing.sections[section.name] for standing in begun])
            for section in questionnaire.sections
        ),
    )


def _counted(name: str, shares: list[Share]) -> Section:
    done = sum(share.done == share.total for share in shares)
    untouched = sum(share.done == 0 and share.total > 0 for share in shares)
    return Section(name, done, len(shares) - done - untouched, untouched)

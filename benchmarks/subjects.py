"""The bots that are compared: how each is started, and how respondents walk with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.respondents import Walk, answering_walk, questionnaire_walk, words_walk
from simulator.world import TOKEN


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    arguments: Sequence[str]
    walk: Walk


FOCALPOINT = Subject("focalpoint", ("-c", "from bot.command_line import main; main()", "run"), questionnaire_walk)
ECHO = Subject("echo", ("-m", "benchmarks.rivals.echo"), words_walk)
CONVERSATION = Subject("conversation", ("-m", "benchmarks.rivals.conversation"), answering_walk)

SUBJECTS = (FOCALPOINT, ECHO, CONVERSATION)


def environment(address: str, folder: Path, database: str | None = None) -> Mapping[str, str]:
    """For each of them: where the server is, and where what is kept may lie."""
    return {
        "FOCALPOINT_API_URL": address,
        "FOCALPOINT_BOT_TOKEN": BENCHMARK_TOKEN,
        "FOCALPOINT_ACCESS": "open",
        "FOCALPOINT_FLOOD_LIMIT": "0",  # fifty people do the work of thousands
        "FOCALPOINT_DATABASE_URL": database or f"sqlite:///{folder}/focalpoint.sqlite",
        "FOCALPOINT_FILES": f"{folder}/files",
        "BENCHMARK_PICKLE": f"{folder}/conversation.pickle",
    }


BENCHMARK_TOKEN = TOKEN

"""The makers of what the survey team asks for in the chat: the picture of the progress, exports. Knows no chat."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from functools import partial

from bot.making import MAX_FILE, Makers
from flows.administration.exporting import Selection, Which, export_documents
from flows.administration.following import Followed, Following
from flows.administration.roles import FOR_ADMINISTRATORS
from flows.desk.picturing import picture_of
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from flows.wording.desk import speaker_for
from flows.wording.desk.picture import captions


def team_makers(storage: Storage, questionnaire: Questionnaire, clock: Clock, following: Following) -> Makers:
    return {
        "progress-picture": partial(_picture, questionnaire, clock, following),
        "export": partial(_export, storage, questionnaire),
    }


async def _picture(questionnaire: Questionnaire, clock: Clock, following: Following, of: Mapping[str, str]) -> bytes:
    followed = await following.all(FOR_ADMINISTRATORS)
    return await asyncio.to_thread(_drawn, questionnaire, clock, followed, of)


def _drawn(questionnaire: Questionnaire, clock: Clock, followed: tuple[Followed, ...], of: Mapping[str, str]) -> bytes:
    # Loaded only where something is drawn.
    from web.charts import Theme
    from web.progress_chart import ProgressChart, Row, Stretch, png

    picture = picture_of(questionnaire, followed)
    speaker = speaker_for(questionnaire, of.get("language"), clock.now())
    words = captions(speaker, picture)
    chart = ProgressChart(
        title=words.title,
        subtitle=words.subtitle,
        stages=tuple(Stretch(label, count) for label, count in words.stages),
        sections_title=words.by_section,
        rows=tuple(
            Row(label, section.done, section.begun, section.open)
            for label, section in zip(words.sections, picture.sections, strict=True)
        ),
        done=words.done,
        begun=words.begun,
        open=words.open,
        language=speaker.translator.tag,
    )
    return png(chart, Theme(of.get("theme", Theme.LIGHT)))


async def _export(storage: Storage, questionnaire: Questionnaire, of: Mapping[str, str]) -> bytes:
    """Reading stops where it is more than a chat takes."""
    from flows.exporting.formats import Format, export_chunks

    documents = export_documents(storage, questionnaire, Selection(Which(of["which"])))
    content = bytearray()
    async with (
        aclosing(documents),
        aclosing(export_chunks(Format(of["format"]), questionnaire, documents)) as chunks,
    ):
        async for chunk in chunks:
            content += chunk
            if len(content) > MAX_FILE:
                break
    return bytes(content)

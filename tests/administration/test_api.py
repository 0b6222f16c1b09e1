"""The API as another system meets it, with the database really there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from flows.administration.roles import Act, Admission
from flows.administration.tokens import Scope, make_token
from flows.attachments import Fetched
from flows.document import document_schema
from flows.turns import Action, Origin, SentFile
from tests.administration.office import TEAM, Office
from web.api import create_api
from web.api.office import Office as ApiOffice

AMINA, BORIS = 1001, 1002


@pytest.fixture
async def api(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody with a token of every scope."""
    app = create_api(
        ApiOffice(office.questionnaire, office.storage, office.clock, Admission(open=False), lambda: "a_bot", fetched)
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://focalpoint") as client:
        client.headers["Authorization"] = f"Bearer {await token(office, *Scope)}"
        yield client


async def fetched(sha256: str) -> AsyncIterator[bytes]:
    yield f"the file {sha256[:3]}".encode()


async def token(office: Office, *scopes: Scope) -> str:
    return (await make_token(office.storage, office.clock, TEAM, "a system", scopes))[1]


async def submitted(office: Office, chat: int, country: str) -> None:
    await office.admit(chat, country)
    await office.tap(chat, Action.BEGIN)
    await office.say(chat, "I agree", "www.gov.pk", "no")
    await office.tap(chat, Action.SUMMARY)
    await office.tap(chat, Action.SUBMIT)


async def begun(office: Office, chat: int, country: str) -> None:
    await office.admit(chat, country)
    await office.tap(chat, Action.BEGIN)


async def got(api: httpx.AsyncClient, path: str, **parameters: Any) -> Any:
    answer = await api.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_responses_are_listed_in_pages(office: Office, api: httpx.AsyncClient) -> None:
    await submitted(office, AMINA, "PAK")
    await begun(office, BORIS, "PER")
    first = await got(api, "/responses", limit=1)
    second = await got(api, "/responses", limit=1, after=first["next"])
    third = await got(api, "/responses", limit=1, after=second["next"])
    found = [*first["responses"], *second["responses"]]
    assert [(each["country"], each["status"], each["revision"]) for each in found] == [
        ("PAK", "completed", 1),
        ("PER", "in-progress", 0),
    ]
    assert third == {"responses": [], "next": None}


async def test_responses_are_chosen_by_status_country_and_change(office: Office, api: httpx.AsyncClient) -> None:
    await submitted(office, AMINA, "PAK")
    since = office.clock.now()
    await begun(office, BORIS, "PER")

    async def countries(**parameters: Any) -> list[str]:
        return [each["country"] for each in (await got(api, "/responses", **parameters))["responses"]]

    assert await countries(status="completed") == ["PAK"]
    assert await countries(status="in-progress") == ["PER"]
    assert await countries(country="PER") == ["PER"]
    assert await countries(changed_since=since.isoformat()) == ["PER"]
    assert await countries(changed_since=(office.clock.now() + timedelta(days=1)).isoformat()) == []


async def test_one_response_is_its_document(office: Office, api: httpx.AsyncClient) -> None:
    await submitted(office, AMINA, "PAK")
    response = await office.response(AMINA)
    document = await got(api, f"/responses/{response.id}")
    Draft202012Validator(document_schema(office.questionnaire)).validate(document)
    assert document["answers"]["site"]["value"] == [{"url": "https://www.gov.pk"}]


async def test_a_file_sent_with_an_answer_is_handed_out_by_its_hash(office: Office, api: httpx.AsyncClient) -> None:
    await begun(office, AMINA, "PAK")
    response = await office.response(AMINA)
    file = Fetched(name="plan.pdf", media_type="application/pdf", size=1, sha256="a1b" + "0" * 61)
    await office.hear(AMINA, SentFile(Origin(AMINA, 99, office.clock.now()), file))
    answer = await api.get(f"/responses/{response.id}/attachments/{file.sha256}")
    assert (answer.status_code, answer.text) == (200, "the file a1b")
    assert answer.headers["content-disposition"] == "attachment"
    assert (await api.get(f"/responses/{response.id}/attachments/{'0' * 64}")).status_code == 404
    assert (await api.get(f"/responses/PAK/attachments/{file.sha256}")).status_code == 404


async def test_all_documents_come_one_a_line_and_it_is_recorded(office: Office, api: httpx.AsyncClient) -> None:
    await submitted(office, AMINA, "PAK")
    await submitted(office, BORIS, "PER")
    answer = await api.get("/responses.ndjson")
    assert answer.headers["content-type"] == "application/x-ndjson"
    documents = [json.loads(line) for line in answer.text.splitlines()]
    assert [each["response"]["country"]["code"] for each in documents] == ["PAK", "PER"]
    assert (await office.records())[-1].act is Act.EXPORTED
    assert "by token “a system”" in (await office.records())[-1].actor


async def test_all_responses_come_as_a_file_of_any_format(office: Office, api: httpx.AsyncClient) -> None:
    await submitted(office, AMINA, "PAK")
    answer = await api.get("/export", params={"format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="small-completed.csv"'
    assert answer.text.splitlines()[1].startswith("PAK,")
    assert (await api.get("/export", params={"format": "exe"})).status_code == 422


async def test_the_questionnaire_its_schema_and_the_progress_can_be_read(
    office: Office, api: httpx.AsyncClient
) -> None:
    await submitted(office, AMINA, "PAK")
    assert (await got(api, "/questionnaire"))["name"] == "small"
    assert await got(api, "/schema") == document_schema(office.questionnaire)
    (standing,) = await got(api, "/progress")
    assert (standing["country"], standing["stage"]) == ("PAK", "completed")
    assert standing["sections"]["one"] == {"done": 2, "total": 2}


async def test_countries_are_invited_all_or_none(office: Office, api: httpx.AsyncClient) -> None:
    made = await api.post("/invitations", json=[{"country": "Pakistan", "language": "en"}, {"country": "KEN"}])
    assert made.status_code == 201
    assert [each["country"] for each in made.json()] == ["PAK", "KEN"]
    assert made.json()[0]["link"].startswith("https://t.me/a_bot?start=")
    refused = await api.post("/invitations", json=[{"country": "PER"}, {"country": "PAK"}])
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail"].startswith("invitation 2: PAK has an open invitation already")
    listed = await got(api, "/invitations")
    assert [(each["country"], each["state"]) for each in listed] == [("PAK", "open"), ("KEN", "open")]
    assert all("link" not in each for each in listed)


async def test_an_invitation_is_renewed_and_revoked(office: Office, api: httpx.AsyncClient) -> None:
    (made,) = (await api.post("/invitations", json=[{"country": "PAK"}])).json()
    renewed = await api.post(f"/invitations/{made['id']}/renew", json={"days": 5})
    assert renewed.status_code == 201
    assert renewed.json()["link"] != made["link"]
    revoked = await api.post(f"/invitations/{renewed.json()['id']}/revoke")
    assert revoked.status_code == 204
    assert [each["state"] for each in await got(api, "/invitations")] == ["revoked", "revoked"]
    again = await api.post(f"/invitations/{renewed.json()['id']}/revoke")
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/responses/PAK", None, 404),
        ("GET", "/responses/0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11", None, 404),
        ("GET", "/responses?limit=0", None, 422),
        ("GET", "/responses?changed_since=yesterday", None, 422),
        ("GET", "/responses?country=pakistan", None, 422),
        ("GET", "/nothing", None, 404),
        ("DELETE", "/responses", None, 405),
        ("POST", "/invitations", [{"country": "Atlantis"}], 409),
        ("POST", "/invitations", [{"country": "PAK", "role": "administrator"}], 422),
        ("POST", "/invitations", [{"country": "PAK"}] * 501, 413),
        ("POST", "/invitations/PAK/revoke", None, 404),
        ("POST", "/invitations/PAK/renew", {}, 404),
    ],
)
async def test_what_cannot_be_done_is_a_problem_with_a_sentence(
    api: httpx.AsyncClient, method: str, path: str, body: Any, status: int
) -> None:
    answer = await api.request(method, path, json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


async def test_a_body_without_end_is_refused_before_it_is_read(api: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65536

    answer = await api.post("/invitations", content=endless(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


async def test_without_a_token_that_works_there_is_nothing(office: Office, api: httpx.AsyncClient) -> None:
    secret = await token(office, Scope.RESPONSES)
    for header in ("", "Bearer ", "Bearer focalpoint_" + "A" * 43, f"Basic {secret}"):
        answer = await api.get("/responses", headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_opens_what_its_scope_names_and_nothing_else(office: Office, api: httpx.AsyncClient) -> None:
    doors = {
        Scope.RESPONSES: "/responses",
        Scope.PROGRESS: "/progress",
        Scope.INVITATIONS: "/invitations",
        Scope.QUESTIONNAIRE: "/questionnaire",
    }
    for scope in Scope:
        headers = {"Authorization": f"Bearer {await token(office, scope)}"}
        opened = {door for door, path in doors.items() if (await api.get(path, headers=headers)).status_code == 200}
        assert opened == {scope}

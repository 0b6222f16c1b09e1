"""A response as a JSON document: whole, in order, and valid by its own JSON Schema."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from flows import document as document_module
from flows.answer import Answer, Carried, Offer, SkipReason
from flows.document import build_document, document_schema, validate_document
from flows.errors import DocumentError
from flows.loading import load_questionnaire
from flows.questionnaire import Question, Questionnaire
from flows.reading import Link
from flows.response import Response, Status
from tests import strategies
from tests.flows.small import small

MSQ = load_questionnaire("msq-2020")
LIBRARIES = load_questionnaire(Path(__file__).parent / "questionnaires" / "all-types.yaml")
LIBRARIES_SCHEMA = document_schema(LIBRARIES)
VALIDATOR = Draft202012Validator(LIBRARIES_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

NOON = datetime(2019, 4, 22, 12, 0, tzinfo=UTC)


def _given(value: Any = None, **about: Any) -> Answer:
    return Answer(value=value, given_at=NOON, **about)


def _response(questionnaire: Questionnaire, answers: dict[str, Answer], **changes: Any) -> Response:
    fields: dict[str, Any] = {"language": "en", "country": "PAK"} | changes
    return Response(
        id="r1",
        questionnaire=questionnaire.name,
        version=questionnaire.version,
        started_at=datetime(2019, 4, 22, 14, 30, 5, 123456, tzinfo=timezone(timedelta(hours=5))),
        answers=answers,
        **fields,
    )


LIBRARIES_ANSWERS = {
    "country": _given("PAK", typed="pakistan"),
    "consent": _given(True, version="3", typed="I agree"),
    "portals": _given(
        (Link(url="https://nlp.gov.pk", name="National Library"), Link(url="https://www.ql.edu.pk")), note="both new"
    ),
    "online": _given(True),
    "offered": _given(("lending", "other"), other="story hours"),
    "formats": _given(()),
    "why_other": _given("Children asked for them."),
    "reach": _given(skipped=SkipReason.NO_SUCH_THING),
    "owner": _given("other", other="foundations"),
    "readers": _given(57, note="satisfactory"),
    "budget": _given(note="the budget is not public"),
    "founded": _given("1951-08-14"),
    "person_name": _given("Raza Ali Shah"),
    "person_email": _given("ed@nitb.gov.pk"),
}

LIBRARIES_DOCUMENT = {
    "format": "focalpoint.response/1",
    "questionnaire": {"name": "all-types", "version": "3"},
    "response": {
        "id": "r1",
        "country": {"code": "PAK", "name": "Pakistan"},
        "status": "completed",
        "revision": 1,
        "language": "en",
        "started_at": "2019-04-22T09:30:05Z",
        "completed_at": "2019-04-22T12:00:00Z",
    },
    "answers": {
        "country": {"status": "answered", "value": "PAK"},
        "consent": {"status": "answered", "value": True, "version": "3"},
        "portals": {
            "status": "answered",
            "value": [
                {"url": "https://nlp.gov.pk", "name": "National Library"},
                {"url": "https://www.ql.edu.pk"},
            ],
            "note": "both new",
        },
        "online": {"status": "answered", "value": True},
        "offered": {"status": "answered", "value": ["lending", "other"], "other": "story hours"},
        "formats": {"status": "answered", "value": []},
        "why_other": {"status": "answered", "value": "Children asked for them."},
        "reach": {"status": "skipped", "reason": "no-such-thing"},
        "owner": {"status": "answered", "value": "other", "other": "foundations"},
        "readers": {"status": "answered", "value": 57, "note": "satisfactory"},
        "budget": {"status": "answered", "value": None, "note": "the budget is not public"},
        "remarks": {"status": "open"},
        "founded": {"status": "answered", "value": "1951-08-14"},
        "person_name": {"status": "answered", "value": "Raza Ali Shah"},
        "person_email": {"status": "answered", "value": "ed@nitb.gov.pk"},
        "person_phone": {"status": "open"},
    },
    "attachments": [],
}


def _libraries(**changes: Answer | None) -> Response:
    answers = {name: answer for name, answer in (LIBRARIES_ANSWERS | changes).items() if answer}
    return _response(LIBRARIES, answers, status=Status.COMPLETED, revision=1, completed_at=NOON)


def test_a_document_is_written_whole_and_in_the_order_of_the_questionnaire() -> None:
    document = build_document(LIBRARIES, _libraries())
    assert json.dumps(document) == json.dumps(LIBRARIES_DOCUMENT)


def test_an_answer_that_does_not_apply_is_left_out() -> None:
    answers = build_document(LIBRARIES, _libraries(online=_given(False)))["answers"]
    assert answers["offered"] == answers["why_other"] == answers["reach"] == {"status": "not-relevant"}
    assert answers["remarks"] == {"status": "open"}


def test_a_remark_alone_stands_beside_an_empty_value() -> None:
    answers = build_document(
        LIBRARIES, _libraries(founded=_given(note="not known"), online=_given(None, note="partly"))
    )["answers"]
    assert answers["founded"] == {"status": "answered", "value": None, "note": "not known"}
    assert answers["online"] == {"status": "answered", "value": None, "note": "partly"}


def test_words_for_other_are_written_only_while_other_is_chosen() -> None:
    answers = build_document(LIBRARIES, _libraries(owner=_given("state", other="foundations")))["answers"]
    assert answers["owner"] == {"status": "answered", "value": "state"}


def test_a_response_just_begun_has_a_document_too() -> None:
    document = build_document(LIBRARIES, _response(LIBRARIES, {}, country=None, language=None))
    assert document["response"] == {
        "id": "r1",
        "country": None,
        "status": "in-progress",
        "revision": 0,
        "language": None,
        "started_at": "2019-04-22T09:30:05Z",
        "completed_at": None,
    }
    assert {answer["status"] for answer in document["answers"].values()} == {"open", "not-relevant"}


def test_a_questionnaire_that_asks_for_no_country_names_none() -> None:
    opening = {"name": "opening", "label": {"en": "Opening"}, "questions": [small().question("agree").model_dump()]}
    questionnaire = small(opening=opening)
    assert build_document(questionnaire, _response(questionnaire, {}))["response"]["country"] is None


def test_the_country_is_named_in_english_whatever_the_language() -> None:
    document = build_document(LIBRARIES, _libraries(country=_given("DEU")).but(language="fr", country="DEU"))
    assert document["response"]["country"] == {"code": "DEU", "name": "Germany"}


@pytest.mark.parametrize("status", Status)
def test_a_response_of_any_status_has_a_document(status: Status) -> None:
    assert build_document(LIBRARIES, _libraries().but(status=status))["response"]["status"] == status.value


def test_a_document_of_the_seed_holds_what_the_design_says() -> None:
    answers = {
        "q1": _given((), note="The E-Government Portal is being upgraded"),
        "q3": _given((Link(url="https://www.moit.gov.pk", name="Ministry of IT & Telecom (MoITT)"),)),
        "q10": _given(False),
        "q15": _given(("ai", "other"), other="drones"),
        "q17": _given(57, note="satisfactory rate (for Pakistan Citizen Portal)"),
        "q18": _given(skipped=SkipReason.NOT_AVAILABLE),
    }
    document = build_document(MSQ, _response(MSQ, answers))
    assert list(document["answers"]) == [question.name for question in MSQ.questions]
    assert {name: document["answers"][name] for name in ("q1", "q3", "q11", "q15", "q17", "q18")} == {
        "q1": {"status": "answered", "value": [], "note": "The E-Government Portal is being upgraded"},
        "q3": {
            "status": "answered",
            "value": [{"url": "https://www.moit.gov.pk", "name": "Ministry of IT & Telecom (MoITT)"}],
        },
        "q11": {"status": "not-relevant"},
        "q15": {"status": "answered", "value": ["ai", "other"], "other": "drones"},
        "q17": {"status": "answered", "value": 57, "note": "satisfactory rate (for Pakistan Citizen Portal)"},
        "q18": {"status": "skipped", "reason": "not-available"},
    }
    Draft202012Validator(document_schema(MSQ)).validate(document)


# The schema


@pytest.mark.parametrize("questionnaire", [MSQ, LIBRARIES, small()], ids=lambda each: each.name)
def test_the_schema_is_valid_and_names_its_dialect_and_version(questionnaire: Questionnaire) -> None:
    schema = document_schema(questionnaire)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:focalpoint:response:1:{questionnaire.name}:{questionnaire.version}"
    assert schema["title"].endswith(f", version {questionnaire.version}")


def test_the_schema_describes_each_question_in_its_words() -> None:
    properties = LIBRARIES_SCHEMA["$defs"]["Answers"]["properties"]
    assert list(properties) == [question.name for question in LIBRARIES.questions]
    assert properties["portals"]["description"] == "Where are the public libraries on the web?"
    assert properties["offered"]["description"] == "About the online services: What is offered?"


def test_a_question_may_have_a_name_that_means_something_in_python() -> None:
    sections = small().model_dump(by_alias=True)["sections"]
    names = ("model_config", "schema", "copy", "class")
    sections[0]["questions"] = [{"name": name, "type": "text", "label": {"en": name}} for name in names]
    sections[1]["questions"] = sections[1]["questions"][:1]
    questionnaire = small(sections=sections)
    document = build_document(questionnaire, _response(questionnaire, {"schema": _given("words")}))
    assert document["answers"]["schema"] == {"status": "answered", "value": "words"}
    Draft202012Validator(document_schema(questionnaire)).validate(document)


# What is refused, by the model and by the schema alike


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("format", "focalpoint.response/2"),
        ("extra", 1),
        ("questionnaire", {"name": "msq-2020", "version": "3"}),
        ("questionnaire", {"name": "all-types", "version": "4"}),
        ("attachments", [{}]),
        ("response.status", "finished"),
        ("response.revision", -1),
        ("response.revision", 0),
        ("response.completed_at", None),
        ("response.started_at", "2019-04-22 09:30"),
        ("response.started_at", "2019-99-99T99:99:99Z"),
        ("response.started_at", "2019-04-22T09:30:05Z\n"),
        ("response.country", {"code": "pak", "name": "Pakistan"}),
        ("answers.country", {"status": "answered", "value": "Pakistan"}),
        ("answers.country", {"status": "skipped", "reason": "not-available"}),
        ("answers.country", {"status": "answered", "value": "PAK\n"}),
        ("answers.portals", {"status": "open"}),
        ("answers.portals", {"status": "answered", "value": [], "note": "none yet"}),
        ("answers.portals", {"status": "answered", "value": [{"url": "https://a.example\n"}]}),
        ("answers.person_email", {"status": "answered", "value": "a@b.example\n"}),
        ("answers.consent", {"status": "answered", "value": True}),
        ("answers.consent", {"status": "answered", "value": "yes", "version": "3"}),
        ("answers.portals", {"status": "answered", "value": []}),
        ("answers.portals", {"status": "answered", "value": None, "note": "none"}),
        ("answers.portals", {"status": "answered", "value": [{"url": "ftp://a.example"}]}),
        ("answers.portals", {"status": "answered", "value": [{"url": "https://"}]}),
        ("answers.portals", {"status": "answered", "value": [{"url": "https://a.example", "name": ""}]}),
        ("answers.portals", {"status": "answered", "value": [{"url": "https://a.example", "name": None}]}),
        ("answers.online", {"status": "answered", "value": "yes"}),
        ("answers.online", {"status": "answered", "value": 1}),
        ("answers.online", {"status": "answered", "value": True, "note": None}),
        ("answers.online", {"status": "answered", "value": True, "note": ""}),
        ("answers.online", {"status": "answered", "value": None}),
        ("answers.offered", {"status": "answered", "value": ["no such choice"]}),
        ("answers.offered", {"status": "answered", "value": ["lending", "lending"]}),
        ("answers.offered", {"status": "answered", "value": ["lending", "other"]}),
        ("answers.offered", {"status": "answered", "value": ["lending"], "other": "story hours"}),
        ("answers.formats", {"status": "answered", "value": ["epub", "other"], "other": "paper"}),
        ("answers.owner", {"status": "answered", "value": "other"}),
        ("answers.owner", {"status": "answered", "value": "state", "other": "foundations"}),
        ("answers.readers", {"status": "answered", "value": 100.1}),
        ("answers.readers", {"status": "answered", "value": -1}),
        ("answers.readers", {"status": "answered", "value": "57"}),
        ("answers.readers", {"status": "answered", "value": True}),
        ("answers.founded", {"status": "answered", "value": "1951-02-30"}),
        ("answers.founded", {"status": "answered", "value": "14 August 1951"}),
        ("answers.remarks", {"status": "answered", "value": ""}),
        ("answers.remarks", {"status": "answered", "value": None, "note": "words"}),
        ("answers.person_email", {"status": "answered", "value": "nobody"}),
        ("answers.reach", {"status": "skipped"}),
        ("answers.reach", {"status": "skipped", "reason": "later"}),
        ("answers.reach", {"status": "open", "value": "everyone"}),
        ("answers.reach", {"status": "unknown"}),
        ("answers.reach", None),
        ("answers.stranger", {"status": "open"}),
    ],
)
def test_what_is_not_of_the_form_is_refused_with_its_place(place: str, value: Any) -> None:
    document = _changed(LIBRARIES_DOCUMENT, place, value)
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(DocumentError) as caught:
        validate_document(LIBRARIES, document)
    assert caught.value.questionnaire == "all-types"
    assert all(".".join(wrong).startswith(place) for wrong in caught.value.places)
    assert str(caught.value).startswith(f"A document of all-types does not keep to its form at {place}")


def test_the_country_is_the_one_answered() -> None:
    document = _changed(LIBRARIES_DOCUMENT, "response.country", {"code": "DEU", "name": "Germany"})
    with pytest.raises(DocumentError, match=r"at response\.country\."):
        validate_document(LIBRARIES, document)
    with pytest.raises(DocumentError, match=r"at response\.country\."):
        validate_document(LIBRARIES, _changed(LIBRARIES_DOCUMENT, "response.country", None))


def test_what_is_submitted_once_may_be_in_progress_again_with_a_question_open() -> None:
    document = _changed(LIBRARIES_DOCUMENT, "response.status", "in-progress")
    document = _changed(document, "answers.portals", {"status": "open"})
    VALIDATOR.validate(document)
    validate_document(LIBRARIES, document)


def test_a_whole_number_may_be_written_with_a_point() -> None:
    document = _changed(LIBRARIES_DOCUMENT, "response.revision", 1.0)
    VALIDATOR.validate(document)
    validate_document(LIBRARIES, document)


def test_a_missing_question_is_refused() -> None:
    document = copy.deepcopy(LIBRARIES_DOCUMENT)
    del document["answers"]["owner"]  # type: ignore[attr-defined]
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(DocumentError):
        validate_document(LIBRARIES, document)


def test_an_answer_that_cannot_be_written_is_our_mistake() -> None:
    with pytest.raises(DocumentError, match=r"at answers\.readers\."):
        build_document(LIBRARIES, _libraries(readers=_given("many")))


_HOSTS = strategies.names.map(lambda name: f"https://{name}.example")
_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def _values(question: Question) -> st.SearchStrategy[Any]:
    choices = [choice.name for choice in LIBRARIES.choices_of(question)]
    return {
        "text": _WORDS,
        "links": st.lists(st.builds(Link, url=_HOSTS, name=st.none() | _WORDS), min_size=1, max_size=3).map(tuple),
        "percent": st.integers(0, 100) | st.floats(0, 100),
        "yes_no": st.booleans(),
        "acknowledge": st.booleans(),
        "select_one": st.sampled_from(choices or ["none"]),
        "select_multiple": st.lists(st.sampled_from(choices or ["none"]), unique=True).map(tuple),
        "email": strategies.names.map(lambda name: f"{name}@example.org"),
        "phone": st.just("+12125550100"),
        "date": st.dates().map(lambda day: day.isoformat()),
        "country": st.sampled_from(["PAK", "FRA"]),
    }[question.type]


def _answers_to(question: Question) -> st.SearchStrategy[Answer | None]:
    note = st.none() | _WORDS
    version = "3" if question.type == "acknowledge" else None
    kinds = [st.none(), st.builds(Answer, value=_values(question), note=note, version=st.just(version), given_at=_NOON)]
    if question.other:
        value = "other" if question.type == "select_one" else ("other",)
        kinds.append(st.builds(Answer, value=st.just(value), other=_WORDS, note=note, given_at=_NOON))
    if question.keeps_remark:
        kinds.append(st.builds(Answer, note=_WORDS, given_at=_NOON))
    if not question.required:
        kinds.append(st.builds(Answer, skipped=st.sampled_from(SkipReason), given_at=_NOON))
    return st.one_of(kinds)


def _possible(response: Response) -> Response:
    """As the engine keeps it: the country is the one answered, and nothing required is open once it is submitted."""
    if country := response.answers.get("country"):
        response = response.but(country=country.value)
    required = {question.name for question in LIBRARIES.questions if question.required}
    whole = response.revision and response.completed_at and required <= response.answers.keys()
    return response if whole or not response.is_submitted else response.but(status=Status.IN_PROGRESS)


_NOON = st.just(NOON)
_RESPONSES = st.builds(
    Response,
    id=st.uuids().map(str),
    questionnaire=st.just("all-types"),
    version=st.just("3"),
    status=st.sampled_from(Status),
    revision=st.integers(0, 5),
    language=st.none() | strategies.languages,
    country=st.none() | strategies.countries,
    started_at=strategies.moments,
    completed_at=st.none() | strategies.moments,
    answers=st.fixed_dictionaries({question.name: _answers_to(question) for question in LIBRARIES.questions}).map(
        lambda answers: {name: answer for name, answer in answers.items() if answer}
    ),
    carried=st.dictionaries(
        st.sampled_from(LIBRARIES.names),
        st.builds(Carried, answer=strategies.answers, year=st.just(2018), offer=st.sampled_from(Offer)),
        max_size=3,
    ),
).map(_possible)

_JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 200), st.sampled_from(["", "other", "state", "2019-04-22", "changed"]),
    st.lists(st.sampled_from(["other", "lending", "x"]), max_size=3), st.just({}), st.just({"status": "open"}),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(response=_RESPONSES)
def test_any_response_makes_a_document_that_its_schema_accepts(response: Response) -> None:
    document = build_document(LIBRARIES, response)
    VALIDATOR.validate(json.loads(json.dumps(document)))
    for question in LIBRARIES.questions:
        entry, answer = document["answers"][question.name], response.answers.get(question.name)
        assert entry["status"] in _statuses(answer)


@settings(max_examples=150, deadline=None)
@given(response=_RESPONSES, data=st.data())
def test_model_and_schema_refuse_and_accept_the_same(response: Response, data: st.DataObject) -> None:
    document = build_document(LIBRARIES, response)
    name = data.draw(st.sampled_from([question.name for question in LIBRARIES.questions]))
    key = data.draw(st.sampled_from(["status", "value", "note", "other", "version", "reason", "carried"]))
    document["answers"][name][key] = data.draw(_JUNK)
    assert _model_accepts(document) == VALIDATOR.is_valid(document)


def test_the_model_of_a_questionnaire_is_built_once() -> None:
    questionnaire = small()
    assert document_module._model_of(questionnaire) is document_module._model_of(questionnaire)


def _statuses(answer: Answer | None) -> tuple[str, ...]:
    if answer is None:
        return ("open", "not-relevant")
    return ("skipped" if answer.skipped else "answered", "not-relevant")


def _model_accepts(document: dict[str, Any]) -> bool:
    try:
        validate_document(LIBRARIES, document)
    except DocumentError:
        return False
    return True


def _changed(document: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    *path, last = place.split(".")
    part = changed
    for key in path:
        part = part[key]
    part[last] = value
    return changed

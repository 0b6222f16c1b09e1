"""Signatures as people paste them: which line answers which question of a card."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.cards.signature import sort_signature
from flows.loading import load_questionnaire
from flows.questionnaire import Question
from flows.reading import Hyperlink, Typed

OFFICER = load_questionnaire("msq-2020").card_of("q4_name").questions  # type: ignore[union-attr]
CONTACT = load_questionnaire("msq-2020").card_of("contact_name").questions  # type: ignore[union-attr]


def sorted_out(text: str, questions: tuple[Question, ...] = OFFICER) -> tuple[dict[str, list[str]], list[str]]:
    pieces = sort_signature(Typed(text), questions)
    found = {name.removeprefix("q4_"): [piece.text for piece in found] for name, found in pieces.found.items()}
    return found, list(pieces.loose)


CASES: list[tuple[str, dict[str, list[str]], list[str]]] = [
    # labelled lines, in any order and language
    (
        "Name: Raza Ali Shah\nTitle: Executive Director\nOrganization: NITB\nE-mail: ed@nitb.gov.pk\nPhone: 9215347",
        {
            "name": ["Raza Ali Shah"],
            "title": ["Executive Director"],
            "organization": ["NITB"],
            "email": ["ed@nitb.gov.pk"],
            "phone": ["9215347"],
        },
        [],
    ),
    (
        "PHONE = 9215347\nposition: Head: IT\nName：Raza",
        {"phone": ["9215347"], "title": ["Head: IT"], "name": ["Raza"]},
        [],
    ),
    (
        "Nom : Jean Dupont\nFonction : DSI\nTél. : 01 42 34 56 78\nCourriel : j.dupont@sante.fr",
        {"name": ["Jean Dupont"], "title": ["DSI"], "phone": ["01 42 34 56 78"], "email": ["j.dupont@sante.fr"]},
        [],
    ),
    ("Title:\nDirector\nPhone:\n051-9215347", {"title": ["Director"], "phone": ["051-9215347"]}, []),
    (
        "Name: A B Title: Director General Email: a@b.pk",
        {"name": ["A B"], "title": ["Director General"], "email": ["a@b.pk"]},
        [],
    ),
    ("T: 9215347 | M: 0300 1234567 | F: 9215348", {"phone": ["9215347", "0300 1234567"]}, ["F: 9215348"]),
    ("Phone: 9215347 | ed@nitb.gov.pk", {"phone": ["9215347"], "email": ["ed@nitb.gov.pk"]}, []),
    ("Name - Raza Shah\nTitle – CIO", {"name": ["Raza Shah"], "title": ["CIO"]}, []),
    ("Name: Raza Shah\nOrganization: N/A\nTitle: -", {"name": ["Raza Shah"]}, []),
    (
        "Office: 051-9215347\nContact: raza@nitb.gov.pk",
        {"phone": ["051-9215347"], "email": ["raza@nitb.gov.pk"]},
        [],
    ),
    (
        "Dr. Hans Müller\nReferatsleiter DG I 3\nBundesministerium des Innern\nTelefon: 030 18681\nTelefax: 030 18682",
        {
            "name": ["Dr. Hans Müller"],
            "title": ["Referatsleiter DG I 3"],
            "organization": ["Bundesministerium des Innern"],
            "phone": ["030 18681"],
        },
        ["Telefax: 030 18682"],
    ),
    (
        "رضا علی شاہ\nایگزیکٹو ڈائریکٹر\nفون: 051-9215347\nای میل: ed@nitb.gov.pk",
        {
            "name": ["رضا علی شاہ"],
            "title": ["ایگزیکٹو ڈائریکٹر"],
            "phone": ["051-9215347"],
            "email": ["ed@nitb.gov.pk"],
        },
        [],
    ),
    # a line of prose is not cut, however many commas it has
    ("Name: Jane Roe, " * 50, {}, [("Name: Jane Roe, " * 50).strip(", ")]),
    # what mail programs and phones put around a signature
    (
        "Kind regards,\n--\n*Jane Roe*\n*ICT Director*\njane@ict.go.ke<mailto:jane@ict.go.ke>\nSent from my phone",
        {"name": ["Jane Roe"], "title": ["ICT Director"], "email": ["jane@ict.go.ke"]},
        [],
    ),
    (
        "Jane Roe\nHead of Unit\n\nOn Mon, 22 Apr 2019 at 10:14, UNDESA <dpidg@un.org> wrote:\n> Title: Officer",
        {"name": ["Jane Roe"], "title": ["Head of Unit"]},
        [],
    ),
    ("> Name: Jane Roe\n> Title: CIO", {"name": ["Jane Roe"], "title": ["CIO"]}, []),
    ("1. Raza Shah\n2. CIO\n3) 051-9215347", {"name": ["Raza Shah"], "title": ["CIO"], "phone": ["051-9215347"]}, []),
    # free lines
    (
        "Raza Shah, Executive Director, NITB, ed@nitb.gov.pk, 051-9215347",
        {
            "name": ["Raza Shah"],
            "title": ["Executive Director"],
            "email": ["ed@nitb.gov.pk"],
            "phone": ["051-9215347"],
        },
        ["NITB"],
    ),
    ("Raza Shah, Executive Director", {"name": ["Raza Shah"], "title": ["Executive Director"]}, []),
    (
        "Jane Roe\nDepartment of the Prime Minister\nHead of the IT Department",
        {
            "name": ["Jane Roe"],
            "organization": ["Department of the Prime Minister"],
            "title": ["Head of the IT Department"],
        },
        [],
    ),
    (
        "Ana Ruiz\nDirectora General de Gobierno Digital\nSecretaría de la Función Pública",
        {"name": ["Ana Ruiz"], "title": ["Directora General de Gobierno Digital"]},
        ["Secretaría de la Función Pública"],
    ),
    (
        "Mr. Raza Ali Shah\nExecutive Director\nNational IT Board\ned@nitb.gov.pk\n+92-51-9215347",
        {
            "name": ["Mr. Raza Ali Shah"],
            "title": ["Executive Director"],
            "organization": ["National IT Board"],
            "email": ["ed@nitb.gov.pk"],
            "phone": ["+92-51-9215347"],
        },
        [],
    ),
    (
        "Best regards,\n\n- Faisal I. Ratyal\n- Director General (PMO), National Information Technology Board\n"
        "Plot 24-B, H-9/1, Islamabad\nFaisal.ratyal@nitb.gov.pk • www.nitb.gov.pk",
        {
            "name": ["Faisal I. Ratyal"],
            "title": ["Director General (PMO)"],
            "organization": ["National Information Technology Board"],
            "email": ["Faisal.ratyal@nitb.gov.pk"],
        },
        ["Plot 24-B, H-9/1, Islamabad", "www.nitb.gov.pk"],
    ),
    (
        "Jean Dupont\nDirecteur général, Ministère de la santé",
        {"name": ["Jean Dupont"], "title": ["Directeur général"], "organization": ["Ministère de la santé"]},
        [],
    ),
    (
        "Jane Roe\nSecretary, Ministry of Science, Technology and Innovation",
        {
            "name": ["Jane Roe"],
            "title": ["Secretary"],
            "organization": ["Ministry of Science, Technology and Innovation"],
        },
        [],
    ),
    ("Sra. Ana Ruiz\nMinisterio de Salud", {"name": ["Sra. Ana Ruiz"], "organization": ["Ministerio de Salud"]}, []),
    (
        "Raza Ali Shah, Executive Director, National IT Board, ed@nitb.gov.pk, +92-51-9215347",
        {
            "name": ["Raza Ali Shah"],
            "title": ["Executive Director"],
            "organization": ["National IT Board"],
            "email": ["ed@nitb.gov.pk"],
            "phone": ["+92-51-9215347"],
        },
        [],
    ),
    ("Raza Shah <ed@nitb.gov.pk>", {"name": ["Raza Shah"], "email": ["ed@nitb.gov.pk"]}, []),
    # one thing alone
    ("Mr. Raza Ali Shah", {"name": ["Mr. Raza Ali Shah"]}, []),
    ("Raza Ali Shah", {}, ["Raza Ali Shah"]),
    ("Executive Director", {"title": ["Executive Director"]}, []),
    ("ed@nitb.gov.pk", {"email": ["ed@nitb.gov.pk"]}, []),
    ("Tel +92-51-9215347", {"phone": ["Tel +92-51-9215347"]}, []),
    # what may be two things, or none
    (
        "Raza Shah\nOffice of the Chief Information Officer",
        {},
        ["Raza Shah", "Office of the Chief Information Officer"],
    ),
    (
        "Permanent Secretary\nMinistry of Finance\nMinistry of IT",
        {"title": ["Permanent Secretary"], "organization": ["Ministry of Finance", "Ministry of IT"]},
        [],
    ),
    ("Title: Director\nHead of IT", {"title": ["Director"]}, ["Head of IT"]),
    ("hello\nthere", {}, ["hello", "there"]),
    ("Time: 10:30\nsee http://x.org", {}, ["Time: 10:30", "see http://x.org"]),
    ("Thank you.", {}, []),
    ("Name", {}, ["Name"]),
    ("word\n" * 41, {}, []),
]


@pytest.mark.parametrize(("text", "found", "loose"), CASES)
def test_a_signature_is_sorted_out(text: str, found: dict[str, list[str]], loose: list[str]) -> None:
    assert sorted_out(text) == (found, loose)


def test_what_the_card_does_not_ask_for_is_loose() -> None:
    found, loose = sorted_out("Name: Raza\nTel: 9215347\n9215348", CONTACT)

    assert found == {"contact_name": ["Raza"]}
    assert loose == ["Tel: 9215347", "9215348"]


def test_an_address_behind_words_stays_with_its_line() -> None:
    typed = Typed("Name: Raza\nOrganization: NITB", (Hyperlink("NITB", "https://www.nitb.gov.pk"),))

    pieces = sort_signature(typed, OFFICER)

    assert pieces.found["q4_organization"] == (Typed("NITB", typed.hyperlinks),)
    assert pieces.found["q4_name"] == (Typed("Raza"),)


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("Name:E-mail@ \n|,<>.+12 Mr"), max_size=60))
def test_nothing_is_invented(text: str) -> None:
    pieces = sort_signature(Typed(text), OFFICER)

    assert all(piece.text in text for found in pieces.found.values() for piece in found)
    assert all(line in text for line in pieces.loose)

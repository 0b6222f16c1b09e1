from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers.country import ALPHA_2, alpha_2, country_name, read, show
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(name="country", type="country", label={"en": "Country"})
UN_LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh"]


def in_language(language: str) -> Circumstances:
    return Circumstances(today=date(2019, 4, 22), language=language)


def unsure(written: str, *codes: str) -> Reading:
    return ToConfirm(Violation(Code.COUNTRY_UNSURE, {"written": written}), tuple(map(Accepted, codes)))


def unknown(written: str) -> Refused:
    return Refused(Violation(Code.NOT_A_COUNTRY, {"written": written}))


NAMED: list[tuple[str, str]] = [
    ("Pakistan", "PAK"),
    (" pakistan. ", "PAK"),
    ("PAKISTAN", "PAK"),
    ("PAK", "PAK"),
    ("PK", "PAK"),
    ("🇵🇰", "PAK"),
    ("🇵🇰 Pakistan", "PAK"),
    ("Pakistan (PAK)", "PAK"),
    ("Pakistan (PK)", "PAK"),
    ("Islamic Republic of Pakistan", "PAK"),
    ("Government of Pakistan", "PAK"),
    ("I answer for Pakistan", "PAK"),
    ("Пакистан", "PAK"),
    ("باكستان", "PAK"),
    ("پاکستان", "PAK"),
    ("巴基斯坦", "PAK"),
    ("Deutschland", "DEU"),
    ("भारत", "IND"),
    ("Україна", "UKR"),
    ("日本", "JPN"),
    ("UK", "GBR"),
    ("Great Britain", "GBR"),
    ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
    ("USA", "USA"),
    ("U.S.A.", "USA"),
    ("The United States of America", "USA"),
    ("США", "USA"),
    ("Ivory Coast", "CIV"),
    ("Cote d'Ivoire", "CIV"),
    ("Côte d’Ivoire", "CIV"),
    ("Czech Republic", "CZE"),
    ("Bolivia (Plurinational State of)", "BOL"),
    ("Venezuela, Bolivarian Republic of", "VEN"),
    ("Iran (Islamic Republic of)", "IRN"),
    ("Tanzania, United Republic of", "TZA"),
    ("Micronesia (Federated States of)", "FSM"),
    ("DPR Korea", "PRK"),
    ("Democratic People’s Republic of Korea", "PRK"),
    ("North Korea", "PRK"),
    ("Republic of Korea", "KOR"),
    ("Korea, Republic of", "KOR"),
    ("South Korea", "KOR"),
    ("Lao PDR", "LAO"),
    ("Laos", "LAO"),
    ("Palestine", "PSE"),
    ("State of Palestine", "PSE"),
    ("Guinea", "GIN"),
    ("Republic of Guinea", "GIN"),
    ("Guinea-Bissau", "GNB"),
    ("guinea bissau", "GNB"),
    ("Equatorial Guinea", "GNQ"),
    ("Papua New Guinea", "PNG"),
    ("DR Congo", "COD"),
    ("Democratic Republic of the Congo", "COD"),
    ("RD Congo", "COD"),
    ("Republic of the Congo", "COG"),
    ("Congo (Brazzaville)", "COG"),
    ("Niger", "NER"),
    ("Nigeria", "NGA"),
    ("Dominica", "DMA"),
    ("Dominican Republic", "DOM"),
    ("BOSNIA AND HERZEGOVINA", "BIH"),
    ("Trinidad & Tobago", "TTO"),
    ("Saint Lucia", "LCA"),
    ("St. Lucia", "LCA"),
    ("Turkey", "TUR"),
    ("Türkiye", "TUR"),
    ("Swaziland", "SWZ"),
    ("East Timor", "TLS"),
    ("Holy See", "VAT"),
    ("the former Yugoslav Republic of Macedonia", "MKD"),
    ("Россия", "RUS"),
    ("Российская Федерация", "RUS"),
    ("المملكة العربية السعودية", "SAU"),
    ("السعوديه", "SAU"),
    ("中华人民共和国", "CHN"),
    ("我来自中国", "CHN"),
    ("República de Chile", "CHL"),
    ("Royaume du Maroc", "MAR"),
    ("l’Algérie", "DZA"),
    ("Perú", "PER"),
    ("Peru", "PER"),
]

CASES: list[tuple[str, Reading]] = [
    *((text, Accepted(code)) for text, code in NAMED),
    ("Congo", unsure("Congo", "COD", "COG")),
    ("Конго", unsure("Конго", "COD", "COG")),
    ("Korea", unsure("Korea", "KOR", "PRK")),
    ("Democratic Republic of Korea", unsure("Democratic Republic of Korea", "PRK", "KOR")),
    ("Republic of China", unsure("Republic of China", "CHN", "TWN")),
    ("Virgin Islands", unsure("Virgin Islands", "VGB", "VIR")),
    ("Northern Ireland", unsure("Northern Ireland", "GBR")),
    ("Czechoslovakia", unsure("Czechoslovakia", "CZE", "SVK")),
    ("Guinea Equatorial", unsure("Guinea Equatorial", "GNQ", "GIN")),
    ("Kenya and Uganda", unsure("Kenya and Uganda", "KEN", "UGA")),
    ("Pakistan, Islamabad", unsure("Pakistan, Islamabad", "PAK")),
    ("🇰🇪 Uganda", unsure("🇰🇪 Uganda", "KEN", "UGA")),
    ("Pakstan", unsure("Pakstan", "PAK", "KAZ")),
    ("Unted Kindom", unsure("Unted Kindom", "GBR")),
    ("Slovakai", unsure("Slovakai", "SVK")),
    ("из Пакистана", unsure("из Пакистана", "PAK")),
    ("Hong Kong", unsure("Hong Kong", "HKG")),
    ("pk", unsure("pk", "PAK")),
    ("pak", unsure("pak", "PAK")),
    ("NO", unsure("NO", "NOR")),
    ("NA", unsure("NA", "NAM")),
    ("Europe", unknown("Europe")),
    ("EU", unknown("EU")),
    ("🇪🇺", unknown("🇪🇺")),
    ("150", unknown("150")),
    ("XK", unknown("XK")),
    ("QUU", unknown("QUU")),
    ("N/A", unknown("N/A")),
    ("the Republic", unknown("the Republic")),
    ("yes", unknown("yes")),
    ("Pakistan " * 30, unknown("Pakistan Pakistan Pakistan Pakistan Pakistan Pakistan Pakis…")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_country_is_read(text: str, expected: Reading) -> None:
    assert read(Typed(text), QUESTION, in_language("en")) == expected


IN_OTHER_LANGUAGES = [
    ("Deutschland", "de", "DEU"),
    ("Paquistão", "pt", "PAK"),
    ("पाकिस्तान", "hi", "PAK"),
    ("ปากีสถาน", "th", "PAK"),
    ("パキスタン", "ja", "PAK"),
    ("파키스탄", "ko", "PAK"),
    ("Кыргызстан", "ky", "KGZ"),
    ("ኢትዮጵያ", "am", "ETH"),
    ("Pakistan", "xx", "PAK"),
]


@pytest.mark.parametrize(("text", "language", "code"), IN_OTHER_LANGUAGES)
def test_a_country_is_read_in_the_respondents_language(text: str, language: str, code: str) -> None:
    assert read(Typed(text), QUESTION, in_language(language)) == Accepted(code)


def test_there_are_the_249_countries_of_iso_3166() -> None:
    assert len(ALPHA_2) == len(set(ALPHA_2.values())) == 249
    assert {"PAK", "PSE", "VAT", "SSD", "TLS", "ROU"} < set(ALPHA_2)
    assert not {"EUE", "XKK", "ZAR", "ASC"} & set(ALPHA_2)


@pytest.mark.parametrize("language", UN_LANGUAGES)
@pytest.mark.parametrize("code", ALPHA_2)
def test_what_is_shown_is_read_as_the_same_country(code: str, language: str) -> None:
    shown = show(Accepted(code), QUESTION, in_language(language))
    assert read(Typed(shown), QUESTION, in_language(language)) == Accepted(code)


NAMES = [
    ("PAK", "en", "Pakistan"),
    ("PAK", "ar", "باكستان"),
    ("PAK", "zh-Hans", "巴基斯坦"),
    ("KOR", "en", "Republic of Korea"),
    ("PRK", "fr-CA", "République populaire démocratique de Corée"),
    ("COD", "es", "República Democrática del Congo"),
    ("PSE", "ru", "Государство Палестина"),
    ("DEU", "de", "Deutschland"),
    ("DEU", "xx", "Germany"),
    ("DEU", "", "Germany"),
]


@pytest.mark.parametrize(("code", "language", "name"), NAMES)
def test_a_country_is_called_as_in_the_language(code: str, language: str, name: str) -> None:
    assert country_name(code, language) == name


def test_there_is_no_name_for_what_is_no_country() -> None:
    with pytest.raises(KeyError):
        country_name("EUE", "en")
    with pytest.raises(KeyError):
        alpha_2("EUE")


def test_alpha_2_is_the_short_code() -> None:
    assert alpha_2("PAK") == "PK"


def test_an_answer_without_a_country_shows_nothing() -> None:
    assert show(Accepted(None, "N/A"), QUESTION, in_language("en")) == ""


@settings(max_examples=200)
@given(st.text(max_size=80), st.sampled_from([*UN_LANGUAGES, "pt", "xx", ""]))
def test_every_message_is_read(text: str, language: str) -> None:
    assert isinstance(read(Typed(text), QUESTION, in_language(language)), Accepted | Refused | ToConfirm)


@pytest.mark.parametrize("length", [199, 20_000])
@pytest.mark.parametrize("piece", ["a", "Guinea ", "PAK ", "🇵🇰", "中", "(", " "])
def test_a_long_message_takes_little_time(piece: str, length: int) -> None:
    read(Typed(piece * (length // len(piece))), QUESTION, in_language("en"))

"""The countries of a made-up campaign: the members of the United Nations and, beyond them, codes of no country."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from string import ascii_uppercase
from typing import Final

from flows.answers.country import ALPHA_2

MEMBERS: Final = tuple(
    """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF
    CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI
    FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN
    KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT
    MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT
    ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON
    TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
    """.split()  # noqa: SIM905 - a list of 193 literals would fill a page
)

MOST: Final = 15_000
"""As many codes of three letters are left without the countries' own, and some more."""


def countries(number: int) -> tuple[str, ...]:
    """The first so many: one live response a country is all that a database takes."""
    return tuple(islice((code for codes in (MEMBERS, _of_no_country()) for code in codes), number))


def _of_no_country() -> Iterator[str]:
    codes = map("".join, product(ascii_uppercase, repeat=3))
    return (code for code in codes if code not in ALPHA_2)

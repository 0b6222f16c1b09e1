"""When nobody is written to unasked: at night and on the weekend, by the clock of the country's capital. Knows no
campaign and no chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.core import get_global

from flows.answers.country import ALPHA_2

NOWHERE: Final = ""
"""Stands for "no country", which keeps UTC."""

_STEP: Final = timedelta(minutes=15)
"""No country's clock differs from another's by less."""

_LONGEST: Final = timedelta(days=7)

# Where a country has several zones: that of its capital, where its ministries are. (The uninhabited have none.)
_CAPITALS: Final[Mapping[str, str]] = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}

# The days off as `datetime.weekday` counts them, where they are not Saturday and Sunday. Source: CLDR, weekData; a test
# compares. (Babel would load the data of two hundred languages to tell them.)
_WITH_FRIDAY_AND_SATURDAY: Final = "BHR DZA EGY ISR IRQ JOR KWT LBY OMN QAT SAU SDN SYR YEM"
_WEEKENDS: Final[Mapping[str, tuple[int, ...]]] = {
    "AFG": (3, 4),
    "IRN": (4,),
    "IND": (6,),
    "UGA": (6,),
    **dict.fromkeys(_WITH_FRIDAY_AND_SATURDAY.split(), (4, 5)),
}


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `begins` to `ends`, over midnight as a rule; from and to the same time is no night at all."""

    begins: time = time(20)
    ends: time = time(8)
    weekends: bool = True

    def covers(self, country: str | None, moment: datetime) -> bool:
        there = moment.astimezone(zone_of(country))
        return (self.weekends and there.weekday() in _WEEKENDS.get(country or NOWHERE, (5, 6))) or self._is_night(
            there.time()
        )

    def over_at(self, country: str | None, moment: datetime) -> datetime:
        """From when on the country may be written to: that moment, or a quarter of an hour after it."""
        opens = moment
        while self.covers(country, opens) and opens - moment < _LONGEST:
            opens = opens.replace(minute=opens.minute // 15 * 15, second=0, microsecond=0) + _STEP
        return opens

    def countries(self, moment: datetime) -> frozenset[str]:
        """Where it is quiet at that moment, `NOWHERE` among them."""
        return frozenset(country for country in (*ALPHA_2, NOWHERE) if self.covers(country, moment))

    @property
    def open_for(self) -> timedelta:
        """How long of a day people may be written to."""
        day = timedelta(days=1)
        return day - (_since_midnight(self.ends) - _since_midnight(self.begins)) % day

    def _is_night(self, clock: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends


@cache
def zone_of(country: str | None) -> tzinfo:
    """The time zone of a country (ISO 3166 alpha-3), of its capital where there are several; otherwise UTC."""
    alpha_2 = ALPHA_2.get(country or NOWHERE)
    zones = _zones().get(alpha_2 or "", ())
    name = _CAPITALS.get(alpha_2 or "", zones[0] if len(zones) == 1 else None)
    return ZoneInfo(name) if name else UTC


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """CLDR's zones by country."""
    found: dict[str, tuple[str, ...]] = {}
    for zone, country in get_global("zone_territories").items():
        found[country] = (*found.get(country, ()), zone)
    return found


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)

"""When nobody is written to, country by country."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from flows.answers.country import ALPHA_2
from flows.quiet_hours import NOWHERE, Quiet, zone_of

MONDAY = datetime(2019, 4, 22, tzinfo=UTC)
UNINHABITED = {"ATA", "BVT", "HMD", "UMI"}


@pytest.mark.parametrize("country", ALPHA_2)
def test_every_country_has_the_time_of_its_one_zone_or_of_its_capital(country: str) -> None:
    zones = {zone for zone, code in get_global("zone_territories").items() if code == ALPHA_2[country]}
    zone = zone_of(country)
    if country in UNINHABITED:
        assert zone is UTC
    else:
        assert isinstance(zone, ZoneInfo)
        assert zone.key in zones


@pytest.mark.parametrize("country", ALPHA_2)
def test_every_country_has_the_weekend_that_cldr_says(country: str) -> None:
    try:
        locale = Locale.parse(f"und_{ALPHA_2[country]}")
    except UnknownLocaleError:
        return
    noon = datetime(2019, 4, 22, 12, tzinfo=zone_of(country))
    days_off = [day for day in range(7) if Quiet().covers(country, noon + timedelta(days=day))]
    assert days_off == [*range(locale.weekend_start, locale.weekend_end + 1)]


@pytest.mark.parametrize("country", [None, NOWHERE, "XXX"])
def test_where_no_country_is_known_it_is_the_time_of_greenwich(country: str | None) -> None:
    assert zone_of(country) is UTC
    assert Quiet().covers(country, MONDAY.replace(hour=7, minute=59))
    assert not Quiet().covers(country, MONDAY.replace(hour=8))


@pytest.mark.parametrize(
    ("country", "hour", "quiet"),
    [
        ("PAK", 2, True),  # 07:00 in Karachi
        ("PAK", 3, False),
        ("PAK", 14, False),
        ("PAK", 15, True),
        ("USA", 11, True),  # 07:00 in Washington
        ("USA", 12, False),
    ],
)
def test_the_night_is_that_of_the_capital(country: str, hour: int, quiet: bool) -> None:
    assert Quiet().covers(country, MONDAY.replace(hour=hour)) == quiet


def test_the_night_may_lie_within_a_day_or_not_be_at_all() -> None:
    siesta = Quiet(time(12), time(15), weekends=False)
    assert [hour for hour in range(24) if siesta.covers(None, MONDAY.replace(hour=hour))] == [12, 13, 14]
    assert not any(
        Quiet(time(8), time(8), weekends=False).covers(None, MONDAY + timedelta(hours=hour)) for hour in range(168)
    )


def test_the_end_of_the_quiet_is_foreseen() -> None:
    saturday = MONDAY - timedelta(days=2, hours=-3, minutes=-7)
    assert Quiet().over_at("NPL", saturday) == MONDAY + timedelta(hours=2, minutes=15)
    assert Quiet().over_at("ISR", saturday) == MONDAY - timedelta(days=1) + timedelta(hours=5)
    now = MONDAY.replace(hour=9, minute=1, second=5)
    assert Quiet().over_at("PAK", now) == now


@pytest.mark.parametrize(
    ("quiet", "hours"),
    [(Quiet(), 12), (Quiet(time(8), time(8)), 24), (Quiet(time(12), time(15)), 21), (Quiet(time(9), time(8)), 1)],
)
def test_how_long_of_a_day_people_may_be_written_to(quiet: Quiet, hours: int) -> None:
    assert quiet.open_for == timedelta(hours=hours)


def test_the_countries_in_which_it_is_quiet() -> None:
    countries = Quiet().countries(MONDAY.replace(hour=9))
    assert {"USA", "FJI"} <= countries
    assert not {"PAK", "FRA", NOWHERE} & countries

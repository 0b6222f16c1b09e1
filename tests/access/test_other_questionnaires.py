"""One database may hold several questionnaires: an application of one gives and changes nothing of another."""

from __future__ import annotations

from tests.access.people import PEOPLE
from tests.access.routes import ROUTES
from tests.access.scene import Rows, Scene, add_another_questionnaire
from tests.access.test_routes import go

NAMING = [route for route, row in ROUTES.items() if "_id}" in route or any("{" in filled for filled in row.at.values())]
"""The routes whose addresses hold an id."""

NO_SUCH = {400, 404, 409}


async def test_an_id_of_another_questionnaire_is_an_id_of_nothing(scene: Scene) -> None:
    baggage = (await PEOPLE["administrator"](scene)).baggage
    await add_another_questionnaire(scene)
    before = await _rows(scene)
    async with scene.browser() as browser:
        for route in NAMING:
            answer = await go(scene, browser, route, baggage)
            assert answer.status_code in NO_SUCH, route
            assert "peru" not in answer.text, route
    assert await _rows(scene) == before


async def _rows(scene: Scene) -> Rows:
    """Without when a token was used last."""
    return {table: rows for table, rows in (await scene.rows()).items() if table != "tokens"}

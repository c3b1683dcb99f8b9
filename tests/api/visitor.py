"""A browser without JavaScript, as far as forms need one: cookies, the form's token, where it came from."""

from __future__ import annotations

import html
import re
from typing import Any

from fastapi.testclient import TestClient

from api.services import accounts, signin
from review.model.roles import Role
from tests.api.world import World

PASSWORD = "a-long-enough-password"
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_ALERT = re.compile(r'<(\w+)[^>]*role="alert"(?![^>]*hidden)[^>]*>(.*?)</\1>', re.DOTALL)


class Visitor:
    """Somebody at the pages. ``page`` is where the last form was taken from."""

    def __init__(self, world: World, language: str = "zh") -> None:
        self.client = TestClient(world.client.app, raise_server_exceptions=False)
        self.client.headers["Accept-Language"] = language
        self.page = "/"

    def sign_in(self, name: str) -> Visitor:
        answer = self.client.post("/sign-in", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return self

    def token(self, page: str) -> str:
        """The token of the forms on that page."""
        self.page = page
        found = _TOKEN.search(self.client.get(page).text)
        assert found, page
        return found[1]

    def post(self, path: str, data: dict[str, Any], token: str | None = None, **more: Any) -> Any:
        """A form as a browser sends it from ``page``."""
        came = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin", "Referer": f"http://testserver{self.page}"}
        fields = {**data, "form_token": token} if token is not None else data
        return self.client.post(path, data=fields, headers=came, **more)


def account(world: World, name: str, *roles: Role) -> None:
    """An account that can sign in."""
    accounts.add_user(world.context, signin.operator(world.context), name, roles, PASSWORD)


def alerts(text: str) -> list[str]:
    """What a page says has gone wrong, without markup."""
    return [html.unescape(re.sub(r"<[^>]+>", "", inner)).strip() for _, inner in _ALERT.findall(text)]


def value(text: str, name: str) -> str:
    """What a field of a page holds."""
    area = re.search(rf'<textarea[^>]*name="{re.escape(name)}"[^>]*>(.*?)</textarea>', text, re.DOTALL)
    line = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*value="([^"]*)"', text)
    found = area or line
    return html.unescape(found[1]) if found else ""

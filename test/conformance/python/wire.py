"""Plain HTTP without a client library: the request goes out exactly as written."""

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

Query = dict[str, Any] | list[tuple[str, Any]] | str


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]

    @property
    def body(self) -> Any:
        """The parsed JSON body; a bare NaN or Infinity token, which JSON has not, shows as such."""
        if not self.content:
            return None
        return json.loads(self.content, parse_constant=lambda token: {"bare token": token})

    @property
    def seen(self) -> dict[str, Any]:
        """What a flow observes of this answer: the status, and the body if it is JSON."""
        if self.content_type == "application/json":
            return {"status": self.status, "body": self.body}
        return {"status": self.status, "content_type": self.content_type}

    def ok(self) -> Any:
        assert self.status == 200, f"{self.status}: {self.content[:500]!r}"
        return self.body

    def refused(self, code: str, status: int = 400) -> dict[str, Any]:
        assert (self.status, self.body["error_code"]) == (status, code), self.seen
        assert self.body["message"], "an error says what happened"
        return self.seen


class Api:
    """A tracking server's HTTP interface. A path without leading slash is below /api/2.0/mlflow/."""

    def __init__(self, uri: str) -> None:
        self.host = urlsplit(uri).netloc

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: Query | None = None,
        raw: bytes | str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        sent = dict(headers or {})
        payload = raw.encode() if isinstance(raw, str) else raw
        if body is not None:
            payload = json.dumps(body).encode()
        if payload is not None and method != "GET" and "Content-Type" not in sent:
            sent["Content-Type"] = "application/json"
        return self._exchange(method, _target(path, query), payload, _without_blank(sent))

    def get(self, path: str, /, **query: Any) -> Answer:
        return self.call("GET", path, query=query or None)

    def post(self, path: str, /, **fields: Any) -> Answer:
        return self.call("POST", path, body=fields)

    def patch(self, path: str, /, **fields: Any) -> Answer:
        return self.call("PATCH", path, body=fields)

    def delete(self, path: str) -> Answer:
        return self.call("DELETE", path)

    def _exchange(self, method: str, target: str, payload: bytes | None, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            connection.request(method, target, body=payload, headers=headers)
            response = connection.getresponse()
            lowered = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, lowered, response.read())
        finally:
            connection.close()


def _target(path: str, query: Query | None) -> str:
    full = path if path.startswith("/") else f"/api/2.0/mlflow/{path}"
    if not query:
        return full
    return f"{full}?{query if isinstance(query, str) else urlencode(query, doseq=True)}"


def _without_blank(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if value != ""}

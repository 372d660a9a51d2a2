"""Notes which HTTP calls the MLflow client makes, with the status of each."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

ARTIFACTS = "/mlflow-artifacts/"
ONCE_PER_PROCESS = ("/api/3.0/mlflow/server-info", "/version")
"""Probes that the client makes before its first download or export only, whichever flow that is in."""


class CallRecorder:
    """Records every call made through `requests` in this process while it is recording."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: list[str] = []
        self._wrap(requests.Session.send)

    @contextmanager
    def recording(self) -> Iterator[None]:
        self._calls.clear()
        yield

    def calls(self) -> list[str]:
        """In order; those of one burst of parallel artifact transfers are sorted, as their order is chance."""
        with self._lock:
            calls = list(self._calls)
        bursts = [list(burst) for _, burst in groupby(calls, key=_burst)]
        return [call for burst in bursts for call in (sorted(burst) if ARTIFACTS in burst[0] else burst)]

    def _wrap(self, send: Any) -> None:
        recorder = self

        def recorded(session: requests.Session, request: requests.PreparedRequest, **options: Any) -> Any:
            response = send(session, request, **options)
            if (request.path_url or "").startswith(ONCE_PER_PROCESS):
                return response
            with recorder._lock:
                for status in [*_retried(response), response.status_code]:
                    recorder._calls.append(f"{request.method} {_target(request.url or '')} {status}")
            return response

        requests.Session.send = recorded  # type: ignore[method-assign]


def _target(url: str) -> str:
    parts = urlsplit(url)
    keys = sorted(parse_qs(parts.query, keep_blank_values=True))
    return f"{parts.path}?{'&'.join(keys)}" if keys else parts.path


def _retried(response: requests.Response) -> list[int]:
    history = getattr(getattr(response.raw, "retries", None), "history", ())
    return [attempt.status for attempt in history if attempt.status]


def _burst(call: str) -> str:
    return " ".join(call.split(" ")[:1]) + (ARTIFACTS if ARTIFACTS in call else call)


def unexpected(calls: list[str], expected: frozenset[str]) -> list[str]:
    """The calls whose status is neither 2xx nor announced by the flow."""
    return [call for call in calls if not call.rsplit(" ", 1)[1].startswith("2") and not _is_expected(call, expected)]


def _is_expected(call: str, expected: frozenset[str]) -> bool:
    method, target, status = call.split(" ")
    return any(
        method == wanted_method and status == wanted_status and target.split("?")[0].startswith(wanted_path)
        for wanted_method, wanted_path, wanted_status in (wanted.split(" ") for wanted in expected)
    )

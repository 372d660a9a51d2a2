"""A flow: one function that talks to a tracking server and answers what came back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from context import Context

Body = Callable[[Context], Any]


@dataclass(frozen=True)
class Flow:
    name: str
    says: str
    expected: frozenset[str]
    by_chance: bool
    body: Body


FLOWS: dict[str, Flow] = {}


def flow(name: str, expected: tuple[str, ...] = (), by_chance: bool = False) -> Callable[[Body], Body]:
    """Registers a flow. Its docstring is the sentence of behaviour that becomes the name of the test.

    `expected` names calls that may answer something other than 2xx, as "METHOD /path 404". `by_chance` says that
    the client makes its calls from several threads or by the clock: only which calls there are is then noted.
    """

    def register(body: Body) -> Body:
        if name in FLOWS:
            raise ValueError(f"Two flows are called {name}.")
        says = " ".join((body.__doc__ or "").split())
        if not says:
            raise ValueError(f"Flow {name} needs a docstring that says what it shows.")
        FLOWS[name] = Flow(name, says, frozenset(expected), by_chance, body)
        return body

    return register

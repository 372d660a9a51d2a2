"""Prompts with the Python client, as people register, load and format them."""

import threading
from typing import Any

import mlflow
import requests
from mlflow.entities.model_registry import PromptModelConfig
from pydantic import BaseModel

from context import Context
from flow import flow
from flows.experiments import NOT_THERE_YET, refusal

NEW = (NOT_THERE_YET, "GET /api/2.0/mlflow/registered-models/get 404")
"""The client asks whether the experiment and the prompt are there before it makes them."""


class Answer(BaseModel):
    answer: str
    score: int


def settled() -> None:
    """Waits for the threads in which the client notes the experiment on a prompt."""
    for thread in threading.enumerate():
        if thread.name.startswith("link_prompt"):
            thread.join()


def load(*args: Any, **options: Any) -> Any:
    """Loads a prompt; the client then notes the experiment on it in a thread."""
    prompt = mlflow.genai.load_prompt(*args, **options)
    settled()
    return prompt


def begin(ctx: Context) -> str:
    """Makes the flow's experiment the active one, answers a name for a prompt."""
    mlflow.set_experiment(ctx.name)
    return ctx.name.replace(" ", "_")


def seen(prompt: Any) -> Any:
    return {
        "version": prompt.version,
        "template": prompt.template,
        "variables": sorted(prompt.variables),
        "is_text": prompt.is_text_prompt,
        "commit_message": prompt.commit_message,
        "tags": dict(sorted(prompt.tags.items())),
        "aliases": sorted(prompt.aliases),
        "response_format": prompt.response_format,
        "model_config": prompt.model_config,
        "uri": prompt.uri,
    }


def stored(ctx: Context, name: str, version: int) -> Any:
    """The tags of a version as they are on the wire."""
    answer = ctx.api.get("model-versions/get", name=name, version=str(version)).ok()["model_version"]
    return {tag["key"]: tag["value"] for tag in answer.get("tags", [])}


@flow("prompts.text", expected=NEW, by_chance=True)
def text(ctx: Context) -> Any:
    """A text prompt is registered twice, loaded by version, by URI and as the latest, and formatted."""
    name = begin(ctx)
    first = mlflow.genai.register_prompt(name, "Hi {{ who }}", commit_message="one", tags={"team": "blue"})
    second = mlflow.genai.register_prompt(name, "Hello {{who}} from {{ place.name }}")
    settled()
    by_version = load(name, version=1)
    by_uri = load(f"prompts:/{name}/2")
    latest = load(f"prompts:/{name}@latest")
    assert (first.version, second.version, latest.version) == (1, 2, 2)
    assert by_version.format(who="Ann") == "Hi Ann"
    assert by_uri.format(who="Ann", allow_partial=True).template == "Hello Ann from {{ place.name }}"
    assert refusal(lambda: by_uri.format(who="Ann")) == "INVALID_PARAMETER_VALUE"
    return {"loaded": [seen(by_version), seen(by_uri), seen(latest)], "stored": stored(ctx, name, 1)}


@flow("prompts.chat", expected=NEW, by_chance=True)
def chat(ctx: Context) -> Any:
    """A chat keeps its messages, a schema of the answer and the configuration of its model."""
    name = begin(ctx)
    messages = [{"role": "system", "content": "You are {{style}}. é"}, {"role": "user", "content": "{{ question }}"}]
    config = PromptModelConfig(
        provider="openai", model_name="gpt", temperature=1, max_tokens=50, top_p=0.5, extra_params={"seed": 7}
    )
    mlflow.genai.register_prompt(name, messages, response_format=Answer, model_config=config)
    mlflow.genai.register_prompt(name, messages[:1], response_format={"a": [1, None]}, model_config={"model_name": "b"})
    settled()
    prompt = load(name, version=1)
    formatted = prompt.format(style="kind", question='say "hi"')
    assert formatted[1] == {"role": "user", "content": 'say "hi"'}
    other = load(name, version=2)
    return {"loaded": [seen(prompt), seen(other)], "stored": [stored(ctx, name, 1), stored(ctx, name, 2)]}


@flow("prompts.jinja", expected=NEW, by_chance=True)
def jinja(ctx: Context) -> Any:
    """A Jinja template is rendered by the client as it was registered."""
    name = begin(ctx)
    template = "{% for item in items %}{{ loop.index }}. {{ item }}\n{% endfor %}{% if x %}{{ x }}{% endif %}"
    mlflow.genai.register_prompt(name, template)
    settled()
    prompt = load(name, version=1)
    assert prompt.format(items=["a", True, None]) == "1. a\n2. True\n3. None\n"
    return seen(prompt)


@flow(
    "prompts.aliases",
    expected=(*NEW, "GET /api/2.0/mlflow/registered-models/alias 400"),
    by_chance=True,
)
def aliases(ctx: Context) -> Any:
    """An alias moves from version to version, and is gone after it was deleted."""
    name = begin(ctx)
    for number in (1, 2):
        mlflow.genai.register_prompt(name, f"text {number}")
    settled()
    mlflow.genai.set_prompt_alias(name, alias="prod", version=1)
    one = load(f"prompts:/{name}@prod", cache_ttl_seconds=0)
    mlflow.genai.set_prompt_alias(name, alias="prod", version=2)
    two = load(f"prompts:/{name}@prod", cache_ttl_seconds=0)
    assert (one.version, two.version) == (1, 2)
    mlflow.genai.delete_prompt_alias(name, alias="prod")
    gone = load(f"prompts:/{name}@prod", allow_missing=True, cache_ttl_seconds=0)
    return {"one": seen(one), "two": seen(two), "gone": gone}


@flow("prompts.tags", expected=NEW, by_chance=True)
def tags(ctx: Context) -> Any:
    """Tags of a prompt and of its versions are set, read and deleted."""
    name = begin(ctx)
    mlflow.genai.register_prompt(name, "x", tags={"a": "1"})
    settled()
    mlflow.genai.set_prompt_tag(name, "b", "2")
    mlflow.genai.set_prompt_tag(name, "c", "3")
    mlflow.genai.delete_prompt_tag(name, "c")
    mlflow.genai.set_prompt_version_tag(name, 1, "d", "4")
    mlflow.genai.set_prompt_version_tag(name, 1, "e", "5")
    mlflow.genai.delete_prompt_version_tag(name, 1, "e")
    mlflow.genai.set_prompt_model_config(name, 1, {"model_name": "late", "temperature": 0.25})
    version = load(name, version=1, cache_ttl_seconds=0)
    mlflow.genai.delete_prompt_model_config(name, 1)
    bare = load(name, version=1, cache_ttl_seconds=0)
    own = {key: value for key, value in mlflow.genai.get_prompt_tags(name).items() if not key.startswith("_mlflow")}
    return {"prompt": own, "version": seen(version), "bare": bare.model_config}


@flow("prompts.search", expected=NEW, by_chance=True)
def search(ctx: Context) -> Any:
    """Prompts are found by name and by tag, in pages; models are not among them, nor they among models."""
    name = begin(ctx)
    for letter in "abc":
        mlflow.genai.register_prompt(f"{name}.{letter}", letter, tags={"kind": "x" if letter == "b" else "y"})
    settled()
    ctx.client.create_registered_model(f"{name}.model")

    def names(filter_string: str, **options: Any) -> list[str]:
        found = mlflow.genai.search_prompts(filter_string=filter_string, **options)
        return sorted(prompt.name for prompt in found)

    like = f"name LIKE '{name}%'"
    models = [model.name for model in ctx.client.search_registered_models(filter_string=like)]
    assert models == [f"{name}.model"]
    return {"all": names(like), "tagged": names(f"{like} AND tags.kind = 'x'"), "two": names(like, max_results=2)}


@flow(
    "prompts.deletion",
    expected=(
        *NEW,
        "GET /api/2.0/mlflow/model-versions/get 404",
        "POST /api/2.0/mlflow/registered-models/create 400",
        "GET /api/2.0/mlflow/registered-models/alias 404",
    ),
    by_chance=True,
)
def deletion(ctx: Context) -> Any:
    """A version and then a prompt are deleted; a number is not given twice while the prompt is there."""
    name = begin(ctx)
    for number in (1, 2):
        mlflow.genai.register_prompt(name, f"text {number}")
    settled()
    client = ctx.client
    client.delete_prompt_version(name, "2")
    missing = load(name, version=2, allow_missing=True, cache_ttl_seconds=0)
    third = mlflow.genai.register_prompt(name, "text 3")
    settled()
    taken = refusal(lambda: client.create_registered_model(name))
    for number in ("1", "3"):
        client.delete_prompt_version(name, number)
    client.delete_prompt(name)
    return {"missing": missing, "third": third.version, "taken": taken, "there": client.get_prompt(name) is not None}


@flow("prompts.cache", expected=NEW, by_chance=True)
def cache(ctx: Context) -> Any:
    """A prompt that was loaded once is not asked for again by the one who loads it."""
    name = begin(ctx)
    mlflow.genai.register_prompt(name, "x")
    settled()
    mlflow.genai.set_prompt_alias(name, alias="prod", version=1)
    first = load(f"prompts:/{name}@prod")
    sent: list[str] = []
    send = requests.Session.send

    def counted(session: Any, request: Any, **options: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            sent.append(request.url)
        return send(session, request, **options)

    requests.Session.send = counted
    try:
        again = load(f"prompts:/{name}@prod")
    finally:
        requests.Session.send = send
    assert sent == []
    return {"first": seen(first), "again": seen(again)}

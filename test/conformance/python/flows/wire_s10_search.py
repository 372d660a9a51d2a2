"""Registry: search of registered models and of versions, with filters, orders and pages."""

import time
from typing import Any

from context import Context
from flow import flow
from flows.wire_s10_registry import SOURCE, model_with_versions, new_model, new_version, to_stage

PROMPT = {"key": "mlflow.prompt.is_prompt", "value": "true"}
IS_PROMPT = "tags.`mlflow.prompt.is_prompt`"


def next_millisecond() -> None:
    """Returns once the clock shows another millisecond, so that what comes next is later than what came before."""
    now = time.time_ns() // 1_000_000
    while time.time_ns() // 1_000_000 <= now:
        pass


def search_models(ctx: Context, filter: str = "", **query: Any) -> Any:
    return ctx.api.get("registered-models/search", filter=filter, **query)


def search_versions(ctx: Context, filter: str = "", **query: Any) -> Any:
    return ctx.api.get("model-versions/search", filter=filter, **query)


def model_names(ctx: Context, filter: str, **query: Any) -> Any:
    """Names without the flow's, in the order given; the status of a refusal."""
    answer = search_models(ctx, filter, **query)
    if answer.status != 200:
        return answer.status
    return [model["name"].removeprefix(ctx.name) for model in answer.body.get("registered_models", [])]


def version_names(ctx: Context, filter: str, **query: Any) -> Any:
    answer = search_versions(ctx, filter, **query)
    if answer.status != 200:
        return answer.status
    found = answer.body.get("model_versions", [])
    return [f"{version['name'].removeprefix(ctx.name)}/{version['version']}" for version in found]


def tagged(ctx: Context, suffix: str, **tags: str) -> str:
    return new_model(ctx, suffix, tags=[{"key": key, "value": value} for key, value in tags.items()])


@flow("s10.search_models")
def find_models(ctx: Context) -> Any:
    """Filters of registered models."""
    mine = f"name LIKE '{ctx.name}%'"
    tagged(ctx, " A", team="red", size="Big")
    tagged(ctx, " b", team="blue")
    tagged(ctx, " c%")
    filters = [
        mine,
        f"name = '{ctx.name} A'",
        f"{mine} AND name != '{ctx.name} A'",
        f"name ILIKE '{ctx.name.upper()} a'",
        f"name LIKE '{ctx.name} a'",
        f"name LIKE '{ctx.name} _'",
        f"name IN ('{ctx.name} A', '{ctx.name} b')",
        f"{mine} AND name NOT IN ('{ctx.name} A')",
        f"attribute.name = '{ctx.name} b'",
        f"{mine} AND tags.team = 'red'",
        f"{mine} AND tag.team != 'red'",
        f"{mine} AND tags.team LIKE '%e%'",
        f"{mine} AND tags.size ILIKE 'bi%'",
        f"{mine} AND tags.team = 'red' AND tags.size = 'Big'",
        f"{mine} and tags.`team` = 'blue'",
        "version_number = 1",
        "run_id = 'x'",
        "name > 'a'",
        "name = 1",
        "name = ",
        "nonsense",
        "tags.team > 'a'",
        f"{mine};",
        "metrics.x > 1",
    ]
    return {filter.replace(ctx.name, "…"): model_names(ctx, filter) for filter in filters}


@flow("s10.search_models_order")
def order_models(ctx: Context) -> Any:
    """Orders of registered models: by name unless told."""
    mine = f"name LIKE '{ctx.name}%'"
    for suffix in [" b", " a", " c"]:
        new_model(ctx, suffix)
        next_millisecond()
    ctx.api.patch("registered-models/update", name=f"{ctx.name} a", description="x").ok()
    orders = [
        [],
        ["name"],
        ["name DESC"],
        ["name asc"],
        ["timestamp DESC"],
        ["last_updated_timestamp ASC"],
        ["last_updated_timestamp DESC", "name DESC"],
        ["version DESC"],
        ["name SIDEWAYS"],
        ["tags.x"],
        [""],
    ]
    return {" ".join(order): model_names(ctx, mine, order_by=order) for order in orders}


@flow("s10.search_models_pages")
def page_models(ctx: Context) -> Any:
    """Pages of registered models."""
    mine = f"name LIKE '{ctx.name}%'"
    for number in range(5):
        new_model(ctx, f" {number}")
    pages = []
    token: str | None = ""
    while token is not None:
        page = search_models(ctx, mine, max_results=2, page_token=token).ok()
        pages.append([model["name"] for model in page.get("registered_models", [])])
        token = page.get("next_page_token")
    assert [len(page) for page in pages] == [2, 2, 1]
    exact = search_models(ctx, mine, max_results=5).ok()
    sizes = [1, 1000, 1001, -1]
    return {
        "pages": pages,
        "token after a full last page": "next_page_token" in exact,
        "sizes": {str(size): search_models(ctx, mine, max_results=size).status for size in sizes},
        "junk": {token: search_models(ctx, mine, page_token=token).status for token in ["junk", "====", "e30="]},
    }


@flow("s10.search_models_answer")
def models_found(ctx: Context) -> Any:
    """What a search tells of a model: latest versions, tags and aliases, ordered by nothing else than name."""
    name = model_with_versions(ctx, 3)
    to_stage(ctx, name, "1", "Production").ok()
    to_stage(ctx, name, "2", "Production").ok()
    ctx.api.post("registered-models/alias", name=name, alias="best", version="2").ok()
    ctx.api.post("model-versions/set-tag", name=name, version="2", key="k", value="v").ok()
    found = search_models(ctx, f"name = '{name}'").ok()["registered_models"][0]
    found["latest_versions"].sort(key=lambda version: version["version"])
    return found


@flow("s10.search_versions")
def find_versions(ctx: Context) -> Any:
    """Filters of versions."""
    name = new_model(ctx)
    other = model_with_versions(ctx, 1, " other")
    run_id = ctx.run()
    new_version(ctx, name)
    new_version(ctx, name, run_id=run_id, source="gs://b/deep/m", tags=[{"key": "k", "value": "v"}])
    new_version(ctx, name, tags=[{"key": "k", "value": "w"}, {"key": "l", "value": "Big"}])
    mine = f"name = '{name}'"
    filters = {
        "name": mine,
        "names": f"name IN ('{name}', '{other}')",
        "like": f"name LIKE '{name}%'",
        "ilike": f"name ILIKE '{name.upper()}'",
        "number": f"{mine} AND version_number = 2",
        "greater": f"{mine} AND version_number >= 2",
        "not number": f"{mine} AND version_number != 2",
        "text number": f"{mine} AND version_number = '2'",
        "fraction": f"{mine} AND version_number > 1.5",
        "run": f"run_id = '{run_id}'",
        "runs": f"run_id IN ('{run_id}', 'x')",
        "not run": f"{mine} AND run_id != '{run_id}'",
        "no run": f"{mine} AND run_id = ''",
        "source": f"{mine} AND source_path = '{SOURCE}'",
        "source like": f"{mine} AND source_path LIKE 'gs://%'",
        "tag": f"{mine} AND tags.k = 'v'",
        "not tag": f"{mine} AND tags.k != 'v'",
        "two tags": f"{mine} AND tags.k = 'w' AND tag.l ILIKE 'big'",
        "bad attribute": "stage = 'None'",
        "bad comparator": "name < 'a'",
        "nonsense": "nonsense",
    }
    return {what: version_names(ctx, filter) for what, filter in filters.items()}


@flow("s10.search_versions_order")
def order_versions(ctx: Context) -> Any:
    """Orders of versions: the last updated first unless told, then name, then number from high to low."""
    name = new_model(ctx)
    for _ in range(3):
        new_version(ctx, name)
        next_millisecond()
    other = new_model(ctx, " b")
    for _ in range(2):
        new_version(ctx, other)
        next_millisecond()
    ctx.api.patch("model-versions/update", name=name, version="1", description="x").ok()
    mine = f"name IN ('{name}', '{other}')"
    orders = [
        [],
        ["name"],
        ["name DESC", "version_number ASC"],
        ["version_number"],
        ["version_number DESC"],
        ["creation_timestamp ASC"],
        ["last_updated_timestamp DESC"],
        ["run_id"],
        ["name sideways"],
    ]
    return {" ".join(order): version_names(ctx, mine, order_by=order) for order in orders}


@flow("s10.search_versions_pages")
def page_versions(ctx: Context) -> Any:
    """Pages of versions, over every one once."""
    name = model_with_versions(ctx, 5)
    pages = []
    token: str | None = ""
    while token is not None:
        page = search_versions(ctx, f"name = '{name}'", max_results=2, page_token=token, order_by="version_number").ok()
        pages.append([version["version"] for version in page.get("model_versions", [])])
        token = page.get("next_page_token")
    assert pages == [["1", "2"], ["3", "4"], ["5"]]
    sizes = [1, 200_000, 200_001, 0, -1]
    return {
        "pages": pages,
        "sizes": {str(size): search_versions(ctx, f"name = '{name}'", max_results=size).status for size in sizes},
        "junk": search_versions(ctx, f"name = '{name}'", page_token="junk").status,
        "answer": search_versions(ctx, f"name = '{name}'", max_results=1).ok()["model_versions"],
    }


@flow("s10.prompts_are_hidden")
def prompts_are_hidden(ctx: Context) -> Any:
    """Searches leave prompts out unless the filter asks for them by their tag."""
    mine = f"name LIKE '{ctx.name}%'"
    new_version(ctx, new_model(ctx, ".model"))
    new_version(ctx, new_model(ctx, ".prompt", tags=[PROMPT]), source="dummy-source", tags=[PROMPT])
    filters = {
        "plain": mine,
        "is": f"{mine} AND {IS_PROMPT} = 'true'",
        "is not": f"{mine} AND {IS_PROMPT} != 'true'",
        "is false": f"{mine} AND {IS_PROMPT} = 'false'",
        "is not false": f"{mine} AND {IS_PROMPT} != 'false'",
    }
    seen = {
        "models": {what: model_names(ctx, filter) for what, filter in filters.items()},
        "versions": {what: version_names(ctx, filter) for what, filter in filters.items()},
    }
    assert seen["models"]["plain"] == [".model"] and seen["models"]["is"] == [".prompt"]
    ctx.api.call("DELETE", "registered-models/delete-tag", body={"name": f"{ctx.name}.prompt", "key": PROMPT["key"]}).ok()
    ctx.api.post("registered-models/set-tag", name=f"{ctx.name}.model", **PROMPT).ok()
    return seen | {"swapped": {what: model_names(ctx, filter) for what, filter in filters.items()}}


@flow("s10.prompt_answer")
def prompt_answer(ctx: Context) -> Any:
    """A prompt and its version as the prompt client makes them."""
    name = new_model(ctx, "", tags=[PROMPT, {"key": "team", "value": "x"}], description="v1")
    tags = [PROMPT, {"key": "_mlflow_prompt_type", "value": "text"}, {"key": "mlflow.prompt.text", "value": "Hi {{name}}"}]
    created = new_version(ctx, name, source="dummy-source", tags=tags, description="first")
    found = search_models(ctx, f"{IS_PROMPT} = 'true' AND name = '{name}'").ok()
    copied = ctx.api.post("model-versions/create", name=new_model(ctx, ".m"), source=f"models:/{name}/1")
    return {"created": created, "found": found, "as a source": copied.seen}

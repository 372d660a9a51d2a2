"""Filters of experiments and logged models: which are understood, what they find, and which are refused."""

from typing import Any

from context import MOMENT, Context
from flow import flow


def experiments_found(ctx: Context, filters: list[str], scope: str = "") -> dict[str, Any]:
    """For each filter the names found (without the flow's own name), or its refusal."""
    seen: dict[str, Any] = {}
    for text in filters:
        answer = ctx.api.post("experiments/search", max_results=100, filter=text + scope, order_by=["name ASC"])
        if answer.status == 200:
            names = [experiment["name"].removeprefix(ctx.name) for experiment in answer.body.get("experiments", [])]
            seen[text] = names
        else:
            seen[text] = f"{answer.status} {answer.body['error_code']}"
    return seen


def sample_experiments(ctx: Context) -> str:
    """Experiments A, b and c, with a tag on two of them; answers the id of A."""
    ids = []
    for suffix, tags in (("A", [("team", "x")]), ("b", [("team", "Y"), ("a.b/c d", "z")]), ("c", [])):
        pairs = [{"key": key, "value": value} for key, value in tags]
        ids.append(ctx.api.post("experiments/create", name=f"{ctx.name}{suffix}", tags=pairs).ok()["experiment_id"])
    return str(ids[0])


@flow("s7.experiments")
def experiments(ctx: Context) -> Any:
    """Experiments are found by name, id, times and tags."""
    experiment_id = sample_experiments(ctx)
    name = ctx.name
    filters = [f"name = '{name}A'", f"name LIKE '{name}%'", f"name ILIKE '{name}a'", f"attribute.name = '{name}b'"]
    scoped = ["tags.team = 'x'", "tag.team != 'x'", "tags.team LIKE 'x'", "tags.team ILIKE 'y'", "tags.`a.b/c d` = 'z'"]
    scoped += ["tags.team IS NULL", "tags.team IS NOT NULL", "creation_time > 1000", "last_update_time >= 1000"]
    scoped += ["creation_time < 1000"]
    by_id = [f"experiment_id = '{experiment_id}'", f"experiment_id IN ('{experiment_id}')"]
    seen = experiments_found(ctx, filters) | experiments_found(ctx, scoped, f" AND name LIKE '{name}%'")
    assert seen["tags.team IS NULL"] == ["c"] and seen["tags.team = 'x'"] == ["A"]
    return {"by_text": seen, "by_id": list(experiments_found(ctx, by_id).values())}


@flow("s7.experiments_refused")
def experiments_refused(ctx: Context) -> Any:
    """Experiment filters know no lifecycle stage, no other attribute and no order of names."""
    sample_experiments(ctx)
    filters = ["lifecycle_stage = 'active'", "status = 'x'", "name > 'a'", "metrics.a > 1", "name = a"]
    return experiments_found(ctx, filters)


@flow("s7.experiments_words_beyond_and")
def experiments_words_beyond_and(ctx: Context) -> Any:
    """OR and NOT in experiment filters."""
    sample_experiments(ctx)
    filters = [f"name = '{ctx.name}A' OR name = '{ctx.name}b'", f"NOT name = '{ctx.name}A'"]
    return {
        text.split("'")[0]: (found if isinstance(found, str) else "found")
        for text, found in experiments_found(ctx, filters).items()
    }


@flow("s7.experiments_key_word_case")
def experiments_key_word_case(ctx: Context) -> Any:
    """Lower-case key words in experiment filters."""
    sample_experiments(ctx)
    return experiments_found(
        ctx, [f"name like '{ctx.name}%'", f"name ilike '{ctx.name}a'", f"name = '{ctx.name}A' and name = '{ctx.name}A'"]
    )


@flow("s7.logged_models")
def logged_models(ctx: Context) -> Any:
    """Logged models are found by attributes, metrics, params and tags."""
    experiment_id = ctx.experiment()
    run_id = ctx.run(experiment_id, run_name="maker")
    for name, value in (("a", 0.5), ("b", 2.0)):
        pairs = [{"key": "kind", "value": name}]
        fields = {"name": name, "model_type": f"type {name}", "source_run_id": run_id, "tags": pairs, "params": pairs}
        model_id = ctx.model(experiment_id, **fields)["model_id"]
        ctx.api.post("runs/log-metric", run_id=run_id, key="acc", value=value, timestamp=MOMENT, model_id=model_id).ok()
    filters = [
        "name = 'a'",
        "attributes.name = 'a'",
        "name LIKE '%'",
        "model_type = 'type b'",
        "params.kind = 'a'",
        "tags.kind = 'b'",
    ]
    filters += [
        "metrics.acc > 1",
        "status = 'PENDING'",
        "status = 'READY'",
        f"source_run_id = '{run_id}'",
        "model_id = 'x'",
    ]
    filters += [
        "creation_time > 5",
        "creation_timestamp > 5",
        "last_updated_timestamp > 5",
        "name IN ('a', 'b')",
        "name ILIKE 'A'",
    ]
    filters += ["bogus = 'x'", "name = a", "name = 'a' OR name = 'b'", "experiment_id = 'x'"]
    return {text.replace(run_id, "RUN"): models_found(ctx, experiment_id, text) for text in filters}


def models_found(ctx: Context, experiment_id: str, text: str) -> str:
    answer = ctx.api.post("logged-models/search", experiment_ids=[experiment_id], filter=text)
    if answer.status != 200:
        return f"{answer.status} {answer.body['error_code']}"
    return "".join(sorted(model["info"]["name"] for model in answer.body.get("models", [])))

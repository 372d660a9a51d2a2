"""Ids and names: their forms, and the names given when none is."""

import re
from typing import Any

from context import Context
from flow import flow

GENERATED_NAME = re.compile(r"[a-z]+-[a-z]+-\d{1,4}")


@flow("s2.default_experiment")
def default_experiment(ctx: Context) -> Any:
    """Experiment 0 is there from the start and is called Default."""
    experiment = ctx.api.get("experiments/get", experiment_id="0").ok()["experiment"]
    assert experiment["name"] == "Default" and experiment.pop("creation_time") and experiment.pop("last_update_time")
    return experiment


@flow("s2.experiment_id_form")
def experiment_id_form(ctx: Context) -> Any:
    """An experiment id is a decimal integer as text; another form is 400, an unknown one 404."""
    experiment_id = ctx.experiment()
    assert re.fullmatch(r"\d+", experiment_id)
    refused = {text: ctx.api.get("experiments/get", experiment_id=text).seen for text in ("abc", "1.5", "", "-1")}
    unknown = ctx.api.get("experiments/get", experiment_id="987654321")
    return {"refused": refused, "unknown": unknown.refused("RESOURCE_DOES_NOT_EXIST", 404)}


@flow("s2.run_id_form")
def run_id_form(ctx: Context) -> Any:
    """A run id is 32 hex digits; an unknown one is 404."""
    assert re.fullmatch(r"[0-9a-f]{32}", ctx.run())
    unknown = ctx.api.get("runs/get", run_id="f" * 32)
    odd = ctx.api.get("runs/get", run_id="not a run")
    return {"unknown": unknown.refused("RESOURCE_DOES_NOT_EXIST", 404), "odd": odd.seen}


@flow("s2.log_batch_run_id_form")
def log_batch_run_id_form(ctx: Context) -> Any:
    """log-batch refuses a run id of another form, and does not find a well-formed unknown one."""
    ids = ["f" * 32, "a-b_c", "-a", "a b", "a" * 256, "a" * 257, ""]
    return {run_id[:8] + str(len(run_id)): ctx.api.post("runs/log-batch", run_id=run_id).seen for run_id in ids}


@flow("s2.model_id_form")
def model_id_form(ctx: Context) -> Any:
    """A logged model's id is m- and 32 hex digits; an unknown one is 404."""
    assert re.fullmatch(r"m-[0-9a-f]{32}", ctx.model(name="form")["model_id"])
    return ctx.api.get(f"logged-models/m-{'f' * 32}").refused("RESOURCE_DOES_NOT_EXIST", 404)


@flow("s2.generated_names")
def generated_names(ctx: Context) -> Any:
    """A run or logged model without a name is given word-word-number, at most 20 characters."""
    info = ctx.get_run(ctx.run())["info"]
    model = ctx.model()
    empty = ctx.get_run(ctx.run(run_name=""))["info"]
    for name in (info["run_name"], model["name"], empty["run_name"]):
        assert GENERATED_NAME.fullmatch(name) and len(name) <= 20, name
    return {"run": info, "model": model}


@flow("s2.run_name_is_a_tag")
def run_name_is_a_tag(ctx: Context) -> Any:
    """run_name and the tag mlflow.runName are one value, whichever is written."""
    by_name, by_tag = ctx.run(run_name="named"), ctx.run(tags=[{"key": "mlflow.runName", "value": "tagged"}])
    created = [ctx.get_run(by_name), ctx.get_run(by_tag)]
    ctx.api.post("runs/update", run_id=by_name, run_name="renamed").ok()
    ctx.api.post("runs/set-tag", run_id=by_tag, key="mlflow.runName", value="retagged").ok()
    changed = [ctx.get_run(by_name), ctx.get_run(by_tag)]
    assert [run["info"]["run_name"] for run in changed] == ["renamed", "retagged"]
    return {"created": created, "changed": changed}


@flow("s2.run_name_batch_tag")
def run_name_batch_tag(ctx: Context) -> Any:
    """A batch that sets the tag mlflow.runName renames the run."""
    run_id = ctx.run(run_name="before")
    ctx.api.post("runs/log-batch", run_id=run_id, tags=[{"key": "mlflow.runName", "value": "after"}]).ok()
    return ctx.get_run(run_id)


@flow("s2.run_name_tag_deleted")
def run_name_tag_deleted(ctx: Context) -> Any:
    """Deleting the tag mlflow.runName: what is left of the name."""
    run_id = ctx.run(run_name="keeps")
    answer = ctx.api.post("runs/delete-tag", run_id=run_id, key="mlflow.runName")
    return {"answer": answer.seen, "run": ctx.get_run(run_id)}


@flow("s2.run_name_empty_update")
def run_name_empty_update(ctx: Context) -> Any:
    """An update with an empty run name keeps the name."""
    run_id = ctx.run(run_name="kept")
    answer = ctx.api.post("runs/update", run_id=run_id, run_name="")
    return {"answer": answer.seen, "run": ctx.get_run(run_id)}


@flow("s2.run_name_differs_from_tag")
def run_name_differs_from_tag(ctx: Context) -> Any:
    """Creating a run with a run_name and another mlflow.runName is refused; the same one is fine."""
    tags = [{"key": "mlflow.runName", "value": "one"}]
    experiment_id = ctx.experiment()
    refused = ctx.api.post("runs/create", experiment_id=experiment_id, run_name="two", tags=tags)
    same = ctx.get_run(ctx.run(experiment_id, run_name="one", tags=tags))
    return {"different": refused.refused("INVALID_PARAMETER_VALUE"), "same": same}


@flow("s2.start_time_missing")
def start_time_missing(ctx: Context) -> Any:
    """A run created without start_time has start_time 0."""
    created = ctx.api.post("runs/create", experiment_id=ctx.experiment(), run_name="timeless").ok()
    assert created["run"]["info"]["start_time"] == 0
    return created


@flow("s2.run_without_experiment")
def run_without_experiment(ctx: Context) -> Any:
    """Creating a run with an empty, absent or unknown experiment_id is refused."""
    return {
        "empty": ctx.api.post("runs/create", experiment_id="", run_name="r").seen,
        "absent": ctx.api.post("runs/create", run_name="r").seen,
        "unknown": ctx.api.post("runs/create", experiment_id="987654321", run_name="r").seen,
        "text": ctx.api.post("runs/create", experiment_id="abc", run_name="r").seen,
    }


@flow("s2.run_fields_on_create")
def run_fields_on_create(ctx: Context) -> Any:
    """What a run is created with comes back: user, name, start time, tags."""
    tags = [{"key": "b", "value": "2"}, {"key": "a", "value": ""}, {"key": "mlflow.note.content", "value": "note"}]
    return ctx.get_run(ctx.run(user_id="ann", run_name="full", tags=tags))

"""Logged models over plain HTTP."""

from typing import Any

from context import Context
from flow import flow


@flow("s11.model_lifecycle")
def model_lifecycle(ctx: Context) -> Any:
    """A logged model is made PENDING, finalised by PATCH, deleted, and then hidden unless asked for."""
    experiment_id = ctx.experiment()
    created = ctx.model(experiment_id, name="m", model_type="agent")
    model_id = created["model_id"]
    assert created["status"] == "LOGGED_MODEL_PENDING"
    path = f"logged-models/{model_id}"
    ready = ctx.api.patch(path, model_id=model_id, status="LOGGED_MODEL_READY").ok()
    assert ready["model"]["info"]["status"] == "LOGGED_MODEL_READY"
    deleted = ctx.api.delete(path)
    seen = {
        "created": created,
        "ready": ready,
        "deleted": deleted.seen,
        "hidden": ctx.api.get(path).refused("RESOURCE_DOES_NOT_EXIST", 404),
        "allowed": ctx.api.call("GET", path, query={"allow_deleted": "true"}).seen,
        "searched": ctx.api.post("logged-models/search", experiment_ids=[experiment_id]).ok(),
    }
    assert seen["searched"] == {}
    return seen


@flow("s11.model_deleted_twice")
def model_deleted_twice(ctx: Context) -> Any:
    """Deleting a deleted model, and finalising, tagging or describing one."""
    model_id = ctx.model(name="m")["model_id"]
    path = f"logged-models/{model_id}"
    pairs = [{"key": "k", "value": "v"}]
    ctx.api.delete(path).ok()
    finalised = ctx.api.patch(path, model_id=model_id, status="LOGGED_MODEL_READY")
    assert finalised.status == 200
    return {
        "delete": ctx.api.delete(path).status,
        "finalise": finalised.seen,
        "tags": ctx.api.patch(f"{path}/tags", tags=pairs).status,
        "params": ctx.api.post(f"{path}/params", params=pairs).status,
    }


@flow("s11.model_fields")
def model_fields(ctx: Context) -> Any:
    """What a logged model is created with comes back."""
    experiment_id = ctx.experiment()
    run_id = ctx.run(experiment_id)
    fields = {
        "name": "full",
        "model_type": "agent",
        "source_run_id": run_id,
        "params": [{"key": "p", "value": "1"}, {"key": "q", "value": ""}],
        "tags": [{"key": "t", "value": "1"}],
    }
    created = ctx.api.post("logged-models", experiment_id=experiment_id, **fields).ok()
    read = ctx.api.get(f"logged-models/{created['model']['info']['model_id']}").ok()
    assert created == read
    return read


@flow("s11.model_tags")
def model_tags(ctx: Context) -> Any:
    """Tags of a logged model are set by PATCH with a list, overwritten, and deleted one by one."""
    model_id = ctx.model(name="m", tags=[{"key": "a", "value": "1"}])["model_id"]
    path = f"logged-models/{model_id}/tags"
    pairs = [{"key": "a", "value": "2"}, {"key": "b c", "value": "3"}, {"key": "d", "value": ""}]
    ctx.api.patch(path, tags=pairs).ok()
    set_tags = ctx.api.get(f"logged-models/{model_id}").ok()["model"]["info"]["tags"]
    answers = {key: ctx.api.delete(f"{path}/{key}").seen for key in ("a", "b%20c", "none")}
    left = ctx.api.get(f"logged-models/{model_id}").ok()["model"]["info"]["tags"]
    assert [tag["key"] for tag in left] == ["d"]
    return {"set": set_tags, "deleted": answers, "left": left}


@flow("s11.model_params")
def model_params(ctx: Context) -> Any:
    """Params of a logged model are added by POST; changing one is refused."""
    model_id = ctx.model(name="m", params=[{"key": "a", "value": "1"}])["model_id"]
    path = f"logged-models/{model_id}/params"

    def log(key: str, value: str) -> Any:
        return ctx.api.post(path, model_id=model_id, params=[{"key": key, "value": value}]).seen

    seen = {"new": log("b", "2"), "same": log("b", "2"), "other": log("b", "3"), "long": log("long", "v" * 6001)}
    params = ctx.api.get(f"logged-models/{model_id}").ok()["model"]["data"]["params"]
    lengths = {param["key"]: len(param["value"]) for param in params}
    return {**seen, "lengths": lengths, "params": [param for param in params if param["key"] != "long"]}


@flow("s11.model_id_in_path_only")
def model_id_in_path_only(ctx: Context) -> Any:
    """Whether a call needs the model's id in its body as well as in its path."""
    pairs = [{"key": "k", "value": "v"}]
    path = f"logged-models/{ctx.model(name='m')['model_id']}"
    return {
        "params": ctx.api.post(f"{path}/params", params=pairs).status,
        "tags": ctx.api.patch(f"{path}/tags", tags=pairs).status,
        "finalise": ctx.api.patch(path, status="LOGGED_MODEL_READY").status,
    }


@flow("s11.model_refused")
def model_refused(ctx: Context) -> Any:
    """A logged model needs an experiment that exists; an unknown model is 404 everywhere."""
    unknown = f"logged-models/m-{'0' * 32}"
    pairs = [{"key": "k", "value": "v"}]
    seen = {
        "no_experiment": ctx.api.post("logged-models", name="m").seen,
        "unknown_experiment": ctx.api.post("logged-models", experiment_id="987654321", name="m").seen,
        "finalise": ctx.api.patch(unknown, status="LOGGED_MODEL_READY").seen,
        "finalise_bogus": ctx.api.patch(f"logged-models/{ctx.model(name='m')['model_id']}", status="BOGUS").seen,
        "delete": ctx.api.delete(unknown).seen,
        "tags": ctx.api.patch(f"{unknown}/tags", tags=pairs).seen,
        "delete_tag": ctx.api.delete(f"{unknown}/tags/k").seen,
        "params": ctx.api.post(f"{unknown}/params", params=pairs).seen,
        "search_no_experiment": ctx.api.post("logged-models/search").seen,
        "search_unknown": ctx.api.post("logged-models/search", experiment_ids=["987654321"]).seen,
    }
    assert seen["unknown_experiment"]["status"] == 404
    return seen


@flow("s11.model_search_by_dataset")
def model_search_by_dataset(ctx: Context) -> Any:
    """A search of logged models may be narrowed to those measured on a dataset."""
    experiment_id = ctx.experiment()
    run_id = ctx.run(experiment_id)
    for name, dataset in (("a", "d1"), ("b", "d2")):
        model_id = ctx.model(experiment_id, name=name)["model_id"]
        metric = {"key": "acc", "value": 1.0, "timestamp": 1000, "model_id": model_id, "dataset_name": dataset}
        ctx.api.post("runs/log-metric", run_id=run_id, dataset_digest="1", **metric).ok()
    search = {"experiment_ids": [experiment_id], "filter": "metrics.acc > 0"}
    seen: dict[str, list[str]] = {}
    asked = {
        "one": {"dataset_name": "d1", "dataset_digest": "1"},
        "name_only": {"dataset_name": "d1"},
        "unknown": {"dataset_name": "x", "dataset_digest": "1"},
    }
    for label, dataset in asked.items():
        found = ctx.api.post("logged-models/search", datasets=[dataset], **search).ok().get("models", [])
        seen[label] = [model["info"]["name"] for model in found]
    assert seen["one"] == ["a"] and seen["unknown"] == []
    return seen


@flow("s11.model_artifacts")
def model_artifacts(ctx: Context) -> Any:
    """The artifacts of a logged model lie below the experiment's models folder and can be listed."""
    model = ctx.model(name="m")
    root = model["artifact_uri"].removeprefix("mlflow-artifacts:/")
    ctx.api.call("PUT", f"/api/2.0/mlflow-artifacts/artifacts/{root}/sub/MLmodel", raw="x").ok()
    path = f"logged-models/{model['model_id']}/artifacts/directories"
    below = ctx.api.get(path, artifact_directory_path="sub")
    return {"uri": model["artifact_uri"], "list": ctx.api.get(path).seen, "below": below.seen}

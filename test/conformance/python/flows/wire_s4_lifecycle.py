"""Lifecycle: soft deletion, restoring, and what may be written to what is deleted."""

from typing import Any

from context import MOMENT, Context
from flow import flow


def delete_experiment(ctx: Context, experiment_id: str) -> Any:
    return ctx.api.post("experiments/delete", experiment_id=experiment_id)


def restore_experiment(ctx: Context, experiment_id: str) -> Any:
    return ctx.api.post("experiments/restore", experiment_id=experiment_id)


def stages(ctx: Context, run_ids: list[str]) -> list[str]:
    return [ctx.get_run(run_id)["info"]["lifecycle_stage"] for run_id in run_ids]


@flow("s4.deleted_experiment_keeps_its_name")
def deleted_experiment_keeps_its_name(ctx: Context) -> Any:
    """A deleted experiment keeps its name and can still be read."""
    experiment_id, name = ctx.experiment(), f"{ctx.name} 1"
    delete_experiment(ctx, experiment_id).ok()
    again = ctx.api.post("experiments/create", name=name).refused("RESOURCE_ALREADY_EXISTS")
    by_id = ctx.api.get("experiments/get", experiment_id=experiment_id).ok()
    by_name = ctx.api.get("experiments/get-by-name", experiment_name=name).ok()
    assert by_id == by_name and by_id["experiment"]["lifecycle_stage"] == "deleted"
    return {"again": again, "experiment": by_id}


@flow("s4.restore_revives_all_runs")
def restore_revives_all_runs(ctx: Context) -> Any:
    """Deleting an experiment deletes its runs; restoring it revives all, also one deleted before."""
    experiment_id = ctx.experiment()
    runs = [ctx.run(experiment_id), ctx.run(experiment_id)]
    ctx.api.post("runs/delete", run_id=runs[0]).ok()
    before = stages(ctx, runs)
    delete_experiment(ctx, experiment_id).ok()
    deleted = stages(ctx, runs)
    restore_experiment(ctx, experiment_id).ok()
    seen = {"before": before, "deleted": deleted, "restored": stages(ctx, runs)}
    assert seen == {"before": ["deleted", "active"], "deleted": ["deleted"] * 2, "restored": ["active"] * 2}
    return seen


@flow("s4.deleted_run")
def deleted_run(ctx: Context) -> Any:
    """A deleted run can be read, with the stage deleted and its status kept."""
    run_id = ctx.run(run_name="gone")
    ctx.api.post("runs/delete", run_id=run_id).ok()
    deleted = ctx.get_run(run_id)
    ctx.api.post("runs/restore", run_id=run_id).ok()
    return {"deleted": deleted, "restored": ctx.get_run(run_id)}


@flow("s4.deleting_twice")
def deleting_twice(ctx: Context) -> Any:
    """Deleting a deleted experiment or restoring an active one is 404; deleting a deleted run is 200."""
    experiment_id = ctx.experiment()
    run_id = ctx.run(experiment_id)
    seen = {
        "restore_active_experiment": restore_experiment(ctx, experiment_id).refused("RESOURCE_DOES_NOT_EXIST", 404),
        "restore_active_run": ctx.api.post("runs/restore", run_id=run_id).seen,
        "delete_run": ctx.api.post("runs/delete", run_id=run_id).seen,
        "delete_run_again": ctx.api.post("runs/delete", run_id=run_id).seen,
    }
    delete_experiment(ctx, experiment_id).ok()
    again = delete_experiment(ctx, experiment_id).refused("RESOURCE_DOES_NOT_EXIST", 404)
    assert seen["delete_run_again"]["status"] == 200
    return {**seen, "delete_experiment_again": again}


@flow("s4.unknown_objects")
def unknown_objects(ctx: Context) -> Any:
    """Changing a run or experiment that there is not is 404."""
    run_id, experiment_id = "f" * 32, "987654321"
    metric = {"key": "m", "value": 1.0, "timestamp": MOMENT}
    return {
        "delete_experiment": delete_experiment(ctx, experiment_id).seen,
        "restore_experiment": restore_experiment(ctx, experiment_id).seen,
        "update_experiment": ctx.api.post("experiments/update", experiment_id=experiment_id, new_name="n").seen,
        "tag_experiment": ctx.api.post(
            "experiments/set-experiment-tag", experiment_id=experiment_id, key="k", value="v"
        ).seen,
        "get_by_name": ctx.api.get("experiments/get-by-name", experiment_name="no such name").seen,
        "delete_run": ctx.api.post("runs/delete", run_id=run_id).seen,
        "restore_run": ctx.api.post("runs/restore", run_id=run_id).seen,
        "update_run": ctx.api.post("runs/update", run_id=run_id, status="FINISHED").seen,
        "log_metric": ctx.api.post("runs/log-metric", run_id=run_id, **metric).seen,
        "log_param": ctx.api.post("runs/log-parameter", run_id=run_id, key="p", value="v").seen,
        "set_tag": ctx.api.post("runs/set-tag", run_id=run_id, key="t", value="v").seen,
        "log_batch": ctx.api.post("runs/log-batch", run_id=run_id, tags=[{"key": "t", "value": "v"}]).seen,
        "log_inputs": ctx.api.post("runs/log-inputs", run_id=run_id, datasets=[]).seen,
        "history": ctx.api.get("metrics/get-history", run_id=run_id, metric_key="m").seen,
        "artifacts": ctx.api.get("artifacts/list", run_id=run_id).seen,
        "search_runs": ctx.api.post("runs/search", experiment_ids=[experiment_id]).seen,
    }


@flow("s4.default_experiment_can_be_deleted")
def default_experiment_can_be_deleted(ctx: Context) -> Any:
    """The default experiment can be deleted and restored."""
    deleted = delete_experiment(ctx, "0")
    stage = ctx.api.get("experiments/get", experiment_id="0").ok()["experiment"]["lifecycle_stage"]
    return {"deleted": deleted.seen, "stage": stage, "restored": restore_experiment(ctx, "0").seen}


@flow("s4.writing_to_a_deleted_run")
def writing_to_a_deleted_run(ctx: Context) -> Any:
    """Every write to a deleted run is refused with 400."""
    run_id = ctx.run(run_name="deleted")
    ctx.api.post("runs/set-tag", run_id=run_id, key="old", value="v").ok()
    ctx.api.post("runs/delete", run_id=run_id).ok()
    metric = {"key": "m", "value": 1.0, "timestamp": MOMENT}
    dataset = {"name": "d", "digest": "1", "source_type": "local", "source": "{}"}
    seen = {
        "metric": ctx.api.post("runs/log-metric", run_id=run_id, **metric).seen,
        "param": ctx.api.post("runs/log-parameter", run_id=run_id, key="p", value="v").seen,
        "tag": ctx.api.post("runs/set-tag", run_id=run_id, key="t", value="v").seen,
        "delete_tag": ctx.api.post("runs/delete-tag", run_id=run_id, key="old").seen,
        "batch": ctx.api.post("runs/log-batch", run_id=run_id, tags=[{"key": "t", "value": "v"}]).seen,
        "update": ctx.api.post("runs/update", run_id=run_id, status="FINISHED").seen,
        "inputs": ctx.api.post("runs/log-inputs", run_id=run_id, datasets=[{"dataset": dataset}]).seen,
    }
    assert all(seen[name]["status"] == 400 for name in ("metric", "param", "tag", "batch", "update")), seen
    return {**seen, "run": ctx.get_run(run_id)}


@flow("s4.writing_to_a_deleted_experiment")
def writing_to_a_deleted_experiment(ctx: Context) -> Any:
    """Creating a run in a deleted experiment, or tagging it, is refused with 400."""
    experiment_id = ctx.experiment()
    delete_experiment(ctx, experiment_id).ok()
    run = ctx.api.post("runs/create", experiment_id=experiment_id, run_name="r")
    tag = ctx.api.post("experiments/set-experiment-tag", experiment_id=experiment_id, key="k", value="v")
    model = ctx.api.post("logged-models", experiment_id=experiment_id, name="m")
    assert run.status == 400
    return {"run": run.seen, "tag": tag.seen, "model": model.seen}


@flow("s4.renaming_a_deleted_experiment")
def renaming_a_deleted_experiment(ctx: Context) -> Any:
    """A deleted experiment cannot be renamed."""
    experiment_id = ctx.experiment()
    delete_experiment(ctx, experiment_id).ok()
    answer = ctx.api.post("experiments/update", experiment_id=experiment_id, new_name=f"{ctx.name} renamed")
    name = ctx.api.get("experiments/get", experiment_id=experiment_id).ok()["experiment"]["name"]
    assert answer.status >= 400 and name == f"{ctx.name} 1"
    return {"answer": answer.seen, "name": name}


@flow("s4.renaming_an_experiment")
def renaming_an_experiment(ctx: Context) -> Any:
    """An experiment can be renamed, but not to a name that is taken, and not to none."""
    experiment_id = ctx.experiment()
    ctx.experiment()

    def rename(name: str) -> Any:
        return ctx.api.post("experiments/update", experiment_id=experiment_id, new_name=name).seen

    seen = {"free": rename(f"{ctx.name} new"), "taken": rename(f"{ctx.name} 2"), "empty": rename("")}
    found = ctx.api.get("experiments/get", experiment_id=experiment_id).ok()["experiment"]["name"]
    return {**seen, "none": ctx.api.post("experiments/update", experiment_id=experiment_id).seen, "name": found}


@flow("s4.deleting_a_missing_tag")
def deleting_a_missing_tag(ctx: Context) -> Any:
    """Deleting a run tag that there is not is 404."""
    experiment_id = ctx.experiment()
    run_id = ctx.run(experiment_id)
    run_tag = ctx.api.post("runs/delete-tag", run_id=run_id, key="none").refused("RESOURCE_DOES_NOT_EXIST", 404)
    experiment_tag = ctx.api.post("experiments/delete-experiment-tag", experiment_id=experiment_id, key="none")
    return {"run": run_tag, "experiment": experiment_tag.seen}


@flow("s4.experiment_tags")
def experiment_tags(ctx: Context) -> Any:
    """Experiment tags are set on creation and later, overwritten and deleted."""
    tags = [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]
    experiment_id = ctx.api.post("experiments/create", name=ctx.experiment_name(), tags=tags).ok()["experiment_id"]
    for key, value in (("a", "changed"), ("c", "")):
        fields = {"experiment_id": experiment_id, "key": key, "value": value}
        ctx.api.post("experiments/set-experiment-tag", **fields).ok()
    ctx.api.post("experiments/delete-experiment-tag", experiment_id=experiment_id, key="b").ok()
    return ctx.api.get("experiments/get", experiment_id=experiment_id).ok()


@flow("s4.artifact_location")
def artifact_location(ctx: Context) -> Any:
    """An experiment may be given an artifact location, which its runs then use."""
    location = "mlflow-artifacts:/elsewhere"
    created = ctx.api.post("experiments/create", name=ctx.experiment_name(), artifact_location=location).ok()
    experiment = ctx.api.get("experiments/get", experiment_id=created["experiment_id"]).ok()["experiment"]
    run = ctx.get_run(ctx.run(created["experiment_id"]))
    return {"experiment": experiment["artifact_location"], "run": run["info"]["artifact_uri"]}


@flow("s4.run_status")
def run_status(ctx: Context) -> Any:
    """A run moves between all statuses; ending sets end_time only when it is sent."""
    run_id = ctx.run(run_name="states")
    seen = {}
    for status in ("SCHEDULED", "RUNNING", "FAILED", "KILLED", "FINISHED"):
        seen[status] = ctx.api.post("runs/update", run_id=run_id, status=status).ok()
    ended = ctx.api.post("runs/update", run_id=run_id, status="FINISHED", end_time=MOMENT + 7).ok()
    back = ctx.api.post("runs/update", run_id=run_id, status="RUNNING").ok()
    return {"statuses": seen, "ended": ended, "back": back}

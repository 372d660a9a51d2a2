"""Runs with the fluent API, as training scripts use it."""

import math
import time
from typing import Any

import mlflow
from mlflow.entities import Metric, Param, RunTag

from context import MOMENT, Context
from flow import flow
from flows.experiments import NOT_THERE_YET


def finished(run_id: str) -> Any:
    return mlflow.get_run(run_id).to_dictionary()


@flow("fluent.basic", expected=(NOT_THERE_YET,))
def basic(ctx: Context) -> Any:
    """A run takes params, metrics with steps, and tags, and ends FINISHED."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="basic", description="what it is for", tags={"start": "1"}) as run:
        mlflow.log_param("lr", 0.1)
        mlflow.log_params({"depth": 3, "name": "x", "none": None, "list": [1, 2]})
        mlflow.log_metric("loss", 1.5)
        for step in range(3):
            mlflow.log_metric("acc", 0.5 + step / 10, step=step)
        mlflow.log_metrics({"a": 1, "b": 2.5}, step=7, timestamp=MOMENT)
        mlflow.set_tag("t", "v")
        mlflow.set_tags({"u": 1, "w": "gone"})
        mlflow.delete_tag("w")
        assert mlflow.active_run().info.run_id == run.info.run_id
    seen = finished(run.info.run_id)
    assert seen["info"]["status"] == "FINISHED"
    assert seen["data"]["params"] == {"lr": "0.1", "depth": "3", "name": "x", "none": "None", "list": "[1, 2]"}
    assert seen["data"]["metrics"] == {"loss": 1.5, "acc": 0.7, "a": 1.0, "b": 2.5}
    assert "w" not in seen["data"]["tags"] and seen["data"]["tags"]["u"] == "1"
    return seen


@flow("fluent.nested", expected=(NOT_THERE_YET,))
def nested(ctx: Context) -> Any:
    """Nested runs carry their parent's id as tag, and are found by it."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="parent") as parent:
        for number in range(2):
            with mlflow.start_run(run_name=f"child {number}", nested=True) as child:
                mlflow.log_metric("m", number)
    child_run = finished(child.info.run_id)
    parent_id = parent.info.run_id
    assert child_run["data"]["tags"]["mlflow.parentRunId"] == parent_id
    found = mlflow.search_runs(
        filter_string=f"tags.mlflow.parentRunId = '{parent_id}'", order_by=["start_time ASC"], output_format="list"
    )
    assert [run.info.run_name for run in found] == ["child 0", "child 1"]
    return {
        "child": child_run,
        "parent": finished(parent_id),
        "parent_of_child": mlflow.get_parent_run(child.info.run_id).info.run_name,
    }


@flow("fluent.resume", expected=(NOT_THERE_YET,))
def resume(ctx: Context) -> Any:
    """A finished run is opened again by its id and goes on."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="first") as run:
        mlflow.log_metric("m", 1, step=0)
    with mlflow.start_run(run_id=run.info.run_id) as again:
        running = finished(run.info.run_id)["info"]["status"]
        mlflow.log_metric("m", 2, step=1)
    assert again.info.run_id == run.info.run_id and running == "RUNNING"
    seen = finished(run.info.run_id)
    assert seen["data"]["metrics"] == {"m": 2.0}
    history = ctx.client.get_metric_history(run.info.run_id, "m")
    return {"running": running, "finished": seen, "history": [(point.step, point.value) for point in history]}


@flow("fluent.failing", expected=(NOT_THERE_YET,))
def failing(ctx: Context) -> Any:
    """A script that throws leaves its run FAILED; end_run may say KILLED."""
    mlflow.set_experiment(ctx.name)
    try:
        with mlflow.start_run(run_name="fails") as run:
            raise RuntimeError("stop")
    except RuntimeError:
        failed = finished(run.info.run_id)["info"]
    killed_run = mlflow.start_run(run_name="killed")
    mlflow.end_run(status="KILLED")
    killed = finished(killed_run.info.run_id)["info"]
    assert (failed["status"], killed["status"]) == ("FAILED", "KILLED")
    return {"failed": failed, "killed": killed}


@flow("fluent.special_values", expected=(NOT_THERE_YET,))
def special_values(ctx: Context) -> Any:
    """NaN and infinities go through the client both ways."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="special") as run:
        mlflow.log_metrics({"nan": math.nan, "up": math.inf, "down": -math.inf, "big": 1e300, "int": 2**40})
        mlflow.log_metric("series", 1.0, step=-5)
        mlflow.log_metric("series", math.nan, step=3)
    metrics = finished(run.info.run_id)["data"]["metrics"]
    assert math.isnan(metrics["nan"]) and math.isnan(metrics["series"]) and metrics["int"] == 2**40
    history = ctx.client.get_metric_history(run.info.run_id, "series")
    return {"metrics": metrics, "history": [(point.step, point.value) for point in history]}


@flow("fluent.rewritten_param", expected=(NOT_THERE_YET, "POST /api/2.0/mlflow/runs/log-parameter 400"))
def rewritten_param(ctx: Context) -> Any:
    """Logging a param again with another value throws, with the same does not."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="params") as run:
        mlflow.log_param("p", 1)
        mlflow.log_param("p", 1)
        try:
            mlflow.log_param("p", 2)
            code = None
        except mlflow.MlflowException as error:
            code = error.error_code
    assert code == "INVALID_PARAMETER_VALUE"
    return {"code": code, "params": finished(run.info.run_id)["data"]["params"]}


@flow("fluent.asynchronous", expected=(NOT_THERE_YET,), by_chance=True)
def asynchronous(ctx: Context) -> Any:
    """Asynchronous logging has written everything once it is flushed."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="async") as run:
        for step in range(50):
            mlflow.log_metric("m", step * 0.5, step=step, synchronous=False)
        mlflow.log_params({f"p{number}": number for number in range(5)}, synchronous=False)
        mlflow.set_tags({"t": "v"}, synchronous=False)
        mlflow.flush_async_logging()
    seen = finished(run.info.run_id)
    history = ctx.client.get_metric_history(run.info.run_id, "m")
    assert len(history) == 50 and seen["data"]["params"]["p4"] == "4" and seen["data"]["tags"]["t"] == "v"
    return {"run": seen, "points": len(history)}


@flow("fluent.system_metrics", expected=(NOT_THERE_YET,), by_chance=True)
def system_metrics(ctx: Context) -> Any:
    """System metrics are logged under system/ while the run is open."""
    mlflow.set_experiment(ctx.name)
    mlflow.set_system_metrics_sampling_interval(0.2)
    mlflow.set_system_metrics_samples_before_logging(1)
    with mlflow.start_run(run_name="system", log_system_metrics=True) as run:
        wait_for_metric(run.info.run_id, "system/cpu_utilization_percentage")
    keys = sorted(finished(run.info.run_id)["data"]["metrics"])
    wanted = ("system/cpu_utilization_percentage", "system/system_memory_usage_megabytes")
    assert all(key in keys for key in wanted), keys
    return list(wanted)


def wait_for_metric(run_id: str, key: str) -> None:
    deadline = time.monotonic() + 20
    while key not in mlflow.get_run(run_id).data.metrics:
        assert time.monotonic() < deadline, f"{key} was never logged"
        time.sleep(0.1)


@flow("fluent.search_frame", expected=(NOT_THERE_YET,))
def search_frame(ctx: Context) -> Any:
    """search_runs gives a data frame with a column for each metric, param and tag."""
    mlflow.set_experiment(ctx.name)
    for number in range(3):
        with mlflow.start_run(run_name=f"r{number}"):
            mlflow.log_metric("m", number)
            mlflow.log_param("p", number)
    frame = mlflow.search_runs(filter_string="metrics.m >= 1", order_by=["metrics.m DESC"])
    assert list(frame["tags.mlflow.runName"]) == ["r2", "r1"]
    by_name = mlflow.search_runs(experiment_names=[ctx.name], max_results=1)
    return {
        "columns": sorted(frame.columns),
        "p": list(frame["params.p"]),
        "m": list(frame["metrics.m"]),
        "limited": len(by_name),
    }


@flow("fluent.last_active_run", expected=(NOT_THERE_YET,))
def last_active_run(ctx: Context) -> Any:
    """A deleted run leaves the searches."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="gone") as run:
        pass
    mlflow.delete_run(run.info.run_id)
    assert mlflow.last_active_run().info.run_id == run.info.run_id
    left = mlflow.search_runs(output_format="list")
    assert left == []
    return finished(run.info.run_id)["info"]["lifecycle_stage"]


@flow("fluent.big_batch", expected=(NOT_THERE_YET,))
def big_batch(ctx: Context) -> Any:
    """The client cuts what is more than one batch holds into several calls."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="many") as run:
        mlflow.log_params({f"p{number}": number for number in range(250)})
        mlflow.log_metrics({f"m{number}": number for number in range(1500)}, step=0)
    data = mlflow.get_run(run.info.run_id).data
    assert (len(data.params), len(data.metrics)) == (250, 1500)
    return {"params": len(data.params), "metrics": len(data.metrics)}


@flow("fluent.run_data_of_entities", expected=(NOT_THERE_YET,))
def run_data_of_entities(ctx: Context) -> Any:
    """A batch of entities with their own timestamps and steps is kept as it is."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="entities") as run:
        metrics = [Metric("m", float(step), MOMENT + step, step) for step in range(5)]
        ctx.client.log_batch(run.info.run_id, metrics, [Param("p", "1")], [RunTag("t", "v")])
    history = ctx.client.get_metric_history(run.info.run_id, "m")
    assert [(point.timestamp - MOMENT, point.step) for point in history] == [(step, step) for step in range(5)]
    return history

"""Runs with MlflowClient."""

from typing import Any

from mlflow.entities import Metric, Param, RunStatus, RunTag, ViewType

from context import MOMENT, Context
from flow import flow
from flows.experiments import refusal


@flow("client.lifecycle")
def lifecycle(ctx: Context) -> Any:
    """A run is created, written, renamed, terminated, deleted and restored."""
    client = ctx.client
    experiment_id = client.create_experiment(ctx.name)
    run_id = client.create_run(experiment_id, start_time=MOMENT, run_name="one", tags={"a": "1"}).info.run_id
    client.log_param(run_id, "p", "x")
    client.log_metric(run_id, "m", 0.25, timestamp=MOMENT + 1, step=3)
    client.set_tag(run_id, "t", "v")
    client.delete_tag(run_id, "a")
    client.log_batch(run_id, [Metric("m", 0.5, MOMENT + 2, 4)], [Param("q", "y")], [RunTag("u", "w")])
    client.update_run(run_id, status="SCHEDULED", name="two")
    scheduled = client.get_run(run_id).to_dictionary()
    client.set_terminated(run_id, status=RunStatus.to_string(RunStatus.FINISHED), end_time=MOMENT + 9)
    history = client.get_metric_history(run_id, "m")
    client.delete_run(run_id)
    deleted = client.get_run(run_id).info.lifecycle_stage
    client.restore_run(run_id)
    run = client.get_run(run_id).to_dictionary()
    assert (run["info"]["run_name"], run["info"]["status"], run["info"]["end_time"]) == ("two", "FINISHED", MOMENT + 9)
    assert run["data"]["metrics"] == {"m": 0.5} and [point.step for point in history] == [3, 4]
    return {"scheduled": scheduled, "run": run, "history": history, "deleted": deleted}


@flow(
    "client.errors",
    expected=(
        "GET /api/2.0/mlflow/runs/get 404",
        "POST /api/2.0/mlflow/runs/log-metric 400",
        "POST /api/2.0/mlflow/runs/log-metric 404",
        "POST /api/2.0/mlflow/runs/delete-tag 404",
        "POST /api/2.0/mlflow/runs/log-batch 400",
        "POST /api/2.0/mlflow/runs/create 404",
        "POST /api/2.0/mlflow/runs/search 400",
    ),
)
def errors(ctx: Context) -> Any:
    """The client sees the error code of what the server refuses."""
    client = ctx.client
    experiment_id = client.create_experiment(ctx.name)
    run_id = client.create_run(experiment_id).info.run_id
    changed = [Param("p", "1"), Param("p", "2")]
    client.delete_run(run_id)
    seen = {
        "unknown_run": refusal(lambda: client.get_run("f" * 32)),
        "metric_of_unknown_run": refusal(lambda: client.log_metric("f" * 32, "m", 1)),
        "metric_of_deleted_run": refusal(lambda: client.log_metric(run_id, "m", 1)),
        "bad_key": refusal(lambda: client.log_metric(run_id, "a/../b", 1)),
        "unknown_experiment": refusal(lambda: client.create_run("987654321")),
        "bad_filter": refusal(lambda: client.search_runs([experiment_id], "what = ")),
    }
    client.restore_run(run_id)
    seen["duplicate_params"] = refusal(lambda: client.log_batch(run_id, params=changed))
    seen["missing_tag"] = refusal(lambda: client.delete_tag(run_id, "none"))
    return seen


@flow("client.history_pages")
def history_pages(ctx: Context) -> Any:
    """A long history comes whole, in the order of its steps."""
    client = ctx.client
    run_id = client.create_run(client.create_experiment(ctx.name), start_time=MOMENT).info.run_id
    for start in range(0, 3000, 1000):
        client.log_batch(run_id, [Metric("m", step / 2, MOMENT + step, step) for step in range(start, start + 1000)])
    history = client.get_metric_history(run_id, "m")
    assert [point.step for point in history] == list(range(3000))
    return {"points": len(history), "last": history[-1]}


@flow("client.search_runs")
def search_runs(ctx: Context) -> Any:
    """Runs are searched with filters, orders, view types and pages."""
    client = ctx.client
    experiment_id = client.create_experiment(ctx.name)
    for number in range(6):
        run_id = client.create_run(experiment_id, start_time=MOMENT + number, run_name=f"r{number}").info.run_id
        client.log_metric(run_id, "m", number % 3, timestamp=MOMENT)
        client.log_param(run_id, "p", "even" if number % 2 == 0 else "odd")
        client.set_tag(run_id, "t", f"T{number}")
    client.delete_run(run_id)

    def names(filter_string: str = "", **options: Any) -> list[str]:
        return [run.info.run_name for run in client.search_runs([experiment_id], filter_string, **options)]

    pages, token = [], None
    while True:
        page = client.search_runs([experiment_id], max_results=2, page_token=token)
        pages.append([run.info.run_name for run in page])
        token = page.token
        if not token:
            break
    seen = {
        "default": names(),
        "filter": names("metrics.m >= 1 and params.p = 'odd'", order_by=["attributes.start_time ASC"]),
        "order": names(order_by=["metrics.m DESC", "params.p ASC", "start_time ASC"]),
        "like": names("tags.t ILIKE 't_' AND tags.t != 'T0'", order_by=["run_name"]),
        "deleted": names(run_view_type=ViewType.DELETED_ONLY),
        "all": names(run_view_type=ViewType.ALL),
        "pages": pages,
    }
    assert seen["default"] == ["r4", "r3", "r2", "r1", "r0"] and seen["filter"] == ["r1"]
    assert seen["order"] == ["r2", "r4", "r1", "r0", "r3"] and pages == [["r4", "r3"], ["r2", "r1"], ["r0"]]
    return seen


@flow("client.inputs_and_outputs")
def inputs_and_outputs(ctx: Context) -> Any:
    """Datasets and models a run used or made come back as its inputs and outputs."""
    from mlflow.entities import Dataset, DatasetInput, InputTag, LoggedModelInput, LoggedModelOutput

    client = ctx.client
    experiment_id = client.create_experiment(ctx.name)
    run_id = client.create_run(experiment_id, start_time=MOMENT, run_name="io").info.run_id
    dataset = Dataset(name="d", digest="abc", source_type="local", source="{}", schema="{}", profile="{}")
    model = client.create_logged_model(experiment_id, name="m", source_run_id=run_id)
    client.log_inputs(
        run_id, [DatasetInput(dataset, [InputTag("mlflow.data.context", "train")])], [LoggedModelInput(model.model_id)]
    )
    client.log_outputs(run_id, [LoggedModelOutput(model.model_id, step=2)])
    run = client.get_run(run_id)
    assert run.inputs.dataset_inputs[0].dataset.name == "d"
    assert run.outputs.model_outputs[0].step == 2
    return run.to_dictionary()

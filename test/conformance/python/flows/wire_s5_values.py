"""Metrics, params and tags: which value counts, what is kept, in which order."""

from typing import Any

from context import MOMENT, Context
from flow import flow

Point = tuple[float | str, int, int]
"""A value, its timestamp after MOMENT, its step."""


def latest_after(ctx: Context, points: list[Point]) -> dict[str, Any]:
    """The latest metric after the points were logged one by one, and after they came in one batch."""
    single, batch = ctx.run(), ctx.run()
    metrics = [{"key": "m", "value": value, "timestamp": MOMENT + at, "step": step} for value, at, step in points]
    for metric in metrics:
        ctx.api.post("runs/log-metric", run_id=single, **metric).ok()
    ctx.api.post("runs/log-batch", run_id=batch, metrics=metrics).ok()
    return {"single": ctx.latest(single)["m"], "batch": ctx.latest(batch)["m"]}


@flow("s5.latest_value")
def latest_value(ctx: Context) -> Any:
    """The latest value has the greatest step, then timestamp, then value."""
    seen = {
        "step_wins": latest_after(ctx, [(1.0, 0, 5), (9.0, 100, 4)]),
        "timestamp_wins": latest_after(ctx, [(1.0, 10, 0), (9.0, 5, 0)]),
        "value_wins": latest_after(ctx, [(3.0, 0, 0), (1.0, 0, 0), (2.0, 0, 0)]),
        "negative_step_loses": latest_after(ctx, [(1.0, 0, 0), (2.0, 50, -1)]),
    }
    assert [part["single"]["value"] for part in seen.values()] == [1.0, 1.0, 3.0, 1.0]
    return seen


@flow("s5.latest_nan_tie")
def latest_nan_tie(ctx: Context) -> Any:
    """At one step and time NaN counts as 0: it loses to 5 and wins over -5."""
    seen = {
        "after_5": latest_after(ctx, [(5.0, 0, 0), ("NaN", 0, 0)]),
        "after_minus_5": latest_after(ctx, [(-5.0, 0, 0), ("NaN", 0, 0)]),
        "before_5": latest_after(ctx, [("NaN", 0, 0), (5.0, 0, 0)]),
        "before_minus_5": latest_after(ctx, [("NaN", 0, 0), (-5.0, 0, 0)]),
        "before_0": latest_after(ctx, [("NaN", 0, 0), (0.0, 0, 0)]),
        "after_0": latest_after(ctx, [(0.0, 0, 0), ("NaN", 0, 0)]),
        "later_step": latest_after(ctx, [(5.0, 0, 0), ("NaN", 0, 1)]),
        "infinity": latest_after(ctx, [("Infinity", 0, 0), (7.0, 0, 0), ("-Infinity", 0, 0)]),
    }
    assert seen["after_5"]["single"]["value"] == 5.0 and seen["after_minus_5"]["single"]["value"] == "NaN"
    return seen


@flow("s5.step_and_timestamp")
def step_and_timestamp(ctx: Context) -> Any:
    """Step defaults to 0 and may be negative; timestamp must be there, 0 is fine, negative is not."""
    run_id = ctx.run()
    metric = {"run_id": run_id, "value": 1.0}
    seen = {
        "no_step": ctx.api.post("runs/log-metric", key="no_step", timestamp=MOMENT, **metric).seen,
        "negative_step": ctx.api.post("runs/log-metric", key="negative", timestamp=MOMENT, step=-3, **metric).seen,
        "no_timestamp": ctx.api.post("runs/log-metric", key="none", **metric).seen,
        "timestamp_0": ctx.api.post("runs/log-metric", key="zero", timestamp=0, **metric).seen,
        "negative_timestamp": ctx.api.post("runs/log-metric", key="before", timestamp=-1, **metric).seen,
    }
    assert [part["status"] for part in seen.values()] == [200, 200, 400, 200, 400]
    return {**seen, "latest": ctx.latest(run_id)}


@flow("s5.nan_and_infinity")
def nan_and_infinity(ctx: Context) -> Any:
    """NaN and infinities arrive as strings; NaN returns as "NaN", infinities as the greatest double."""
    run_id = ctx.run()
    values = {"nan": "NaN", "up": "Infinity", "down": "-Infinity", "huge": 1e308, "tiny": 5e-324, "minus_zero": -0.0}
    for key, value in values.items():
        ctx.log_metric(run_id, key, value)
    latest = ctx.latest(run_id)
    assert latest["nan"]["value"] == "NaN" and latest["up"]["value"] == 1.7976931348623157e308
    return {"latest": latest, "history": {key: ctx.history(run_id, key) for key in values}}


@flow("s5.history_bulk_nan")
def history_bulk_nan(ctx: Context) -> Any:
    """The bulk history of the user interface writes NaN as a bare token."""
    run_id = ctx.run()
    ctx.log_metric(run_id, "m", "NaN")
    ctx.log_metric(run_id, "m", 1.0, step=1)
    path = "/ajax-api/2.0/mlflow/metrics/get-history-bulk"
    return ctx.api.call("GET", path, query={"run_id": run_id, "metric_key": "m"}).seen


@flow("s5.history_order")
def history_order(ctx: Context) -> Any:
    """A history is ordered by timestamp, step, value."""
    run_id = ctx.run()
    points: list[Point] = [(1.0, 9, 0), (3.0, 5, 2), (2.0, 5, 2), (4.0, 5, 1), (-1.0, 0, 7), ("NaN", 5, 2)]
    for value, at, step in points:
        ctx.log_metric(run_id, "m", value, timestamp=MOMENT + at, step=step)
    history = ctx.history(run_id, "m")
    keys = [(point["timestamp"], point["step"]) for point in history]
    assert keys == sorted(keys)
    return history


@flow("s5.history_stores_a_point_once")
def history_stores_a_point_once(ctx: Context) -> Any:
    """The same key, timestamp, step and value is stored once; a NaN beside 0 is another point."""
    run_id = ctx.run()
    for value in (1.0, 1.0, 0.0, "NaN", "NaN"):
        ctx.log_metric(run_id, "m", value)
    repeated = [{"key": "m", "value": 1.0, "timestamp": MOMENT, "step": 0}] * 3
    ctx.api.post("runs/log-batch", run_id=run_id, metrics=repeated).ok()
    history = ctx.history(run_id, "m")
    assert len(history) == 3, history
    return history


@flow("s5.history_paging")
def history_paging(ctx: Context) -> Any:
    """Without max_results a history comes whole; with it in pages; a size below 1 is refused."""
    run_id = ctx.run()
    metrics = [{"key": "m", "value": float(n), "timestamp": MOMENT + n, "step": n} for n in range(5)]
    ctx.api.post("runs/log-batch", run_id=run_id, metrics=metrics).ok()
    query = {"run_id": run_id, "metric_key": "m"}
    first = ctx.api.get("metrics/get-history", **query, max_results=2).ok()
    pages = [first["metrics"]]
    while token := first.get("next_page_token"):
        first = ctx.api.get("metrics/get-history", **query, max_results=2, page_token=token).ok()
        pages.append(first.get("metrics", []))
    steps = [[point["step"] for point in page] for page in pages]
    assert sum(steps, []) == [0, 1, 2, 3, 4]
    return {
        "whole": len(ctx.history(run_id, "m")),
        "pages": steps,
        "zero": ctx.api.get("metrics/get-history", **query, max_results=0).seen,
        "negative": ctx.api.get("metrics/get-history", **query, max_results=-1).seen,
        "junk_token": ctx.api.get("metrics/get-history", **query, max_results=2, page_token="junk").status,
    }


@flow("s5.params_are_written_once")
def params_are_written_once(ctx: Context) -> Any:
    """A param may be written again with the same value, not with another."""
    run_id = ctx.run()

    def single(value: str) -> Any:
        return ctx.api.post("runs/log-parameter", run_id=run_id, key="p", value=value).seen

    def batch(value: str) -> Any:
        return ctx.api.post("runs/log-batch", run_id=run_id, params=[{"key": "p", "value": value}]).seen

    seen = {
        "first": single("1"),
        "same": single("1"),
        "other": single("2"),
        "same_batch": batch("1"),
        "other_batch": batch("2"),
    }
    assert [part["status"] for part in seen.values()] == [200, 200, 400, 200, 400]
    return {**seen, "stored": ctx.get_run(run_id)["data"]["params"]}


@flow("s5.param_without_value")
def param_without_value(ctx: Context) -> Any:
    """A param without a value is accepted, as an empty one."""
    run_id = ctx.run()
    single = ctx.api.post("runs/log-parameter", run_id=run_id, key="none")
    batch = ctx.api.post("runs/log-batch", run_id=run_id, params=[{"key": "none in batch"}])
    return {"single": single.seen, "batch": batch.seen, "run": ctx.get_run(run_id)["data"].get("params")}


@flow("s5.duplicate_keys_in_a_batch")
def duplicate_keys_in_a_batch(ctx: Context) -> Any:
    """One param key twice in a batch is refused, with the same value or another."""
    run_id = ctx.run(run_name="twice")

    def batch(**fields: Any) -> Any:
        return ctx.api.post("runs/log-batch", run_id=run_id, **fields).seen

    one, two = {"key": "k", "value": "1"}, {"key": "k", "value": "2"}
    seen = {"different": batch(params=[one, two]), "same": batch(params=[one, one]), "tags": batch(tags=[one, two])}
    assert seen["different"]["status"] == 400
    return {**seen, "data": ctx.get_run(run_id)["data"]}


@flow("s5.tags_are_overwritten")
def tags_are_overwritten(ctx: Context) -> Any:
    """A tag takes the value written last; a tag without a value is empty."""
    run_id = ctx.run(run_name="tags")
    for value in ("1", "2"):
        ctx.api.post("runs/set-tag", run_id=run_id, key="t", value=value).ok()
    ctx.api.post("runs/log-batch", run_id=run_id, tags=[{"key": "u", "value": "1"}]).ok()
    ctx.api.post("runs/log-batch", run_id=run_id, tags=[{"key": "u", "value": "2"}]).ok()
    none = ctx.api.post("runs/set-tag", run_id=run_id, key="none")
    return {"none": none.seen, "tags": ctx.get_run(run_id)["data"]["tags"]}


@flow("s5.batch_refused_by_its_params")
def batch_refused_by_its_params(ctx: Context) -> Any:
    """A batch with a changed param is refused; what of the rest is stored."""
    run_id = ctx.run(run_name="refused")
    ctx.api.post("runs/log-parameter", run_id=run_id, key="p", value="1").ok()
    answer = ctx.api.post(
        "runs/log-batch",
        run_id=run_id,
        params=[{"key": "new", "value": "1"}, {"key": "p", "value": "2"}],
        metrics=[{"key": "m", "value": 1.0, "timestamp": MOMENT}],
        tags=[{"key": "t", "value": "1"}],
    )
    return {"answer": answer.refused("INVALID_PARAMETER_VALUE"), "data": ctx.get_run(run_id)["data"]}


@flow("s5.batch_order_on_failure")
def batch_order_on_failure(ctx: Context) -> Any:
    """A batch that names an unknown model is refused; what of the rest is stored."""
    run_id = ctx.run(run_name="refused")
    answer = ctx.api.post(
        "runs/log-batch",
        run_id=run_id,
        params=[{"key": "p", "value": "1"}],
        metrics=[{"key": "m", "value": 1.0, "timestamp": MOMENT, "model_id": f"m-{'0' * 32}"}],
        tags=[{"key": "t", "value": "1"}],
    )
    assert answer.status >= 400
    return {"answer": answer.seen, "data": ctx.get_run(run_id)["data"]}


@flow("s5.batch_repeated")
def batch_repeated(ctx: Context) -> Any:
    """Sending a batch again adds nothing."""
    run_id = ctx.run(run_name="again")
    metrics = [{"key": "m", "value": float(n), "timestamp": MOMENT, "step": n} for n in range(3)]
    batch = {"metrics": metrics, "params": [{"key": "p", "value": "1"}], "tags": [{"key": "t", "value": "1"}]}
    ctx.api.post("runs/log-batch", run_id=run_id, **batch).ok()
    before = ctx.get_run(run_id), ctx.history(run_id, "m")
    ctx.api.post("runs/log-batch", run_id=run_id, **batch).ok()
    after = ctx.get_run(run_id), ctx.history(run_id, "m")
    assert len(after[1]) == 3 and before[1] == after[1]
    return {"run": after[0], "history": after[1]}


@flow("s5.empty_batch")
def empty_batch(ctx: Context) -> Any:
    """A batch with nothing in it is fine."""
    return ctx.api.post("runs/log-batch", run_id=ctx.run()).seen


@flow("s5.history_bulk")
def history_bulk(ctx: Context) -> Any:
    """The bulk history answers several runs at once, and samples by even buckets on request."""
    experiment_id = ctx.experiment()
    runs = [ctx.run(experiment_id), ctx.run(experiment_id)]
    for run_id in runs:
        metrics = [{"key": "m", "value": float(n), "timestamp": MOMENT + n, "step": n} for n in range(50)]
        ctx.api.post("runs/log-batch", run_id=run_id, metrics=metrics).ok()
    query = {"run_ids": runs, "metric_key": "m", "max_results": 10}
    path = "/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval"
    sampled = ctx.api.call("GET", path, query=query).ok()["metrics"]
    ranged = ctx.api.call("GET", path, query={**query, "start_step": 10, "end_step": 14}).ok()["metrics"]
    return {"sampled": by_run(sampled, runs), "range": by_run(ranged, runs)}


def by_run(metrics: list[Any], runs: list[str]) -> list[list[int]]:
    return [[point["step"] for point in metrics if point["run_id"] == run_id] for run_id in runs]

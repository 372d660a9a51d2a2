"""Order of search results."""

from typing import Any

from context import MOMENT, Context
from flow import flow


def sample_runs(ctx: Context) -> str:
    """Runs a to e: numbers, NaN, infinity and nothing as metric; some with a param and a tag."""
    experiment_id = ctx.experiment()
    rows: list[tuple[str, float | str | None, str | None]] = [
        ("a", 2.0, "10"),
        ("b", "NaN", None),
        ("c", -1.0, "9"),
        ("d", None, "b"),
        ("e", "Infinity", "B"),
    ]
    for number, (name, value, text) in enumerate(rows):
        run_id = ctx.run(experiment_id, run_name=name, start_time=MOMENT + number)
        metrics = [] if value is None else [{"key": "m", "value": value, "timestamp": MOMENT}]
        pairs = [] if text is None else [{"key": "k", "value": text}]
        ctx.api.post("runs/log-batch", run_id=run_id, metrics=metrics, params=pairs, tags=pairs).ok()
    return experiment_id


def ordered(ctx: Context, experiment_id: str, orders: list[list[str]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for order in orders:
        answer = ctx.search_runs(experiment_id, order_by=order)
        names = [run["info"]["run_name"] for run in answer.body.get("runs", [])] if answer.status == 200 else []
        seen[" | ".join(order)] = "".join(names) if answer.status == 200 else f"{answer.status}"
    return seen


@flow("s8.runs_default_order")
def runs_default_order(ctx: Context) -> Any:
    """Without order_by the run started last comes first."""
    names = ctx.run_names(sample_runs(ctx))
    assert names == ["e", "d", "c", "b", "a"]
    return names


@flow("s8.runs_by_metric")
def runs_by_metric(ctx: Context) -> Any:
    """By a metric, either way: numbers, then NaN, then runs without it."""
    orders = [
        ["metrics.m"],
        ["metrics.m ASC"],
        ["metrics.m DESC"],
        ["metrics.`m` DESC"],
        ["metrics.none ASC", "run_name"],
    ]
    seen = ordered(ctx, sample_runs(ctx), orders)
    assert (seen["metrics.m ASC"], seen["metrics.m DESC"]) == ("caebd", "eacbd")
    return seen


@flow("s8.runs_by_param_and_tag")
def runs_by_param_and_tag(ctx: Context) -> Any:
    """By a param or tag, either way: by text, runs without it last."""
    orders = [["params.k"], ["params.k DESC"], ["tags.k ASC"], ["tag.k DESC"], ["tags.mlflow.runName DESC"]]
    seen = ordered(ctx, sample_runs(ctx), orders)
    assert seen["params.k"][-1] == "b" and seen["params.k DESC"][-1] == "b"
    return seen


@flow("s8.runs_by_attribute")
def runs_by_attribute(ctx: Context) -> Any:
    """By an attribute, named bare or with a prefix, in the order given."""
    orders = [["start_time ASC"], ["attributes.start_time"], ["run_name DESC"], ["attribute.status", "run_name ASC"]]
    orders += [["created ASC"], ["end_time ASC", "start_time ASC"], ["start_time asc"], ["  start_time   desc "]]
    seen = ordered(ctx, sample_runs(ctx), orders)
    assert seen["start_time ASC"] == "abcde" and seen["run_name DESC"] == "edcba"
    return seen


@flow("s8.runs_tie_break")
def runs_tie_break(ctx: Context) -> Any:
    """Runs equal in every key of the order come by start time, last first, and then by id."""
    experiment_id = ctx.experiment()
    for number in range(4):
        ctx.run(experiment_id, run_name="same", start_time=MOMENT + number // 2)
    runs = ctx.search_runs(experiment_id, order_by=["run_name"]).ok()["runs"]
    keys = [(-run["info"]["start_time"], run["info"]["run_id"]) for run in runs]
    assert keys == sorted(keys), keys
    return [run["info"]["start_time"] for run in runs]


@flow("s8.order_refused")
def order_refused(ctx: Context) -> Any:
    """An order that is none is refused with 400."""
    orders = [
        ["bogus"],
        ["bogus.x"],
        ["run_name UP"],
        ["run_name ASC DESC"],
        [""],
        ["metrics."],
        ["run_name; x"],
        ["run_name, start_time"],
    ]
    seen = ordered(ctx, sample_runs(ctx), orders)
    assert seen["bogus"] == "400" and seen["run_name UP"] == "400"
    return seen


@flow("s8.same_key_twice")
def same_key_twice(ctx: Context) -> Any:
    """The same key twice in an order is refused."""
    seen = ordered(ctx, sample_runs(ctx), [["metrics.m ASC", "metrics.m DESC"], ["params.k", "params.k"]])
    attribute = ordered(ctx, sample_runs(ctx), [["start_time ASC", "start_time DESC"]])
    assert seen["metrics.m ASC | metrics.m DESC"] >= "400"
    return seen | attribute


@flow("s8.experiments_order")
def experiments_order(ctx: Context) -> Any:
    """Experiments come by creation, last first, unless told otherwise; not by tags."""
    for suffix in ("b", "a", "c"):
        ctx.api.post("experiments/create", name=f"{ctx.name}{suffix}").ok()
    seen: dict[str, Any] = {}
    orders = [[], ["name"], ["name DESC"], ["creation_time ASC"], ["experiment_id"], ["last_update_time DESC"]]
    for order in [*orders, ["attribute.name"], ["tags.x"], ["bogus"], ["name UP"]]:
        answer = ctx.api.post("experiments/search", max_results=9, filter=f"name LIKE '{ctx.name}%'", order_by=order)
        names = [experiment["name"][-1] for experiment in answer.body.get("experiments", [])]
        seen[" | ".join(order)] = "".join(names) if answer.status == 200 else answer.status
    assert (seen["name"], seen["name DESC"], seen["tags.x"]) == ("abc", "cba", 400)
    # Made within one millisecond, experiments tie on their times.
    return {order: seen[order] for order in seen if "time" not in order and order}


@flow("s8.logged_models_order")
def logged_models_order(ctx: Context) -> Any:
    """Logged models are ordered by a list of objects, by a metric also of one dataset."""
    experiment_id = ctx.experiment()
    run_id = ctx.run(experiment_id)
    for name, value in (("b", 1.0), ("a", 3.0), ("c", 2.0)):
        model_id = ctx.model(experiment_id, name=name)["model_id"]
        metric = {"key": "acc", "value": value, "timestamp": MOMENT, "model_id": model_id}
        ctx.api.post("runs/log-metric", run_id=run_id, dataset_name="d", dataset_digest="1", **metric).ok()
    orders: list[list[dict[str, Any]]] = [
        [{"field_name": "name"}],
        [{"field_name": "name", "ascending": False}],
        [{"field_name": "metrics.acc", "ascending": True}],
        [{"field_name": "metrics.acc", "ascending": False, "dataset_name": "d", "dataset_digest": "1"}],
        [{"field_name": "params.x"}],
        [{"field_name": "bogus"}],
    ]
    return [models_ordered(ctx, experiment_id, order) for order in orders]


def models_ordered(ctx: Context, experiment_id: str, order: list[dict[str, Any]]) -> str:
    answer = ctx.api.post("logged-models/search", experiment_ids=[experiment_id], order_by=order)
    names = [model["info"]["name"] for model in answer.body.get("models", [])] if answer.status == 200 else []
    return "".join(names) if answer.status == 200 else f"{answer.status} {answer.body['error_code']}"

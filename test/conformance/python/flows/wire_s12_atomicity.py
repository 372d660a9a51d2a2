"""Weak places: what a failed write leaves, and what an error gives away."""

from typing import Any

from context import MOMENT, Context
from flow import flow


@flow("s12.metric_of_an_unknown_model")
def metric_of_an_unknown_model(ctx: Context) -> Any:
    """A metric that names an unknown model is refused; what is stored of it."""
    run_id = ctx.run()
    metric = {"key": "m", "value": 1.0, "timestamp": MOMENT, "model_id": f"m-{'0' * 32}"}
    answer = ctx.api.post("runs/log-metric", run_id=run_id, **metric)
    assert answer.status >= 400
    return {"answer": answer.seen, "stored": ctx.latest(run_id)}


@flow("s12.sql_in_errors")
def sql_in_errors(ctx: Context) -> Any:
    """Whether an integrity error gives SQL text to the client."""
    answers = [
        ctx.api.post("runs/create", experiment_id="", run_name="r"),
        ctx.api.post("experiments/create", name="Default"),
        ctx.api.post(
            "runs/log-batch", run_id=ctx.run(), metrics=[{"key": "m", "value": 1, "timestamp": 1, "model_id": "m-x"}]
        ),
    ]
    return ["SQL" in answer.content.decode() for answer in answers]

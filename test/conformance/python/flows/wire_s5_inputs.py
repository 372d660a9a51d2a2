"""Inputs and outputs of runs, and metrics that name a model or a dataset."""

from typing import Any

from context import MOMENT, Context
from flow import flow


@flow("s5.inputs_repeated")
def inputs_repeated(ctx: Context) -> Any:
    """Logging the same dataset and tags again adds nothing."""
    run_id = ctx.run(run_name="inputs")
    dataset = {"name": "d", "digest": "1", "source_type": "local", "source": "{}", "schema": "{}", "profile": "{}"}
    item = {"dataset": dataset, "tags": [{"key": "mlflow.data.context", "value": "train"}]}
    for _ in range(2):
        ctx.api.post("runs/log-inputs", run_id=run_id, datasets=[item]).ok()
    inputs = ctx.get_run(run_id)["inputs"]
    assert len(inputs["dataset_inputs"]) == 1
    return inputs


@flow("s5.inputs_with_other_tags")
def inputs_with_other_tags(ctx: Context) -> Any:
    """Logging the same dataset with other tags, and two datasets of one name."""
    run_id = ctx.run(run_name="inputs")
    dataset = {"name": "d", "digest": "1", "source_type": "local", "source": "{}"}
    items = [
        {"dataset": dataset, "tags": [{"key": "mlflow.data.context", "value": "train"}]},
        {"dataset": dataset, "tags": [{"key": "mlflow.data.context", "value": "test"}]},
        {"dataset": {**dataset, "digest": "2"}, "tags": []},
    ]
    seen = [ctx.api.post("runs/log-inputs", run_id=run_id, datasets=[item]).seen for item in items]
    inputs = ctx.get_run(run_id)["inputs"]
    inputs["dataset_inputs"].sort(key=lambda one: one["dataset"]["digest"])
    return {"answers": seen, "inputs": inputs}


@flow("s5.inputs_empty_dataset")
def inputs_empty_dataset(ctx: Context) -> Any:
    """A dataset with empty digest, source type and source is accepted; without a name it is not."""
    run_id = ctx.run(run_name="inputs")
    empty = {"name": "d", "digest": "", "source_type": "", "source": ""}
    seen = {
        "empty": ctx.api.post("runs/log-inputs", run_id=run_id, datasets=[{"dataset": empty}]).seen,
        "absent": ctx.api.post("runs/log-inputs", run_id=run_id, datasets=[{"dataset": {"name": "e"}}]).seen,
        "no_name": ctx.api.post("runs/log-inputs", run_id=run_id, datasets=[{"dataset": {"digest": "1"}}]).seen,
        "no_dataset": ctx.api.post("runs/log-inputs", run_id=run_id, datasets=[{"tags": []}]).seen,
        "no_datasets": ctx.api.post("runs/log-inputs", run_id=run_id).seen,
    }
    assert seen["empty"]["status"] == 200
    return {**seen, "inputs": ctx.get_run(run_id).get("inputs")}


@flow("s5.inputs_model")
def inputs_model(ctx: Context) -> Any:
    """A run may name a logged model as its input, and one it made as its output."""
    experiment_id = ctx.experiment()
    maker, user = ctx.run(experiment_id, run_name="maker"), ctx.run(experiment_id, run_name="user")
    model_id = ctx.model(experiment_id, name="m", source_run_id=maker)["model_id"]
    ctx.api.post("runs/outputs", run_id=maker, models=[{"model_id": model_id, "step": 4}]).ok()
    ctx.api.post("runs/log-inputs", run_id=user, models=[{"model_id": model_id}]).ok()
    unknown = ctx.api.post("runs/outputs", run_id=maker, models=[{"model_id": f"m-{'0' * 32}", "step": 0}])
    return {"maker": ctx.get_run(maker), "user": ctx.get_run(user), "unknown": unknown.status}


@flow("s5.metric_with_dataset_and_model")
def metric_with_dataset_and_model(ctx: Context) -> Any:
    """A metric may name the model and the dataset it was measured on."""
    experiment_id = ctx.experiment()
    run_id = ctx.run(experiment_id, run_name="measured")
    model_id = ctx.model(experiment_id, name="m", source_run_id=run_id)["model_id"]
    metric = {"key": "acc", "value": 0.5, "timestamp": MOMENT, "step": 2, "model_id": model_id}
    ctx.api.post("runs/log-metric", run_id=run_id, dataset_name="d", dataset_digest="1", **metric).ok()
    ctx.api.post("runs/log-batch", run_id=run_id, metrics=[{**metric, "key": "loss"}]).ok()
    model = ctx.api.get(f"logged-models/{model_id}").ok()["model"]
    return {"run": ctx.get_run(run_id), "model": model, "history": ctx.history(run_id, "acc")}

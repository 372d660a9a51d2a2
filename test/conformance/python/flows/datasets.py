"""Datasets as inputs of runs."""

from typing import Any

import mlflow

from context import Context
from flow import flow
from flows.experiments import NOT_THERE_YET


@flow("datasets.log_input", expected=(NOT_THERE_YET,))
def log_input(ctx: Context) -> Any:
    """A data frame and an array are logged as inputs, with context and tags, and found again."""
    import numpy
    import pandas

    frame = pandas.DataFrame({"x": [1, 2, 3], "y": [0.5, 1.5, 2.5]})
    train = mlflow.data.from_pandas(frame, source="train.csv", name="train", targets="y")
    test = mlflow.data.from_numpy(numpy.arange(6).reshape(2, 3), source="test.npy", name="test")
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="inputs") as run:
        mlflow.log_input(train, context="training", tags={"part": "1"})
        mlflow.log_input(test, context="testing")
        mlflow.log_metric("acc", 0.5, dataset=train)
    inputs = mlflow.get_run(run.info.run_id).inputs.dataset_inputs
    seen = {
        item.dataset.name: {"tags": {tag.key: tag.value for tag in item.tags}, "dataset": item.dataset}
        for item in inputs
    }
    assert seen["train"]["tags"] == {"mlflow.data.context": "training", "part": "1"}
    found = mlflow.search_runs(
        filter_string="dataset.name = 'train' AND dataset.context = 'training'", output_format="list"
    )
    none = mlflow.search_runs(
        filter_string="dataset.name = 'train' AND dataset.context = 'testing'", output_format="list"
    )
    assert [run.info.run_name for run in found] == ["inputs"]
    return {"inputs": seen, "mismatched": len(none)}


@flow("datasets.source", expected=(NOT_THERE_YET,))
def source(ctx: Context) -> Any:
    """The source of a logged dataset can be had back and loaded."""
    import pandas

    path = ctx.folder / "data.csv"
    pandas.DataFrame({"x": [1, 2]}).to_csv(path, index=False)
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="source") as run:
        mlflow.log_input(mlflow.data.from_pandas(pandas.read_csv(path), source=str(path)), context="training")
    dataset = mlflow.get_run(run.info.run_id).inputs.dataset_inputs[0].dataset
    loaded = pandas.read_csv(mlflow.data.get_source(dataset).load())
    assert loaded["x"].tolist() == [1, 2]
    return {"name": dataset.name, "type": dataset.source_type, "profile": dataset.profile, "schema": dataset.schema}

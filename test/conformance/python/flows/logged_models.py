"""Logged models with the Python client."""

from pathlib import Path
from typing import Any

import mlflow

from context import MOMENT, Context
from flow import flow
from flows.experiments import NOT_THERE_YET, refusal


@flow("logged_models.lifecycle", expected=("GET /api/2.0/mlflow/logged-models/ 404",))
def lifecycle(ctx: Context) -> Any:
    """A logged model is created, finalised, given tags and params, and deleted."""
    client = ctx.client
    experiment_id = client.create_experiment(ctx.name)
    model = client.create_logged_model(experiment_id, name="m", model_type="agent", tags={"a": "1"}, params={"p": "1"})
    pending = client.get_logged_model(model.model_id)
    ready = client.finalize_logged_model(model.model_id, "READY")
    client.set_logged_model_tags(model.model_id, {"a": "2", "b": "3"})
    client.delete_logged_model_tag(model.model_id, "a")
    client.log_model_params(model.model_id, {"q": "2"})
    changed = client.get_logged_model(model.model_id)
    assert (str(pending.status), str(ready.status)) == ("PENDING", "READY")
    assert (changed.tags, changed.params) == ({"b": "3"}, {"p": "1", "q": "2"})
    client.delete_logged_model(model.model_id)
    gone = refusal(lambda: client.get_logged_model(model.model_id))
    assert gone == "RESOURCE_DOES_NOT_EXIST"
    return {"pending": pending.to_dictionary(), "changed": changed.to_dictionary(), "gone": gone}


@flow("logged_models.external", expected=(NOT_THERE_YET,))
def external(ctx: Context) -> Any:
    """A model kept elsewhere is created as READY, and one initialised by hand is finalised."""
    mlflow.set_experiment(ctx.name)
    outside = mlflow.create_external_model(name="outside", tags={"where": "elsewhere"}, params={"p": "1"})
    begun = mlflow.initialize_logged_model(name="begun")
    finished = mlflow.finalize_logged_model(begun.model_id, "FAILED")
    assert str(outside.status) == "READY" and str(finished.status) == "FAILED"
    mlflow.set_logged_model_tags(outside.model_id, {"more": "1"})
    mlflow.delete_logged_model_tag(outside.model_id, "where")
    return {"outside": mlflow.get_logged_model(outside.model_id).to_dictionary(), "finished": str(finished.status)}


@flow("logged_models.search", expected=(NOT_THERE_YET, "POST /api/2.0/mlflow/logged-models/search 400"))
def search(ctx: Context) -> Any:
    """Logged models are searched by attributes, params, tags and metrics of a dataset, in order, in pages."""
    client = ctx.client
    experiment_id = client.create_experiment(ctx.name)
    run_id = client.create_run(experiment_id, start_time=MOMENT).info.run_id
    for name, kind, value in (("a", "x", 1.0), ("b", "y", 3.0), ("c", "x", 2.0)):
        model = client.create_logged_model(experiment_id, name=name, params={"kind": kind}, tags={"tag": kind})
        options = {"model_id": model.model_id, "dataset_name": "d", "dataset_digest": "1"}
        client.log_metric(run_id, "acc", value, timestamp=MOMENT, **options)

    def names(filter_string: str = "", **options: Any) -> list[str]:
        order = options.pop("order_by", [{"field_name": "name"}])
        found = client.search_logged_models([experiment_id], filter_string, order_by=order, **options)
        return [model.name for model in found]

    by_metric = [{"field_name": "metrics.acc", "ascending": False, "dataset_name": "d"}]
    page = client.search_logged_models([experiment_id], max_results=2, order_by=[{"field_name": "name"}])
    rest = client.search_logged_models(
        [experiment_id], max_results=2, order_by=[{"field_name": "name"}], page_token=page.token
    )
    seen = {
        "all": names(),
        "param": names("params.kind = 'x'"),
        "tag": names("tags.tag = 'y'"),
        "metric": names("metrics.acc > 1.5"),
        "on_dataset": names("metrics.acc > 1.5", datasets=[{"dataset_name": "d", "dataset_digest": "1"}]),
        "by_metric": names(order_by=by_metric),
        "pages": [[model.name for model in page], [model.name for model in rest]],
        "refused": refusal(lambda: names("what = 'x'")),
    }
    assert seen["param"] == ["a", "c"] and seen["by_metric"] == ["b", "c", "a"]
    assert seen["pages"] == [["a", "b"], ["c"]]
    return seen


@flow("logged_models.metrics", expected=(NOT_THERE_YET,))
def metrics(ctx: Context) -> Any:
    """Metrics logged for a model come back with it, each with its run and dataset."""
    import pandas

    mlflow.set_experiment(ctx.name)
    dataset = mlflow.data.from_pandas(pandas.DataFrame({"x": [1]}), source="x.csv", name="d")
    with mlflow.start_run(run_name="measure"):
        model = mlflow.create_external_model(name="m")
        mlflow.log_metrics({"acc": 0.5, "f1": 0.4}, step=1, model_id=model.model_id, dataset=dataset, timestamp=MOMENT)
        mlflow.log_metric("acc", 0.6, step=2, model_id=model.model_id, timestamp=MOMENT + 1)
    read = mlflow.get_logged_model(model.model_id)
    assert sorted((metric.key, metric.value) for metric in read.metrics) == [("acc", 0.5), ("acc", 0.6), ("f1", 0.4)]
    return sorted((metric.key, metric.value, metric.step, metric.dataset_name or "") for metric in read.metrics)


@flow("logged_models.active_model", expected=(NOT_THERE_YET,))
def active_model(ctx: Context) -> Any:
    """set_active_model makes the model once and finds it the next time."""
    mlflow.set_experiment(ctx.name)
    try:
        first = mlflow.set_active_model(name="agent")
        again = mlflow.set_active_model(name="agent")
        assert first.model_id == again.model_id
    finally:
        mlflow.clear_active_model()
    return mlflow.get_logged_model(first.model_id).to_dictionary()


@flow("logged_models.artifacts", expected=(NOT_THERE_YET,))
def artifacts(ctx: Context) -> Any:
    """Files are put beside a logged model, listed and downloaded."""
    client = ctx.client
    experiment_id = client.create_experiment(ctx.name)
    model = client.create_logged_model(experiment_id, name="m")
    (ctx.folder / "x.txt").write_text("x")
    client.log_model_artifact(model.model_id, str(ctx.folder / "x.txt"))
    client.log_model_artifacts(model.model_id, str(ctx.folder))
    listed = client.list_logged_model_artifacts(model.model_id)
    folder = Path(mlflow.artifacts.download_artifacts(artifact_uri=f"models:/{model.model_id}"))
    assert (folder / "x.txt").read_text() == "x"
    return [item.path for item in listed]

"""Automatic logging of scikit-learn."""

import warnings
from typing import Any

import mlflow

from context import Context
from flow import flow
from flows.experiments import NOT_THERE_YET


@flow("autolog.sklearn", expected=(NOT_THERE_YET,), by_chance=True)
def sklearn(ctx: Context) -> Any:
    """fit() logs params, training metrics, the dataset, pictures and the model, which loads again."""
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression

    features, labels = load_iris(return_X_y=True, as_frame=True)
    mlflow.set_experiment(ctx.name)
    mlflow.sklearn.autolog(silent=True)
    warnings.simplefilter("ignore")
    try:
        with mlflow.start_run(run_name="autolog") as run:
            model = LogisticRegression(max_iter=200, C=0.5).fit(features, labels)
            model.score(features, labels)
    finally:
        mlflow.sklearn.autolog(disable=True)
    data = mlflow.get_run(run.info.run_id)
    assert data.data.params["C"] == "0.5" and data.data.metrics["training_score"] > 0.9
    model_id = data.outputs.model_outputs[0].model_id
    loaded = mlflow.sklearn.load_model(f"models:/{model_id}")
    assert (loaded.predict(features) == model.predict(features)).all()
    return {
        "params": sorted(data.data.params),
        "metrics": sorted(data.data.metrics),
        "tags": sorted(data.data.tags),
        "inputs": [item.dataset.name for item in data.inputs.dataset_inputs],
        "artifacts": sorted(item.path for item in ctx.client.list_artifacts(run.info.run_id)),
        "model": mlflow.get_logged_model(model_id).status,
    }


@flow("autolog.sklearn_grid_search", expected=(NOT_THERE_YET,), by_chance=True)
def sklearn_grid_search(ctx: Context) -> Any:
    """A grid search makes a parent run with a child for the best candidate."""
    from sklearn.datasets import load_iris
    from sklearn.model_selection import GridSearchCV
    from sklearn.tree import DecisionTreeClassifier

    features, labels = load_iris(return_X_y=True)
    mlflow.set_experiment(ctx.name)
    mlflow.sklearn.autolog(silent=True, log_models=False, log_datasets=False, max_tuning_runs=1)
    # With several children the client logs their inputs at once, which mlflow server at times refuses.
    warnings.simplefilter("ignore")
    try:
        with mlflow.start_run(run_name="grid") as run:
            GridSearchCV(DecisionTreeClassifier(random_state=0), {"max_depth": [1, 2, 3]}, cv=3).fit(features, labels)
    finally:
        mlflow.sklearn.autolog(disable=True)
    children = mlflow.search_runs(
        filter_string=f"tags.mlflow.parentRunId = '{run.info.run_id}'",
        order_by=["params.max_depth"],
        output_format="list",
    )
    assert len(children) == 1
    return [(child.info.status, child.data.params["max_depth"], sorted(child.data.metrics)) for child in children]

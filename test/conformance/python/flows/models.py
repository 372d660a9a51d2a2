"""Models logged with a flavour, and loaded back."""

from pathlib import Path
from typing import Any

import mlflow
from mlflow.models import infer_signature

from context import Context
from flow import flow
from flows.experiments import NOT_THERE_YET

REQUIREMENTS = ["scikit-learn"]


class Doubler(mlflow.pyfunc.PythonModel):
    def load_context(self, context: Any) -> None:
        self.factor = int(Path(context.artifacts["factor"]).read_text())

    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
        return model_input * self.factor


def described(model_id: str) -> Any:
    """What the server tells of a logged model, without what the client's library versions decide."""
    model = mlflow.get_logged_model(model_id).to_dictionary()
    return {key: value for key, value in model.items() if key != "tags"} | {"tags": sorted(model.get("tags", {}))}


@flow("models.sklearn", expected=(NOT_THERE_YET, "GET /api/2.0/mlflow-artifacts/artifacts/ 404"))
def sklearn(ctx: Context) -> Any:
    """A scikit-learn model is logged and loaded by models:/ and by runs:/, natively and as a function."""
    import numpy
    from sklearn.linear_model import LinearRegression

    features = numpy.arange(10.0).reshape(-1, 1)
    fitted = LinearRegression().fit(features, features[:, 0] * 2)
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="sklearn") as run:
        info = mlflow.sklearn.log_model(
            fitted,
            name="linear",
            signature=infer_signature(features, fitted.predict(features)),
            input_example=features[:2],
            pip_requirements=REQUIREMENTS,
            params={"depth": 1},
            tags={"kind": "linear"},
        )
        mlflow.log_metric("rmse", 0.1, model_id=info.model_id)
    native = mlflow.sklearn.load_model(f"models:/{info.model_id}")
    function = mlflow.pyfunc.load_model(f"runs:/{run.info.run_id}/linear")
    assert native.predict(features)[3] == function.predict(features)[3]
    assert mlflow.models.get_model_info(f"models:/{info.model_id}").signature == info.signature
    return {
        "model": described(info.model_id),
        "files": files(ctx, info.model_id),
        "run": mlflow.get_run(run.info.run_id).outputs,
    }


def files(ctx: Context, model_id: str) -> list[str]:
    return sorted(item.path for item in ctx.client.list_logged_model_artifacts(model_id))


@flow("models.python_function", expected=(NOT_THERE_YET,))
def python_function(ctx: Context) -> Any:
    """A PythonModel with an artifact of its own is logged and loaded."""
    import pandas

    factor = ctx.folder / "factor.txt"
    factor.write_text("2")
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="pyfunc"):
        info = mlflow.pyfunc.log_model(
            name="doubler", python_model=Doubler(), artifacts={"factor": str(factor)}, pip_requirements=REQUIREMENTS
        )
    loaded = mlflow.pyfunc.load_model(info.model_uri)
    assert loaded.predict(pandas.DataFrame({"x": [1, 2]}))["x"].tolist() == [2, 4]
    return {"model": described(info.model_id), "files": files(ctx, info.model_id)}


@flow("models.without_run", expected=(NOT_THERE_YET,))
def without_run(ctx: Context) -> Any:
    """A model is logged without a run around it, and found by searching."""
    from sklearn.dummy import DummyClassifier

    mlflow.set_experiment(ctx.name)
    fitted = DummyClassifier().fit([[0], [1]], [0, 1])
    info = mlflow.sklearn.log_model(fitted, name="alone", pip_requirements=REQUIREMENTS)
    found = mlflow.search_logged_models(filter_string="name = 'alone'", output_format="list")
    assert [model.model_id for model in found] == [info.model_id]
    assert mlflow.last_logged_model().model_id == info.model_id
    return described(info.model_id)


@flow("models.by_artifact_path", expected=(NOT_THERE_YET, "GET /api/2.0/mlflow-artifacts/artifacts/ 404"))
def by_artifact_path(ctx: Context) -> Any:
    """A model logged the old way, by artifact_path, loads by runs:/."""
    from sklearn.dummy import DummyClassifier

    fitted = DummyClassifier(strategy="constant", constant=1).fit([[0], [1]], [0, 1])
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="old") as run:
        mlflow.sklearn.log_model(fitted, artifact_path="old", pip_requirements=REQUIREMENTS)
    uri = f"runs:/{run.info.run_id}/old"
    loaded = mlflow.sklearn.load_model(uri)
    assert loaded.predict([[5]]).tolist() == [1]
    return {"outputs": mlflow.get_run(run.info.run_id).outputs}

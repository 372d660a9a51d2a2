"""A workspace with stages of its own, met by MLflow's Python client under a user's name. Prints what the client saw as JSON."""

import json
import sys

import mlflow
from mlflow import MlflowClient
from sklearn.dummy import DummyClassifier

uri, name = sys.argv[1:]
mlflow.set_tracking_uri(uri)
mlflow.set_experiment(name)
client = MlflowClient()


def register(value: int) -> str:
    """Logs a model that always predicts the value as the next version; answers its number."""
    fitted = DummyClassifier(strategy="constant", constant=value).fit([[0], [1]], [value, value + 1])
    with mlflow.start_run():
        info = mlflow.sklearn.log_model(
            fitted, name="m", pip_requirements=["scikit-learn"], registered_model_name=name
        )
    return str(info.registered_model_version)


def prediction(stage: str) -> int:
    return int(mlflow.pyfunc.load_model(f"models:/{name}/{stage}").predict([[5]])[0])


register(1)
register(2)
moved = [
    client.transition_model_version_stage(name, "1", "Canary"),
    client.transition_model_version_stage(name, "2", "production"),
]
client.set_registered_model_alias(name, "champion", "2")
print(
    json.dumps(
        {
            "moved": [version.current_stage for version in moved],
            "user": client.get_model_version(name, "1").user_id,
            "loaded": {stage: prediction(stage) for stage in ("Canary", "canary", "Staging", "Production")},
            "latest": {
                version.version: version.current_stage for version in client.get_latest_versions(name)
            },
            "of_classic": [version.version for version in client.get_latest_versions(name, ["Staging"])],
        }
    )
)

"""The registry as people use it: MLflow's Python client, and models loaded from it."""

from typing import Any

import mlflow
from mlflow.exceptions import MlflowException

from context import Context
from flow import flow
from flows.experiments import NOT_THERE_YET
from flows.models import REQUIREMENTS

MODELS = "/api/2.0/mlflow/registered-models"
VERSIONS = "/api/2.0/mlflow/model-versions"
SOURCE = "s3://bucket/m"


def log_constant(ctx: Context, value: int, **fields: Any) -> Any:
    """Logs a model that always predicts the value; answers what the client says of it."""
    from sklearn.dummy import DummyClassifier

    fitted = DummyClassifier(strategy="constant", constant=value).fit([[0], [1]], [value, value + 1])
    return mlflow.sklearn.log_model(fitted, name="m", pip_requirements=REQUIREMENTS, **fields)


def prediction(uri: str) -> int:
    return int(mlflow.pyfunc.load_model(uri).predict([[5]])[0])


@flow("registry.models")
def models(ctx: Context) -> Any:
    """A registered model is created, described, tagged, renamed and deleted by the client."""
    client = ctx.client
    created = client.create_registered_model(ctx.name, tags={"a": "1"}, description="first")
    client.update_registered_model(ctx.name, "second")
    client.set_registered_model_tag(ctx.name, "b", "2")
    client.delete_registered_model_tag(ctx.name, "a")
    read = client.get_registered_model(ctx.name)
    renamed = client.rename_registered_model(ctx.name, f"{ctx.name} new")
    client.delete_registered_model(f"{ctx.name} new")
    assert client.search_registered_models(f"name = '{ctx.name} new'") == []
    return {"created": created, "read": read, "renamed": renamed}


@flow("registry.versions")
def versions(ctx: Context) -> Any:
    """Versions are created, described, tagged, moved and found by the client."""
    client = ctx.client
    client.create_registered_model(ctx.name)
    for number in range(3):
        client.create_model_version(ctx.name, SOURCE, tags={"number": str(number)}, description=f"v{number}")
    client.update_model_version(ctx.name, "1", "changed")
    client.set_model_version_tag(ctx.name, "1", "k", "v")
    client.delete_model_version_tag(ctx.name, "1", "number")
    staged = client.transition_model_version_stage(ctx.name, "1", "Production")
    archived = client.transition_model_version_stage(ctx.name, "2", "Production", archive_existing_versions=True)
    client.delete_model_version(ctx.name, "3")
    latest = client.get_latest_versions(ctx.name)
    return {
        "staged": staged,
        "archived": archived,
        "latest": sorted(version.version for version in latest),
        "production": client.get_latest_versions(ctx.name, ["Production"]),
        "found": client.search_model_versions(f"name = '{ctx.name}'", order_by=["version_number ASC"]),
        "uri": client.get_model_version_download_uri(ctx.name, "1"),
    }


@flow(
    "registry.aliases",
    expected=(f"GET {MODELS}/alias 400", f"POST {MODELS}/alias 404"),
)
def aliases(ctx: Context) -> Any:
    """Aliases are set, read, moved and deleted by the client."""
    client = ctx.client
    client.create_registered_model(ctx.name)
    client.create_model_version(ctx.name, SOURCE)
    client.create_model_version(ctx.name, SOURCE)
    client.set_registered_model_alias(ctx.name, "champion", "1")
    first = client.get_model_version_by_alias(ctx.name, "champion")
    client.set_registered_model_alias(ctx.name, "champion", "2")
    model = client.get_registered_model(ctx.name)
    client.delete_registered_model_alias(ctx.name, "champion")
    refused = {}
    for what, call in {
        "gone": lambda: client.get_model_version_by_alias(ctx.name, "champion"),
        "unknown version": lambda: client.set_registered_model_alias(ctx.name, "x", "9"),
    }.items():
        try:
            call()
        except MlflowException as error:
            refused[what] = error.error_code
    return {"first": first, "aliases": model.aliases, "refused": refused}


@flow("registry.pages")
def pages(ctx: Context) -> Any:
    """Searches give pages, and the client follows their tokens."""
    client = ctx.client
    for number in range(3):
        client.create_registered_model(f"{ctx.name} {number}")
    seen, token = [], None
    while True:
        page = client.search_registered_models(f"name LIKE '{ctx.name}%'", max_results=1, page_token=token)
        seen += [model.name for model in page]
        token = page.token
        if not token:
            return seen


@flow(
    "registry.register_and_load",
    expected=(NOT_THERE_YET, f"POST {MODELS}/create 400", "GET /api/2.0/mlflow-artifacts/artifacts/ 404"),
)
def register_and_load(ctx: Context) -> Any:
    """Models are registered as they are logged or later, and loaded by version, stage, alias, id and run."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="one") as run:
        first = log_constant(ctx, 1, registered_model_name=ctx.name)
        second = log_constant(ctx, 2)
    registered = mlflow.register_model(f"models:/{second.model_id}", ctx.name, tags={"from": "id"})
    with mlflow.start_run(run_name="two") as other:
        log_constant(ctx, 3)
    third = mlflow.register_model(f"runs:/{other.info.run_id}/m", ctx.name)
    client = ctx.client
    client.transition_model_version_stage(ctx.name, "2", "Staging")
    client.set_registered_model_alias(ctx.name, "champion", "1")
    loaded = {
        "version": prediction(f"models:/{ctx.name}/3"),
        "stage": prediction(f"models:/{ctx.name}/Staging"),
        "alias": prediction(f"models:/{ctx.name}@champion"),
        "latest": prediction(f"models:/{ctx.name}/latest"),
        "id": prediction(f"models:/{first.model_id}"),
        "run": prediction(f"runs:/{run.info.run_id}/m"),
    }
    assert loaded == {"version": 3, "stage": 2, "alias": 1, "latest": 3, "id": 1, "run": 2}, loaded
    return {
        "registered": registered,
        "third": third,
        "tags": sorted(mlflow.get_logged_model(second.model_id).tags),
        "noted": mlflow.get_logged_model(second.model_id).tags["mlflow.modelVersions"],
    }


@flow("registry.copies", expected=(NOT_THERE_YET, f"POST {MODELS}/create 400", f"GET {MODELS}/get 404"))
def copies(ctx: Context) -> Any:
    """A version is copied into another model, loads from there, and so does a copy of the copy."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="one"):
        log_constant(ctx, 7, registered_model_name=ctx.name)
    client = ctx.client
    copy = client.copy_model_version(f"models:/{ctx.name}/1", f"{ctx.name} copy")
    again = client.copy_model_version(f"models:/{ctx.name} copy/1", f"{ctx.name} copy")
    assert prediction(f"models:/{ctx.name} copy/2") == 7
    return {
        "copy": copy,
        "again": again,
        "uri": client.get_model_version_download_uri(f"{ctx.name} copy", "2"),
    }

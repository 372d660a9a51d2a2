"""Experiments with the Python client."""

from typing import Any

import mlflow
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException

from context import Context
from flow import flow

NOT_THERE_YET = "GET /api/2.0/mlflow/experiments/get-by-name 404"


@flow("experiments.lifecycle")
def lifecycle(ctx: Context) -> Any:
    """An experiment is created, renamed, tagged, deleted and restored."""
    client = ctx.client
    experiment_id = client.create_experiment(ctx.name, tags={"team": "a", "stage": "x"})
    client.rename_experiment(experiment_id, f"{ctx.name} renamed")
    client.set_experiment_tag(experiment_id, "team", "b")
    client.delete_experiment_tag(experiment_id, "stage")
    changed = client.get_experiment(experiment_id)
    assert (changed.name, changed.tags) == (f"{ctx.name} renamed", {"team": "b"})
    client.delete_experiment(experiment_id)
    deleted = client.get_experiment_by_name(f"{ctx.name} renamed")
    assert deleted.lifecycle_stage == "deleted"
    client.restore_experiment(experiment_id)
    restored = client.get_experiment(experiment_id)
    assert restored.lifecycle_stage == "active"
    return {"changed": changed, "deleted": deleted, "restored": restored}


@flow("experiments.set_experiment", expected=(NOT_THERE_YET,))
def set_experiment(ctx: Context) -> Any:
    """set_experiment makes an experiment the first time and finds it the next; tags go on it."""
    first = mlflow.set_experiment(ctx.name)
    again = mlflow.set_experiment(ctx.name)
    by_id = mlflow.set_experiment(experiment_id=first.experiment_id)
    mlflow.set_experiment_tags({"a": "1", "b": "2"})
    mlflow.delete_experiment_tag("a")
    assert first.experiment_id == again.experiment_id == by_id.experiment_id
    return {"first": first, "tagged": mlflow.get_experiment(first.experiment_id)}


@flow("experiments.set_deleted_experiment")
def set_deleted_experiment(ctx: Context) -> Any:
    """set_experiment refuses a deleted experiment."""
    experiment_id = ctx.client.create_experiment(ctx.name)
    ctx.client.delete_experiment(experiment_id)
    return refusal(lambda: mlflow.set_experiment(ctx.name))


@flow(
    "experiments.errors",
    expected=(
        "POST /api/2.0/mlflow/experiments/create 400",
        "GET /api/2.0/mlflow/experiments/get 404",
        "GET /api/2.0/mlflow/experiments/get-by-name 404",
        "POST /api/2.0/mlflow/experiments/update 400",
        "POST /api/2.0/mlflow/experiments/delete 404",
        "POST /api/2.0/mlflow/experiments/restore 404",
    ),
)
def errors(ctx: Context) -> Any:
    """The client sees the error code of a taken name, and of an experiment there is not."""
    client = ctx.client
    client.create_experiment(ctx.name)
    other = client.create_experiment(f"{ctx.name} other")
    return {
        "taken": refusal(lambda: client.create_experiment(ctx.name)),
        "unknown": refusal(lambda: client.get_experiment("987654321")),
        "unknown_name": client.get_experiment_by_name("no such experiment"),
        "rename_to_taken": refusal(lambda: client.rename_experiment(other, ctx.name)),
        "delete_unknown": refusal(lambda: client.delete_experiment("987654321")),
        "restore_unknown": refusal(lambda: client.restore_experiment("987654321")),
    }


@flow("experiments.search")
def search(ctx: Context) -> Any:
    """Experiments are searched by name and tag, in an order, with a view type, in pages."""
    client = ctx.client
    for suffix, team in (("c", "x"), ("a", "x"), ("b", "y")):
        client.create_experiment(f"{ctx.name} {suffix}", tags={"team": team})
    client.delete_experiment(client.create_experiment(f"{ctx.name} gone"))
    scope = f"name LIKE '{ctx.name} %'"

    def names(filter_string: str, **options: Any) -> list[str]:
        found = client.search_experiments(filter_string=filter_string, order_by=["name ASC"], **options)
        return [experiment.name.removeprefix(f"{ctx.name} ") for experiment in found]

    pages = []
    page = client.search_experiments(filter_string=scope, order_by=["name DESC"], max_results=2)
    pages.append([experiment.name for experiment in page])
    page = client.search_experiments(filter_string=scope, order_by=["name DESC"], max_results=2, page_token=page.token)
    pages.append([experiment.name for experiment in page])
    seen = {
        "active": names(scope),
        "team": names(f"{scope} AND tags.team = 'x'"),
        "deleted": names(scope, view_type=ViewType.DELETED_ONLY),
        "all": names(scope, view_type=ViewType.ALL),
        "pages": pages,
        "token_at_end": page.token,
    }
    assert seen["active"] == ["a", "b", "c"] and seen["team"] == ["a", "c"] and seen["deleted"] == ["gone"]
    assert [len(names) for names in pages] == [2, 1] and not page.token
    return seen


def refusal(action: Any) -> Any:
    """The error code of the exception that the client throws."""
    try:
        action()
    except MlflowException as error:
        return error.error_code
    raise AssertionError("This should have been refused.")

"""What a flow is given: the server, a folder of its own, and short ways to make things there."""

from functools import cached_property
from pathlib import Path
from typing import Any

from wire import Api

MOMENT = 1_700_000_000_000
"""A start time or timestamp, in ms, for flows that need a fixed one: far from any clock's now."""


class Context:
    def __init__(self, name: str, uri: str, folder: Path) -> None:
        self.name = name
        self.uri = uri
        self.folder = folder
        self.api = Api(uri)
        self._experiments = 0

    @cached_property
    def client(self) -> Any:
        from mlflow import MlflowClient

        return MlflowClient(self.uri)

    def experiment_name(self) -> str:
        self._experiments += 1
        return f"{self.name} {self._experiments}"

    def experiment(self) -> str:
        """Makes an experiment, answers its id."""
        return str(self.api.post("experiments/create", name=self.experiment_name()).ok()["experiment_id"])

    def run(self, experiment_id: str | None = None, **fields: Any) -> str:
        """Makes a run (in an experiment of its own unless told), answers its id."""
        fields = {"experiment_id": experiment_id or self.experiment(), "start_time": MOMENT, **fields}
        return str(self.api.post("runs/create", **fields).ok()["run"]["info"]["run_id"])

    def get_run(self, run_id: str) -> Any:
        return self.api.get("runs/get", run_id=run_id).ok()["run"]

    def log_metric(self, run_id: str, key: str, value: float | str, timestamp: int = MOMENT, step: int = 0) -> None:
        fields = {"key": key, "value": value, "timestamp": timestamp, "step": step}
        self.api.post("runs/log-metric", run_id=run_id, **fields).ok()

    def latest(self, run_id: str) -> dict[str, Any]:
        """The latest metric of each key, as the server tells it."""
        return {metric["key"]: metric for metric in self.get_run(run_id)["data"].get("metrics", [])}

    def history(self, run_id: str, key: str, **query: Any) -> Any:
        return self.api.get("metrics/get-history", run_id=run_id, metric_key=key, **query).ok().get("metrics", [])

    def search_runs(self, experiment_id: str, filter: str = "", **fields: Any) -> Any:
        return self.api.post("runs/search", experiment_ids=[experiment_id], filter=filter, **fields)

    def run_names(self, experiment_id: str, filter: str = "", **fields: Any) -> list[str]:
        """The names of the runs found, in the order given."""
        runs = self.search_runs(experiment_id, filter, **fields).ok().get("runs", [])
        return [run["info"]["run_name"] for run in runs]

    def model(self, experiment_id: str | None = None, **fields: Any) -> Any:
        """Makes a logged model, answers its info."""
        experiment_id = experiment_id or self.experiment()
        return self.api.post("logged-models", experiment_id=experiment_id, **fields).ok()["model"]["info"]

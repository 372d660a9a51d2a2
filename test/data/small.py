"""Three runs as a person logs them, by the fluent API: two trainings, one of which has a child that failed."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import mlflow
import numpy as np
import pandas as pd
from curves import Setting, values_at
from mlflow.models import infer_signature
from sklearn.linear_model import LogisticRegression

MINUTE = 60_000
STEPS = 300
NOTE = """# Baseline

ResNet-50, **cosine** schedule, no mixup.

- validation accuracy stalls after step 700
- try a smaller weight decay next

| split | images |
|---|---|
| train | 50,000 |
| val | 10,000 |
"""
REQUIREMENTS = ["mlflow==3.17.2", "scikit-learn==1.7.2", "numpy==2.2.6"]


def log_small() -> None:
    mlflow.set_experiment("vision/resnet")
    with started("resnet50-baseline", minutes_ago=190, length=42):
        mlflow.set_tags({"team": "vision", "stage": "candidate", "gpu": "A100", "mlflow.note.content": NOTE})
        train(Setting("adamw", 1e-3, 128, 1e-4, 1), length=42)
        log_inputs()
        log_files()
        log_model()
    with started("resnet50-cosine", minutes_ago=80, length=51) as run:
        mlflow.set_tags({"team": "vision", "stage": "rejected"})
        train(Setting("sgd", 3e-2, 256, 5e-4, 2), length=51)
        with started("fold-2", minutes_ago=70, length=9, parent=run.info.run_id, status="FAILED"):
            train(Setting("sgd", 3.0, 256, 5e-4, 3), length=9)


@contextmanager
def started(
    name: str, minutes_ago: int, length: int, parent: str | None = None, status: str = "FINISHED"
) -> Iterator[mlflow.ActiveRun]:
    """A run of the active experiment that began some minutes ago and took `length` of them."""
    experiment = mlflow.get_experiment_by_name("vision/resnet")
    tags = {
        "mlflow.user": "ada",
        "mlflow.source.name": "train.py",
        "mlflow.source.type": "LOCAL",
        "mlflow.source.git.commit": "9f1c2ab4d5e6f708192a3b4c5d6e7f8091a2b3c4",
    }
    if parent is not None:
        tags["mlflow.parentRunId"] = parent
    client = mlflow.MlflowClient()
    began = int(time.time() * 1000) - minutes_ago * MINUTE
    run_id = client.create_run(experiment.experiment_id, start_time=began, run_name=name, tags=tags).info.run_id
    with mlflow.start_run(run_id=run_id, nested=parent is not None) as run:
        yield run
    client.set_terminated(run_id, status, end_time=began + length * MINUTE)


def train(setting: Setting, length: int) -> None:
    noise = Random(setting.seed)
    mlflow.log_params(setting.params())
    began = mlflow.active_run().info.start_time
    for index in range(STEPS):
        step = round(index * 1000 / (STEPS - 1))
        moment = began + round(length * MINUTE * index / STEPS)
        mlflow.log_metrics(values_at(setting, step, noise), step=step, timestamp=moment)


def log_inputs() -> None:
    images = pd.DataFrame({"image_id": range(50), "label": [n % 10 for n in range(50)]})
    mlflow.log_input(mlflow.data.from_pandas(images, name="imagenet-100-train"), context="training")
    mlflow.log_input(mlflow.data.from_pandas(images.tail(10), name="imagenet-100-val"), context="validation")


def log_files() -> None:
    random = np.random.default_rng(1)
    figure, axes = plt.subplots(figsize=(6, 5))
    axes.imshow(np.eye(10) * 80 + random.random((10, 10)) * 15, cmap="viridis")
    axes.set(title="Confusion, validation", xlabel="predicted", ylabel="true")
    mlflow.log_figure(figure, "figures/confusion.png")
    figure, axes = plt.subplots(figsize=(7, 4))
    axes.plot(np.sort(random.random(200)), np.sort(random.random(200)))
    axes.set(title="ROC", xlabel="false positive rate", ylabel="true positive rate")
    mlflow.log_figure(figure, "figures/roc.png")
    table = pd.DataFrame({"image_id": range(400), "label": random.integers(0, 10, 400)})
    table["predicted"] = random.integers(0, 10, 400)
    table["confidence"] = random.random(400).round(4)
    mlflow.log_text(table.to_csv(index=False), "tables/predictions.csv")
    mlflow.log_text(NOTE + "\n```python\nmlflow.log_metric('loss', 0.1)\n```\n", "reports/card.md")
    mlflow.log_text(json.dumps({"model": "resnet50", "optimizer": {"name": "adamw", "lr": 1e-3}}, indent=2), "config.json")
    mlflow.log_dict({"data": {"root": "/data/imagenet", "workers": 8}, "seed": 1}, "config.yaml")
    lines = [f"2026-11-24 10:{i // 60:02}:{i % 60:02} INFO step {i} loss {4.6 / (1 + i / 40):.4f}" for i in range(1500)]
    mlflow.log_text("\n".join(lines), "logs/train.log")


def log_model() -> None:
    random = np.random.default_rng(2)
    features = pd.DataFrame(random.random((60, 3)), columns=["width", "height", "depth"])
    model = LogisticRegression().fit(features, (features["width"] > 0.5).astype(int))
    details = {
        "pip_requirements": REQUIREMENTS,
        "signature": infer_signature(features, model.predict(features)),
        "input_example": features.head(2),
    }
    with TemporaryDirectory() as folder:
        path = Path(folder, "model")
        mlflow.sklearn.save_model(model, path, **details)
        mlflow.log_artifacts(str(path), "model")
    mlflow.sklearn.log_model(model, name="classifier", **details)

"""A training script. It logs an epoch for every line it reads, so that a test decides how far it has come, and ends with its input."""

import sys

import mlflow

STEPS = 20

mlflow.set_experiment("first steps")
with mlflow.start_run(run_name="hello-tide") as run:
    mlflow.log_params({"lr": 0.01, "batch_size": 64})
    print(run.info.run_id, flush=True)
    step = 0
    for _ in sys.stdin:
        for _ in range(STEPS):
            mlflow.log_metrics({"loss": 2 / (1 + step), "acc": 1 - 1 / (2 + step)}, step=step)
            step += 1
        print(step, flush=True)

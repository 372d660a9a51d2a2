"""A sweep of 3,000 runs with 20 metrics each, a run with 10,000 metrics, and some smaller experiments around them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random
from tempfile import TemporaryDirectory

from curves import LAST_STEP, Setting, points
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag

PROCESSES = 2
BATCH = 1000
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
SWEEP = "vision/resnet-sweep"
RUNS = 3000
# One run in this many is logged at each of its steps, whatever the others are.
LONG = 120
SMALLER = {"vision/augmentation": 24, "audio/asr-baseline": 12, "nlp/rerank.v2": 8, "scratch": 3}
USERS = ["ada", "grace", "linus", "margaret"]
SOURCES = ["train.py", "sweep.py", "notebooks/explore.ipynb"]
RATES = [3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1]


@dataclass(frozen=True)
class Planned:
    experiment_id: str
    number: int
    start: int
    steps: int
    name: str


def log_large(steps: int) -> None:
    client = MlflowClient()
    now = int(time.time() * 1000)
    plans = [*sweep(client, now, steps), *others(client, now, steps)]
    with get_context("fork").Pool(PROCESSES) as pool:
        ids = pool.map(log_run, plans, chunksize=25)
    log_wide(client, now)
    for run_id in ids[RUNS + 2 : RUNS + 20 : 4]:
        client.delete_run(run_id)
    client.delete_experiment(client.get_experiment_by_name("scratch").experiment_id)


def sweep(client: MlflowClient, now: int, steps: int) -> Iterator[Planned]:
    note = "Learning rate, batch size and optimizer; five seeds of each."
    experiment_id = client.create_experiment(SWEEP, tags={"team": "vision", "mlflow.note.content": note})
    for number in range(RUNS):
        long = number % LONG == 0
        start = now - 14 * DAY + round(number * 13.9 * DAY / RUNS)
        yield Planned(experiment_id, number, start, LAST_STEP if long else steps, f"sweep-{number:04}")


def others(client: MlflowClient, now: int, steps: int) -> Iterator[Planned]:
    for name, count in SMALLER.items():
        experiment_id = client.create_experiment(name)
        for number in range(count):
            start = now - round((number + 1) * 7 * DAY / count)
            yield Planned(experiment_id, number * 37, start, steps, f"{name.split('/')[-1]}-{number}")


def setting(number: int) -> Setting:
    random = Random(number // 5)
    optimizer = random.choice(["adamw", "adam", "sgd"])
    return Setting(
        optimizer=optimizer,
        lr=random.choice(RATES),
        batch_size=random.choice([32, 64, 128, 256, 512]),
        weight_decay=random.choice([0.0, 1e-4, 1e-3]),
        seed=number % 5,
    )


def log_run(plan: Planned) -> str:
    client = MlflowClient()
    chosen = setting(plan.number)
    random = Random(plan.number)
    length = random.randrange(6, 55) * MINUTE
    tags = {
        "mlflow.user": random.choice(USERS),
        "mlflow.source.name": random.choice(SOURCES),
        "mlflow.source.type": "LOCAL",
        "mlflow.source.git.commit": f"{random.getrandbits(160):040x}",
    }
    run = client.create_run(plan.experiment_id, start_time=plan.start, run_name=plan.name, tags=tags)
    run_id = run.info.run_id
    status = ending(chosen, random)
    shown = list(points(chosen, random, plan.steps, plan.start, length))
    if status == "KILLED":
        shown = shown[: len(shown) // 2]
    params = [Param(key, str(value)) for key, value in chosen.params().items()]
    own_tags = [RunTag("gpu", random.choice(["A100", "H100", "L4"])), RunTag("team", "vision")]
    first = BATCH - len(params) - len(own_tags)
    client.log_batch(run_id, shown[:first], params, own_tags)
    for begin in range(first, len(shown), BATCH):
        client.log_batch(run_id, shown[begin : begin + BATCH])
    if plan.number % LONG == 0:
        log_checkpoint(client, run_id, random)
    client.set_terminated(run_id, status, plan.start + length)
    return run_id


def ending(chosen: Setting, random: Random) -> str:
    if chosen.diverges():
        return "FAILED"
    return random.choices(["FINISHED", "FAILED", "KILLED"], [90, 5, 5])[0]


def log_checkpoint(client: MlflowClient, run_id: str, random: Random) -> None:
    """Weights that differ in size, so that the disk page has something to weigh."""
    client.log_text(run_id, "step 0\nstep 1\n", "logs/train.log")
    with TemporaryDirectory() as folder:
        path = f"{folder}/model.ckpt"
        with open(path, "wb") as file:
            file.write(random.randbytes(random.randrange(20, 600) * 1000))
        client.log_artifact(run_id, path, "checkpoints")


def log_wide(client: MlflowClient, now: int) -> None:
    """One run with 10,000 metrics: an entropy and a norm for 5,000 heads and neurons."""
    experiment_id = client.create_experiment("nlp/attention-probe")
    run = client.create_run(experiment_id, start_time=now - DAY, run_name="probe-all-heads", tags={"mlflow.user": "grace"})
    random = Random(10_000)
    keys = [f"layer_{n // 200:02}/head_{n % 200:03}/{what}" for n in range(5000) for what in ("entropy", "norm")]
    for begin in range(0, len(keys), BATCH):
        batch = [Metric(key, random.random(), now - DAY, 0) for key in keys[begin : begin + BATCH]]
        client.log_batch(run.info.run_id, batch)
    client.set_terminated(run.info.run_id, "FINISHED", now - DAY + 3 * MINUTE)

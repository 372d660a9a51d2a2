"""Curves that look as training does: they fall or rise fast, then slowly, with noise; some runs diverge."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from mlflow.entities import Metric

LAST_STEP = 1000
BEST_RATE = {"adamw": 1e-3, "adam": 1e-3, "sgd": 1e-1}
CLASSES = 100


@dataclass(frozen=True)
class Setting:
    """What one run of the sweep was started with."""

    optimizer: str
    lr: float
    batch_size: int
    weight_decay: float
    seed: int

    def params(self) -> dict[str, object]:
        fixed = {"model": "resnet50", "epochs": 90, "scheduler": "cosine", "dropout": 0.1, "amp": True}
        return {**self.__dict__, **fixed}

    def distance(self) -> float:
        """Powers of ten between the learning rate and the best one."""
        return math.log10(self.lr / BEST_RATE[self.optimizer])

    def diverges(self) -> bool:
        return self.distance() > 1.4


def values_at(setting: Setting, step: int, noise: Random) -> dict[str, float]:
    """All that is logged at one of the steps up to LAST_STEP: 20 metrics."""
    done = step / LAST_STEP
    off = setting.distance()
    best = 0.93 - 0.05 * off * off - 0.012 * abs(math.log2(setting.batch_size / 128)) - 2 * setting.weight_decay
    learnt = 1 - math.exp(-5 * done / (1 + 0.3 * abs(off)))
    wobble = noise.gauss(0, 0.012) * (1.2 - done)
    acc = min(0.995, max(1 / CLASSES, best * learnt + wobble))
    val = min(0.99, max(1 / CLASSES, (best - 0.035 * done) * learnt + 1.5 * wobble))
    loss = math.log(CLASSES) * (1 - learnt) + 0.25 * (1.02 - best) + abs(noise.gauss(0, 0.04))
    if setting.diverges() and done > 0.3:
        loss, acc, val = math.nan, 1 / CLASSES, 1 / CLASSES
    rate = setting.lr * 0.5 * (1 + math.cos(math.pi * done))
    speed = 900 + 2.2 * setting.batch_size + noise.gauss(0, 25)
    return {
        "train/loss": loss,
        "train/acc": acc,
        "train/top5": min(1.0, acc + 0.8 * (1 - acc)),
        "train/grad_norm": 4 * math.exp(-3 * done) + abs(noise.gauss(0.6, 0.2)),
        "train/lr": rate,
        "train/samples_per_s": speed,
        "val/loss": loss * 1.08 + 0.12 * done,
        "val/acc": val,
        "val/top5": min(1.0, val + 0.75 * (1 - val)),
        "val/f1": val * 0.985,
        "val/precision": min(1.0, val * 1.01),
        "val/recall": val * 0.962,
        "val/auc": 0.5 + 0.49 * val,
        "val/ece": 0.02 + 0.11 * done + abs(noise.gauss(0, 0.008)),
        "epoch": float(int(90 * done)),
        "epoch_time_s": 128_000 / speed,
        "weights/norm": 31 + 12 * math.sqrt(done) + noise.gauss(0, 0.1),
        "weights/update_ratio": rate * (1 + abs(noise.gauss(0, 0.2))),
        "system/cpu_utilization_percentage": 55 + 20 * math.sin(step / 40) + noise.gauss(0, 4),
        "system/system_memory_usage_megabytes": 9200 + 1400 * done + noise.gauss(0, 60),
    }


def points(setting: Setting, noise: Random, steps: int, start: int, length: int) -> Iterator[Metric]:
    """`steps` points of each metric, spread over the whole run, which began at `start` and lasted `length` ms."""
    for index in range(steps):
        step = index if steps >= LAST_STEP else round(index * LAST_STEP / max(1, steps - 1))
        time = start + round(length * min(step, LAST_STEP) / LAST_STEP)
        for key, value in values_at(setting, step, noise).items():
            yield Metric(key, value, time, step)

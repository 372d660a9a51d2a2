"""Limits: sizes of batches, lengths of keys, values and names."""

from typing import Any

from context import MOMENT, Context
from flow import flow

POSIX_UNSAFE = ["a//b", "/a", "a/", "./a", "a/../b", "..", ".", "a/..", ""]


def metrics(count: int) -> list[dict[str, Any]]:
    return [{"key": f"m{number}", "value": 1.0, "timestamp": MOMENT, "step": 0} for number in range(count)]


def pairs(count: int) -> list[dict[str, str]]:
    return [{"key": f"k{number}", "value": "v"} for number in range(count)]


@flow("s3.log_batch_metrics")
def log_batch_metrics(ctx: Context) -> Any:
    """A batch holds at most 1000 metrics."""
    run_id = ctx.run()
    over = ctx.api.post("runs/log-batch", run_id=run_id, metrics=metrics(1001)).refused("INVALID_PARAMETER_VALUE")
    assert ctx.latest(run_id) == {}
    ctx.api.post("runs/log-batch", run_id=run_id, metrics=metrics(1000)).ok()
    return {"over": over, "stored": len(ctx.latest(run_id))}


@flow("s3.log_batch_params")
def log_batch_params(ctx: Context) -> Any:
    """A batch holds at most 100 params."""
    run_id = ctx.run()
    over = ctx.api.post("runs/log-batch", run_id=run_id, params=pairs(101)).refused("INVALID_PARAMETER_VALUE")
    ctx.api.post("runs/log-batch", run_id=run_id, params=pairs(100)).ok()
    return {"over": over, "stored": len(ctx.get_run(run_id)["data"]["params"])}


@flow("s3.log_batch_tags")
def log_batch_tags(ctx: Context) -> Any:
    """A batch holds at most 100 tags."""
    run_id = ctx.run(run_name="tags")
    over = ctx.api.post("runs/log-batch", run_id=run_id, tags=pairs(101)).refused("INVALID_PARAMETER_VALUE")
    ctx.api.post("runs/log-batch", run_id=run_id, tags=pairs(100)).ok()
    return {"over": over, "stored": len(ctx.get_run(run_id)["data"]["tags"])}


@flow("s3.log_batch_total")
def log_batch_total(ctx: Context) -> Any:
    """A batch holds at most 1000 metrics, params and tags together."""
    run_id = ctx.run(run_name="total")
    over = ctx.api.post("runs/log-batch", run_id=run_id, metrics=metrics(1000), params=pairs(1))
    full = ctx.api.post("runs/log-batch", run_id=run_id, metrics=metrics(800), params=pairs(100), tags=pairs(100))
    return {"over": over.refused("INVALID_PARAMETER_VALUE"), "full": full.seen}


@flow("s3.log_batch_body")
def log_batch_body(ctx: Context) -> Any:
    """A batch of about 1.05 MB passes."""
    run_id = ctx.run()
    params = [{"key": f"{'k' * 240}{number}", "value": "v" * 6000} for number in range(100)]
    tags = [{"key": f"t{number}", "value": "v" * 4200} for number in range(100)]
    return ctx.api.post("runs/log-batch", run_id=run_id, params=params, tags=tags).seen


@flow("s3.key_length")
def key_length(ctx: Context) -> Any:
    """Keys of params, metrics and tags have at most 250 characters."""
    run_id, fits, over = ctx.run(), "k" * 250, "k" * 251
    metric = {"value": 1.0, "timestamp": MOMENT}
    seen = {}
    for name, key in (("fits", fits), ("over", over)):
        seen[name] = {
            "param": ctx.api.post("runs/log-parameter", run_id=run_id, key=key, value="v").seen,
            "metric": ctx.api.post("runs/log-metric", run_id=run_id, key=key, **metric).seen,
            "tag": ctx.api.post("runs/set-tag", run_id=run_id, key=key, value="v").seen,
            "batch": ctx.api.post("runs/log-batch", run_id=run_id, params=[{"key": key, "value": "v"}]).seen,
        }
    assert seen["fits"]["param"]["status"] == 200 and seen["over"]["param"]["status"] == 400
    return seen


@flow("s3.param_value_cut")
def param_value_cut(ctx: Context) -> Any:
    """A param value longer than 6000 characters is cut to 6000."""
    run_id = ctx.run()
    ctx.api.post("runs/log-parameter", run_id=run_id, key="single", value="v" * 6001).ok()
    ctx.api.post("runs/log-batch", run_id=run_id, params=[{"key": "batch", "value": "é" * 7000}]).ok()
    lengths = {param["key"]: len(param["value"]) for param in ctx.get_run(run_id)["data"]["params"]}
    assert lengths == {"single": 6000, "batch": 6000}
    return lengths


@flow("s3.run_tag_cut")
def run_tag_cut(ctx: Context) -> Any:
    """A run tag longer than 8000 characters is accepted and cut to 8000."""
    run_id = ctx.run(run_name="tagged")
    ctx.api.post("runs/set-tag", run_id=run_id, key="single", value="v" * 8001).ok()
    ctx.api.post("runs/log-batch", run_id=run_id, tags=[{"key": "batch", "value": "v" * 9000}]).ok()
    return {tag["key"]: len(tag["value"]) for tag in ctx.get_run(run_id)["data"]["tags"]}


@flow("s3.experiment_name_length")
def experiment_name_length(ctx: Context) -> Any:
    """An experiment name has at most 500 characters."""
    fits = ctx.api.post("experiments/create", name="n" * 500)
    over = ctx.api.post("experiments/create", name="n" * 501)
    return {"fits": fits.status, "over": over.refused("INVALID_PARAMETER_VALUE")}


@flow("s3.experiment_tag_length")
def experiment_tag_length(ctx: Context) -> Any:
    """An experiment tag has at most 250 characters of key and 20000 of value."""
    experiment_id = ctx.experiment()

    def set_tag(key: str, value: str) -> Any:
        return ctx.api.post("experiments/set-experiment-tag", experiment_id=experiment_id, key=key, value=value).seen

    seen = {
        "value_fits": set_tag("a", "v" * 20000),
        "value_over": set_tag("b", "v" * 20001),
        "key_fits": set_tag("k" * 250, "v"),
        "key_over": set_tag("k" * 251, "v"),
    }
    assert [part["status"] for part in seen.values()] == [200, 400, 200, 400]
    return seen


@flow("s3.key_characters")
def key_characters(ctx: Context) -> Any:
    """Keys hold letters, digits, _ - . space : and /."""
    run_id = ctx.run()
    keys = ["a_b-c.d e:f/g", "é", "数", "a#b", "a?b", "a,b", "a(b)", "a=b", "a'b", 'a"b', "a\nb", "a\\b", "a%b", "a@b"]
    seen = {key: ctx.api.post("runs/log-parameter", run_id=run_id, key=key, value="v").status for key in keys}
    assert seen["a_b-c.d e:f/g"] == 200 and seen["a#b"] == 400
    return seen


@flow("s3.key_is_a_normal_path")
def key_is_a_normal_path(ctx: Context) -> Any:
    """A key must equal its normalised POSIX path: no .., no //, no leading slash."""
    run_id = ctx.run()
    metric = {"value": 1.0, "timestamp": MOMENT}
    seen: dict[str, Any] = {}
    for key in POSIX_UNSAFE:
        seen[key or "empty"] = {
            "metric": ctx.api.post("runs/log-metric", run_id=run_id, key=key, **metric).status,
            "param": ctx.api.post("runs/log-parameter", run_id=run_id, key=key, value="v").status,
            "tag": ctx.api.post("runs/set-tag", run_id=run_id, key=key, value="v").status,
        }
    assert seen["a/../b"]["metric"] == 400
    return seen


@flow("s3.experiment_names")
def experiment_names(ctx: Context) -> Any:
    """An experiment name is anything but empty, even ../x y."""
    names = ["../x y", "a/b:c", "名前", " padded ", "'; drop table runs; --", "new\nline", "", "   "]
    answers = {name: ctx.api.post("experiments/create", name=name) for name in names}
    assert answers["../x y"].status == 200 and answers[""].status == 400
    found = ctx.api.get("experiments/get-by-name", experiment_name="../x y").ok()["experiment"]["name"]
    return {"statuses": {name: answer.status for name, answer in answers.items()}, "found": found}


@flow("s3.logged_model_names")
def logged_model_names(ctx: Context) -> Any:
    """A logged model name holds none of / : . % " and '."""
    experiment_id = ctx.experiment()
    names = ["plain name-1_é", "a/b", "a:b", "a.b", "a%b", 'a"b', "a'b"]
    answers = {name: ctx.api.post("logged-models", experiment_id=experiment_id, name=name) for name in names}
    assert [answer.status for answer in answers.values()] == [200] + [400] * 6
    return {name: answer.seen for name, answer in answers.items()}


@flow("s3.values_kept_exactly")
def values_kept_exactly(ctx: Context) -> Any:
    """Values of params and tags come back exactly, whatever they hold."""
    run_id = ctx.run(run_name="exact")
    values = {"empty": "", "spaces": "  x  ", "lines": "a\r\nb\n", "quotes": "'\"`\\", "emoji": "🙂", "nul": "a\u0000b"}
    statuses = {
        key: ctx.api.post("runs/log-parameter", run_id=run_id, key=key, value=value).status
        for key, value in values.items()
    }
    for key, value in values.items():
        ctx.api.post("runs/set-tag", run_id=run_id, key=key, value=value)
    return {"statuses": statuses, "run": ctx.get_run(run_id)}

"""Filters of runs: which are understood, what they find, and which are refused."""

from typing import Any

from context import MOMENT, Context
from flow import flow


def sample_runs(ctx: Context) -> str:
    """An experiment with runs a, b, c, d that differ in what filters look at."""
    experiment_id = ctx.experiment()
    rows: list[tuple[str, float | str | None, str, str]] = [
        ("a", 0.5, "adam", "red"),
        ("b", 2.0, "sgd", "Red_1"),
        ("c", "NaN", "ADAM", "blue"),
        ("d", None, "", "red%"),
    ]
    for number, (name, accuracy, optimizer, colour) in enumerate(rows):
        run_id = ctx.run(experiment_id, run_name=name, start_time=MOMENT + number, user_id=f"user {name}")
        params = [{"key": "opt", "value": optimizer}] if optimizer else []
        tags = [{"key": "colour", "value": colour}, {"key": "team.name/x y", "value": name}]
        metrics = [] if accuracy is None else [{"key": "acc", "value": accuracy, "timestamp": MOMENT}]
        ctx.api.post("runs/log-batch", run_id=run_id, params=params, tags=tags, metrics=metrics).ok()
    ended = {"run_id": run_id, "status": "FINISHED", "end_time": MOMENT + 50}
    ctx.api.post("runs/update", **ended).ok()
    return experiment_id


def found_by(ctx: Context, experiment_id: str, filters: list[str]) -> dict[str, Any]:
    """For each filter the names found, or the status and code of its refusal."""
    seen: dict[str, Any] = {}
    for text in filters:
        answer = ctx.search_runs(experiment_id, text, order_by=["start_time ASC"])
        if answer.status == 200:
            seen[text] = "".join(run["info"]["run_name"] for run in answer.body.get("runs", []))
        else:
            seen[text] = f"{answer.status} {answer.body['error_code']}"
    return seen


@flow("s7.runs_metrics")
def runs_metrics(ctx: Context) -> Any:
    """Metrics are compared with = != > >= < <= and bare numbers; NaN matches only !=."""
    comparisons = ["metrics.acc > 1", "metric.acc >= 2", "metrics.acc < 1", "metrics.acc <= 0.5", "metrics.acc = 2"]
    comparisons += [
        "metrics.acc != 2",
        "metrics.acc = 2.0",
        "metrics.acc > -1e3",
        "metrics.`acc` < 5",
        'metrics."acc" < 5',
    ]
    seen = found_by(ctx, sample_runs(ctx), comparisons)
    assert (seen["metrics.acc > 1"], seen["metrics.acc != 2"]) == ("b", "ac")
    return seen


@flow("s7.runs_metrics_refused")
def runs_metrics_refused(ctx: Context) -> Any:
    """Metrics have no LIKE, no IS NULL, no quoted numbers."""
    filters = [
        "metrics.acc LIKE '1'",
        "metrics.acc IS NULL",
        "metrics.acc = '1'",
        "metrics.acc > abc",
        "metrics.acc IN (1)",
    ]
    return found_by(ctx, sample_runs(ctx), filters)


@flow("s7.runs_params")
def runs_params(ctx: Context) -> Any:
    """Params are compared with = != LIKE ILIKE IS NULL and IS NOT NULL, under four names."""
    filters = ["params.opt = 'adam'", 'param.opt = "adam"', "parameter.opt = 'adam'", "parameters.opt = 'adam'"]
    filters += ["params.opt != 'adam'", "params.opt LIKE 'ad%'", "params.opt ILIKE 'ad%'", "params.opt LIKE '_gd'"]
    filters += ["params.opt IS NULL", "params.opt IS NOT NULL", "params.other = 'x'", "params.other != 'x'"]
    seen = found_by(ctx, sample_runs(ctx), filters)
    assert (seen["params.opt LIKE 'ad%'"], seen["params.opt ILIKE 'ad%'"]) == ("a", "ac")
    assert (seen["params.opt IS NULL"], seen["params.opt != 'adam'"]) == ("d", "bc")
    return seen


@flow("s7.runs_params_refused")
def runs_params_refused(ctx: Context) -> Any:
    """Params have no order comparison, no IN and no bare values."""
    filters = [
        "params.opt > 'a'",
        "params.opt IN ('adam')",
        "params.opt = adam",
        "params.opt = 1",
        "params.opt RLIKE 'a'",
    ]
    return found_by(ctx, sample_runs(ctx), filters)


@flow("s7.runs_tags")
def runs_tags(ctx: Context) -> Any:
    """Tags are compared as params are; keys with special characters are quoted, dots need no quotes."""
    filters = ["tags.colour = 'red'", "tag.colour != 'red'", "tags.colour LIKE 'red%'", "tags.colour ILIKE 'red__'"]
    filters += ["tags.`team.name/x y` = 'b'", "tags.\"team.name/x y\" = 'b'", "tags.mlflow.runName = 'c'"]
    filters += ["tags.none IS NULL", "tags.colour IS NOT NULL", "tags.none != 'x'", "tags.colour LIKE 'RED%'"]
    seen = found_by(ctx, sample_runs(ctx), filters)
    assert seen["tags.mlflow.runName = 'c'"] == "c" and seen["tags.none != 'x'"] == ""
    return seen


@flow("s7.runs_tags_refused")
def runs_tags_refused(ctx: Context) -> Any:
    """IN on a run tag is refused."""
    return found_by(ctx, sample_runs(ctx), ["tags.colour IN ('red')", "tags.colour > 'a'", "tags = 'red'"])


@flow("s7.runs_attributes")
def runs_attributes(ctx: Context) -> Any:
    """Attributes are named bare or behind attr, attribute, attributes and run."""
    filters = [f"{prefix}run_name = 'a'" for prefix in ("", "attr.", "attribute.", "attributes.", "run.")]
    filters += ["run_name LIKE '_'", "run_name ILIKE 'B'", "run_name != 'a'", "`run_name` = 'a'", "Run_Name = 'a'"]
    filters += ["`run name` = 'a'", "run.`run name` = 'a'"]
    filters += ["status = 'FINISHED'", "status = 'finished'", "status != 'RUNNING'", "user_id = 'user b'"]
    filters += [
        f"start_time > {MOMENT + 1}",
        f"created = {MOMENT}",
        f"end_time = {MOMENT + 50}",
        f"start_time != {MOMENT}",
    ]
    seen = found_by(ctx, sample_runs(ctx), filters)
    assert (seen["status = 'FINISHED'"], seen["status = 'finished'"], seen["run_name = 'a'"]) == ("d", "", "a")
    return seen


@flow("s7.runs_attributes_refused")
def runs_attributes_refused(ctx: Context) -> Any:
    """There is no experiment_id and no lifecycle_stage in run filters, and no LIKE on times."""
    filters = [
        "experiment_id = '1'",
        "lifecycle_stage = 'active'",
        "colour = 'red'",
        "start_time = 'x'",
        "start_time LIKE '1'",
    ]
    filters += ["status > 'A'", "run_name = a", "run_name IN ('a', 'b')", "status IN ('FINISHED')", "run_name IS NULL"]
    return found_by(ctx, sample_runs(ctx), filters)


@flow("s7.runs_by_id")
def runs_by_id(ctx: Context) -> Any:
    """Run ids are found by =, !=, LIKE, IN and NOT IN."""
    experiment_id = sample_runs(ctx)
    ids = {run["info"]["run_name"]: run["info"]["run_id"] for run in ctx.search_runs(experiment_id).ok()["runs"]}
    one, both = f"'{ids['a']}'", f"('{ids['a']}', '{ids['b']}')"
    filters = [f"run_id = {one}", f"run_id != {one}", f"run_id IN {both}", f"run_id NOT IN {both}"]
    filters += [f"attributes.run_id IN ({one})", f"run_id LIKE '{ids['a'][:20]}%'", "run_id IN ()", "run_id IN ('x')"]
    seen = list(found_by(ctx, experiment_id, filters).values())
    assert seen[:6] == ["a", "bcd", "ab", "cd", "a", "a"]
    return seen


@flow("s7.runs_by_artifact_uri")
def runs_by_artifact_uri(ctx: Context) -> Any:
    """artifact_uri is an attribute like others."""
    return found_by(ctx, sample_runs(ctx), ["artifact_uri LIKE 'mlflow-artifacts:/%'", "artifact_uri = 'x'"])


@flow("s7.runs_by_dataset")
def runs_by_dataset(ctx: Context) -> Any:
    """Runs are found by name, digest and context of the datasets they used."""
    experiment_id = ctx.experiment()
    for name, context in (("a", "train"), ("b", "Test")):
        run_id = ctx.run(experiment_id, run_name=name, start_time=MOMENT + ord(name))
        dataset = {"name": f"data {name}", "digest": f"d{name}", "source_type": "local", "source": "{}"}
        item = {"dataset": dataset, "tags": [{"key": "mlflow.data.context", "value": context}]}
        ctx.api.post("runs/log-inputs", run_id=run_id, datasets=[item]).ok()
    ctx.run(experiment_id, run_name="c")
    filters = [
        "dataset.name = 'data a'",
        "datasets.name LIKE 'data%'",
        "dataset.digest = 'db'",
        "dataset.context = 'train'",
    ]
    filters += [
        "dataset.name IN ('data a', 'data b')",
        "dataset.name NOT IN ('data a')",
        "dataset.context ILIKE 'test'",
    ]
    filters += [
        "dataset.name != 'data a'",
        "dataset.name = 'data a' AND dataset.context = 'train'",
        "dataset.profile = 'x'",
    ]
    seen = found_by(ctx, experiment_id, filters)
    assert seen["dataset.name = 'data a'"] == "a" and seen["datasets.name LIKE 'data%'"] == "ab"
    return seen


@flow("s7.key_words_of_any_case")
def key_words_of_any_case(ctx: Context) -> Any:
    """Key words are understood in any case, and white space is free."""
    filters = [
        "tags.colour like 'red%' and metrics.acc < 1",
        "params.opt is not null AND run_name='a'",
        "  run_name  =  'a'  ",
    ]
    filters += [
        "params.opt Is Null",
        "tags.colour iLike 'RED'",
        "run_name = 'a' And run_name = 'a' aNd run_name = 'a'",
        "run_name\n=\t'a'",
    ]
    seen = found_by(ctx, sample_runs(ctx), filters)
    assert seen[filters[0]] == "a"
    return seen


@flow("s7.clauses_joined_by_and")
def clauses_joined_by_and(ctx: Context) -> Any:
    """Clauses are joined by AND; every one must hold, several on one key too."""
    filters = ["metrics.acc > 0 AND params.opt = 'adam' AND tags.colour = 'red' AND status = 'RUNNING'"]
    filters += ["metrics.acc > 0.1 AND metrics.acc < 1", "tags.colour = 'red' AND tags.colour = 'blue'", "", "   "]
    seen = found_by(ctx, sample_runs(ctx), filters)
    assert seen[filters[0]] == "a" and seen[filters[1]] == "a"
    return seen


@flow("s7.words_beyond_and")
def words_beyond_and(ctx: Context) -> Any:
    """OR, NOT, brackets and BETWEEN."""
    filters = [
        "run_name = 'a' OR run_name = 'b'",
        "NOT run_name = 'a'",
        "(run_name = 'a')",
        "metrics.acc BETWEEN 0 AND 1",
    ]
    filters += ["(run_name = 'a' OR run_name = 'b') AND metrics.acc > 1"]
    return found_by(ctx, sample_runs(ctx), filters)


@flow("s7.broken_filters")
def broken_filters(ctx: Context) -> Any:
    """A filter that is no sentence is refused with 400, never a crash."""
    filters = [
        "run_name",
        "run_name =",
        "= 'a'",
        "run_name = 'a",
        "run_name = 'a' AND",
        "AND run_name = 'a'",
        "run_name == 'a'",
    ]
    filters += [
        "run_name = 'a' run_name = 'b'",
        "run_name = 'a', run_name = 'b'",
        "metrics. > 1",
        "'a' = 'a'",
        "1 = 1",
        "bogus.x = 'a'",
    ]
    filters += [
        "run_name = 'a';",
        "run_name = 'a' -- x",
        "DROP TABLE runs",
        "run_name = ''",
        "metrics.acc > 1e999",
        "tags.'colour' = 'red'",
    ]
    seen = found_by(ctx, sample_runs(ctx), filters)
    refused = [text for text, found in seen.items() if found == "400 INVALID_PARAMETER_VALUE"]
    assert {"run_name", "run_name =", "run_name = 'a", "bogus.x = 'a'"} <= set(refused), seen
    return seen


@flow("s7.quotes_in_values")
def quotes_in_values(ctx: Context) -> Any:
    """Values stand in single or double quotes; the other kind may stand inside."""
    experiment_id = ctx.experiment()
    for name in ('say "hi"', "it's", "a\\b", "100%", "under_score", "ünï"):
        ctx.run(experiment_id, run_name=name)
    filters = [
        "run_name = 'say \"hi\"'",
        'run_name = "it\'s"',
        "run_name = 'a\\b'",
        "run_name LIKE '%\\%'",
        "run_name = 'ünï'",
    ]
    filters += [
        "run_name ILIKE 'ÜNÏ'",
        "run_name LIKE 'under_score'",
        "run_name = 'it''s'",
        "run_name LIKE 'under\\_score'",
    ]
    return found_by(ctx, experiment_id, filters)

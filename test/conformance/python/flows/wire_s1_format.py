"""Wire format: errors, content types, numbers, spellings of fields, and who may call."""

from typing import Any

from context import MOMENT, Context
from flow import flow

BIG = 2**53 + 1


@flow("s1.error_shape")
def error_shape(ctx: Context) -> Any:
    """An error is JSON with error_code, message, sqlstate and error_class."""
    missing = ctx.api.get("experiments/get", experiment_id="987654321")
    return {
        "not_found": missing.refused("RESOURCE_DOES_NOT_EXIST", 404),
        "bad_value": ctx.api.get("experiments/get", experiment_id="x").refused("INVALID_PARAMETER_VALUE"),
        "missing_field": ctx.api.post("experiments/create").refused("INVALID_PARAMETER_VALUE"),
        "taken": ctx.api.post("experiments/create", name="Default").refused("RESOURCE_ALREADY_EXISTS"),
    }


@flow("s1.missing_required_fields")
def missing_required_fields(ctx: Context) -> Any:
    """A call without a field it needs is refused with 400 INVALID_PARAMETER_VALUE."""
    run_id = ctx.run()
    posts: dict[str, dict[str, Any]] = {
        "experiments/create": {},
        "experiments/update": {"new_name": "x"},
        "experiments/delete": {},
        "experiments/restore": {},
        "experiments/set-experiment-tag": {"experiment_id": "0", "value": "v"},
        "runs/update": {"status": "RUNNING"},
        "runs/delete": {},
        "runs/restore": {},
        "runs/log-metric": {"run_id": run_id, "value": 1.0, "timestamp": MOMENT},
        "runs/log-parameter": {"run_id": run_id, "value": "v"},
        "runs/set-tag": {"run_id": run_id, "value": "v"},
        "runs/delete-tag": {"run_id": run_id},
        "runs/log-batch": {},
        "runs/log-inputs": {},
    }
    gets: dict[str, dict[str, Any]] = {
        "experiments/get": {},
        "experiments/get-by-name": {},
        "runs/get": {},
        "metrics/get-history": {"run_id": run_id},
        "artifacts/list": {},
    }
    seen = {path: ctx.api.post(path, **fields).seen for path, fields in posts.items()}
    return seen | {path: ctx.api.get(path, **query).seen for path, query in gets.items()}


@flow("s1.missing_metric_fields")
def missing_metric_fields(ctx: Context) -> Any:
    """A metric without value or without timestamp is refused."""
    run_id = ctx.run()
    return {
        "value": ctx.api.post("runs/log-metric", run_id=run_id, key="m", timestamp=MOMENT).seen,
        "timestamp": ctx.api.post("runs/log-metric", run_id=run_id, key="m", value=1.0).seen,
        "batch_value": ctx.api.post("runs/log-batch", run_id=run_id, metrics=[{"key": "m", "timestamp": 1}]).seen,
        "batch_timestamp": ctx.api.post("runs/log-batch", run_id=run_id, metrics=[{"key": "m", "value": 1}]).seen,
        "stored": ctx.latest(run_id),
    }


@flow("s1.multipart_upload")
def multipart_upload(ctx: Context) -> Any:
    """Asking for a multipart upload answers a documented status, never a crash."""
    run_id = ctx.run()
    root = ctx.get_run(run_id)["info"]["artifact_uri"].removeprefix("mlflow-artifacts:/")
    path = f"/api/2.0/mlflow-artifacts/mpu/create/{root}/big.bin"
    answer = ctx.api.call("POST", path, body={"path": "big.bin", "num_parts": 2})
    assert answer.status in (200, 501), answer.seen
    keys = sorted(answer.body)
    return {"status": answer.status, "error_code": answer.body.get("error_code"), "keys": keys}


@flow("s1.artifact_route_errors")
def artifact_route_errors(ctx: Context) -> Any:
    """The artifact routes answer a missing file with 404 and a bad path with 400."""
    base = "/api/2.0/mlflow-artifacts/artifacts"
    missing = ctx.api.call("GET", f"{base}/0/none/artifacts/none.txt")
    bad = ctx.api.call("PUT", f"{base}/0/none/../x.txt", raw=b"x")
    assert (missing.status, bad.status) == (404, 400)
    return {"missing": missing.seen, "bad": bad.seen}


@flow("s1.unknown_path")
def unknown_path(ctx: Context) -> Any:
    """A path that does not exist is 404, a method it does not have is refused."""
    unknown = ctx.api.get("no/such/call")
    method = ctx.api.call("PUT", "experiments/create", body={"name": "x"})
    assert unknown.status == 404 and method.status in (404, 405)
    return {
        "unknown": {"status": unknown.status, "content_type": unknown.content_type},
        "method": {"status": method.status, "content_type": method.content_type},
    }


@flow("s1.content_type")
def content_type(ctx: Context) -> Any:
    """A POST needs Content-Type application/json; parameters after a semicolon are fine."""
    types = ["application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON", "text/plain"]
    types += ["application/x-www-form-urlencoded", ""]
    seen = {}
    for number, kind in enumerate(types):
        body = f'{{"name": "{ctx.name} type {number}"}}'
        answer = ctx.api.call("POST", "experiments/create", raw=body, headers={"Content-Type": kind})
        seen[kind or "none"] = answer.status
    assert seen["text/plain"] == 400 and seen["application/json; charset=utf-8"] == 200
    return seen


@flow("s1.content_type_patch")
def content_type_patch(ctx: Context) -> Any:
    """PATCH is not checked for its content type."""
    model_id = ctx.model(name="typed")["model_id"]
    body = '{"tags": [{"key": "a", "value": "b"}]}'
    path = f"logged-models/{model_id}/tags"
    return ctx.api.call("PATCH", path, raw=body, headers={"Content-Type": "text/plain"}).seen


@flow("s1.int64_in_answers")
def int64_in_answers(ctx: Context) -> Any:
    """An int64 leaves as a JSON number, exact also above 2^53."""
    run_id = ctx.run()
    ctx.log_metric(run_id, "m", 1.0, step=BIG)
    answer = ctx.api.get("metrics/get-history", run_id=run_id, metric_key="m")
    assert f'"step": {BIG}'.encode() in answer.content.replace(b":", b": ").replace(b":  ", b": "), answer.content
    return {"history": answer.ok(), "latest": ctx.latest(run_id)}


@flow("s1.int64_in_requests")
def int64_in_requests(ctx: Context) -> Any:
    """An int64 in a request may be a number or a string of digits."""
    run_id = ctx.run(start_time=str(MOMENT))
    metric = {"key": "m", "value": 2.5, "timestamp": str(MOMENT), "step": str(BIG)}
    ctx.api.post("runs/log-metric", run_id=run_id, **metric).ok()
    ctx.api.post("runs/update", run_id=run_id, end_time=str(MOMENT + 5), status="FINISHED").ok()
    run = ctx.get_run(run_id)
    assert run["info"]["start_time"] == MOMENT and run["info"]["end_time"] == MOMENT + 5
    assert run["data"]["metrics"][0]["step"] == BIG
    return run


@flow("s1.camel_case_fields")
def camel_case_fields(ctx: Context) -> Any:
    """Fields may be spelled in camelCase; answers are in snake_case."""
    experiment_id = ctx.experiment()
    created = ctx.api.post("runs/create", experimentId=experiment_id, startTime=MOMENT, runName="camel").ok()
    assert created["run"]["info"]["run_name"] == "camel"
    found = ctx.api.post("runs/search", experimentIds=[experiment_id], maxResults=5).ok()
    assert len(found["runs"]) == 1
    return {"created": created, "found": found}


@flow("s1.camel_case_required_fields")
def camel_case_required_fields(ctx: Context) -> Any:
    """Whether the fields a call cannot do without may be spelled in camelCase too."""
    run_id = ctx.run(run_name="camel")
    return {
        "batch": ctx.api.post("runs/log-batch", runId=run_id, params=[{"key": "p", "value": "1"}]).status,
        "update": ctx.api.post("runs/update", runId=run_id, status="RUNNING").status,
        "query": ctx.api.get("runs/get", runId=run_id).status,
    }


@flow("s1.both_spellings")
def both_spellings(ctx: Context) -> Any:
    """Both spellings of one field in one body are refused."""
    run_id = ctx.run()
    metric = {"key": "m", "value": 1.0, "timestamp": MOMENT}
    return {
        "same": ctx.api.post("runs/log-metric", run_id=run_id, runId=run_id, **metric).seen,
        "different": ctx.api.post("runs/log-metric", run_id=run_id, runId="other", **metric).seen,
        "stored": ctx.latest(run_id),
    }


@flow("s1.unknown_fields")
def unknown_fields(ctx: Context) -> Any:
    """Unknown fields are ignored, also inside nested objects and in queries."""
    run_id = ctx.run(colour="blue")
    ctx.api.post("runs/log-batch", run_id=run_id, params=[{"key": "p", "value": "1", "unit": "m"}], more={}).ok()
    return ctx.api.get("runs/get", run_id=run_id, verbose="1").ok()


@flow("s1.unset_fields_left_out")
def unset_fields_left_out(ctx: Context) -> Any:
    """Unset fields and empty lists are left out of answers."""
    experiment_id = ctx.experiment()
    empty = ctx.search_runs(experiment_id).ok()
    assert empty == {}, empty
    run_id = ctx.run(experiment_id, run_name="bare")
    return {
        "no_runs": empty,
        "new_run": ctx.get_run(run_id),
        "no_history": ctx.api.get("metrics/get-history", run_id=run_id, metric_key="none").seen,
        "no_artifacts": ctx.api.get("artifacts/list", run_id=run_id).seen,
        "experiment": ctx.api.get("experiments/get", experiment_id=experiment_id).ok(),
        "no_experiments": ctx.api.post("experiments/search", max_results=5, filter="name = 'nothing'").ok(),
    }


@flow("s1.run_uuid_in_answers")
def run_uuid_in_answers(ctx: Context) -> Any:
    """A run's info carries both run_id and run_uuid, an experiment its workspace."""
    run = ctx.get_run(ctx.run(run_name="both"))
    assert run["info"]["run_id"] == run["info"]["run_uuid"]
    default = ctx.api.get("experiments/get", experiment_id="0").ok()["experiment"]
    assert default["workspace"] == "default"
    return {"info": run["info"], "workspace": default["workspace"]}


@flow("s1.run_uuid_alias")
def run_uuid_alias(ctx: Context) -> Any:
    """Old clients say run_uuid for run_id, in bodies and queries, alone or beside it."""
    run_id = ctx.run(run_name="old client")
    metric = {"key": "m", "value": 1.0, "timestamp": MOMENT}
    return {
        "metric": ctx.api.post("runs/log-metric", run_uuid=run_id, **metric).seen,
        "param": ctx.api.post("runs/log-parameter", run_uuid=run_id, key="p", value="v").seen,
        "tag": ctx.api.post("runs/set-tag", run_uuid=run_id, key="t", value="v").seen,
        "both": ctx.api.post("runs/log-parameter", run_uuid=run_id, run_id=run_id, key="q", value="v").seen,
        "update": ctx.api.post("runs/update", run_uuid=run_id, status="FINISHED").seen,
        "get": ctx.api.get("runs/get", run_uuid=run_id).seen,
        "history": ctx.api.get("metrics/get-history", run_uuid=run_id, metric_key="m").seen,
    }


@flow("s1.unparsable_json")
def unparsable_json(ctx: Context) -> Any:
    """A body that is no JSON is refused by a call that needs a field."""
    answers = {text: ctx.api.call("POST", "experiments/create", raw=text) for text in ("{", "nope", "[]", "3", '"x"')}
    assert all(answer.status >= 400 for answer in answers.values())
    assert answers["{"].status == 400
    return {text: answer.seen for text, answer in answers.items()}


@flow("s1.unparsable_json_without_required_fields")
def unparsable_json_without_required_fields(ctx: Context) -> Any:
    """A body that is no JSON, sent to a call that needs no field."""
    return ctx.api.call("POST", "runs/search", raw="{ no json").seen


@flow("s1.double_encoded_json")
def double_encoded_json(ctx: Context) -> Any:
    """A JSON string that holds JSON is decoded twice."""
    text = '"{\\"name\\": \\"s1.double_encoded_json\\"}"'
    answer = ctx.api.call("POST", "experiments/create", raw=text)
    return {"status": answer.status}


@flow("s1.unknown_enum_value")
def unknown_enum_value(ctx: Context) -> Any:
    """runs/update with a status there is not changes nothing."""
    run_id = ctx.run(run_name="enum")
    answer = ctx.api.post("runs/update", run_id=run_id, status="BOGUS")
    info = ctx.get_run(run_id)["info"]
    assert info["status"] == "RUNNING"
    return {"answer": answer.seen, "info": info}


@flow("s1.bare_nan_token")
def bare_nan_token(ctx: Context) -> Any:
    """log-metric with a bare NaN token, which JSON has not."""
    run_id = ctx.run()
    body = f'{{"run_id": "{run_id}", "key": "m", "value": NaN, "timestamp": {MOMENT}, "step": 3}}'
    return {"answer": ctx.api.call("POST", "runs/log-metric", raw=body).seen, "latest": ctx.latest(run_id)}


@flow("s1.wrong_field_types")
def wrong_field_types(ctx: Context) -> Any:
    """Fields of a wrong type: what is answered, and what is stored."""
    run_id = ctx.run(run_name="typed")
    metric: dict[str, Any] = {"run_id": run_id, "key": "m", "value": 1.0, "timestamp": MOMENT, "step": 1}
    return {
        "value_text": ctx.api.post("runs/log-metric", **{**metric, "value": "abc"}).seen,
        "value_numeric_text": ctx.api.post("runs/log-metric", **{**metric, "key": "text", "value": "4.5"}).seen,
        "value_object": ctx.api.post("runs/log-metric", **{**metric, "value": {}}).seen,
        "step_fraction": ctx.api.post("runs/log-metric", **{**metric, "step": 1.5}).seen,
        "step_whole_float": ctx.api.post("runs/log-metric", **{**metric, "key": "whole", "step": 2.0}).seen,
        "key_number": ctx.api.post("runs/log-metric", **{**metric, "key": 5}).seen,
        "run_id_number": ctx.api.post("runs/log-metric", **{**metric, "run_id": 5}).seen,
        "param_number": ctx.api.post("runs/log-parameter", run_id=run_id, key="p", value=5).seen,
        "metrics_object": ctx.api.post("runs/log-batch", run_id=run_id, metrics={"key": "m"}).seen,
        "null_name": ctx.api.post("experiments/create", name=None).seen,
        "null_optional": ctx.api.post("runs/update", run_id=run_id, run_name=None).seen,
        "latest": ctx.latest(run_id),
        "params": ctx.get_run(run_id)["data"].get("params"),
    }


@flow("s1.query_booleans")
def query_booleans(ctx: Context) -> Any:
    """A true or false in a query is understood in any case."""
    model_id = ctx.model(name="flagged")["model_id"]
    ctx.api.delete(f"logged-models/{model_id}").ok()
    path = f"logged-models/{model_id}"
    return {flag: ctx.api.get(path, allow_deleted=flag).status for flag in ("true", "True", "TRUE", "false", "no")}

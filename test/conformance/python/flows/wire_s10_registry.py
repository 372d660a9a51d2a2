"""Registry: registered models, their versions, stages, aliases and tags, over plain HTTP."""

from typing import Any

from context import Context
from flow import flow

SOURCE = "s3://bucket/models/m"
UNKNOWN = "no such model"


def new_model(ctx: Context, suffix: str = "", **fields: Any) -> str:
    """Makes a registered model, answers its name."""
    name = f"{ctx.name}{suffix}"
    ctx.api.post("registered-models/create", name=name, **fields).ok()
    return name


def new_version(ctx: Context, name: str, **fields: Any) -> Any:
    fields = {"source": SOURCE, **fields}
    return ctx.api.post("model-versions/create", name=name, **fields).ok()["model_version"]


def model_with_versions(ctx: Context, count: int, suffix: str = "") -> str:
    name = new_model(ctx, suffix)
    for _ in range(count):
        new_version(ctx, name)
    return name


def get_model(ctx: Context, name: str) -> Any:
    return ctx.api.get("registered-models/get", name=name).ok()["registered_model"]


def get_version(ctx: Context, name: str, version: str) -> Any:
    return ctx.api.get("model-versions/get", name=name, version=version).ok()["model_version"]


def to_stage(ctx: Context, name: str, version: str, stage: str, archive: bool = False) -> Any:
    fields = {"name": name, "version": version, "stage": stage, "archive_existing_versions": archive}
    return ctx.api.post("model-versions/transition-stage", **fields)


def set_alias(ctx: Context, name: str, alias: str, version: str) -> Any:
    return ctx.api.post("registered-models/alias", name=name, alias=alias, version=version)


def by_alias(ctx: Context, name: str, alias: str) -> Any:
    return ctx.api.get("registered-models/alias", name=name, alias=alias)


def remove(ctx: Context, path: str, **fields: Any) -> Any:
    return ctx.api.call("DELETE", path, body=fields)


def stages_of(ctx: Context, name: str, count: int) -> dict[str, str]:
    return {str(n): get_version(ctx, name, str(n))["current_stage"] for n in range(1, count + 1)}


@flow("s10.model_answer")
def model_answer(ctx: Context) -> Any:
    """A registered model as it is created and read, with and without description and tags."""
    tags = [{"key": "team", "value": "a"}, {"key": "team", "value": "b"}, {"key": "empty", "value": ""}]
    plain = ctx.api.post("registered-models/create", name=f"{ctx.name} plain").seen
    full = ctx.api.post("registered-models/create", name=ctx.name, description="about", tags=tags).seen
    return {"plain": plain, "full": full, "read": get_model(ctx, ctx.name)}


@flow("s10.version_answer")
def version_answer(ctx: Context) -> Any:
    """A version as it is created and read, with everything and with hardly anything."""
    name = new_model(ctx)
    run_id = ctx.run()
    tags = [{"key": "k", "value": "v"}, {"key": "k", "value": "w"}]
    bare = new_version(ctx, name)
    full = new_version(ctx, name, run_id=run_id, run_link="http://x/y", description="d", tags=tags)
    return {"bare": bare, "full": full, "read": get_version(ctx, name, "2"), "model": get_model(ctx, name)}


@flow("s10.version_numbers")
def version_numbers(ctx: Context) -> Any:
    """Numbers of versions only grow; a model that is created anew begins at 1."""
    name = model_with_versions(ctx, 2)
    remove(ctx, "model-versions/delete", name=name, version="2").ok()
    third = new_version(ctx, name)["version"]
    remove(ctx, "registered-models/delete", name=name).ok()
    gone = ctx.api.get("registered-models/get", name=name).refused("RESOURCE_DOES_NOT_EXIST", 404)
    again = new_version(ctx, new_model(ctx))["version"]
    assert (third, again) == ("3", "1")
    return {"third": third, "again": again, "gone": gone}


@flow("s10.names")
def names(ctx: Context) -> Any:
    """Names of registered models: which are refused."""
    tried = ["", " ", "a/b", "a:b", ".", "..", "..a", "a..", "größe 日本", "a b.c-d_e", "%2e%2e", "'; --"]
    answers = {name: ctx.api.post("registered-models/create", name=name) for name in tried}
    for name in ["", " ", "a/b", "a:b", ".", ".."]:
        answers[name].refused("INVALID_PARAMETER_VALUE")
    reads = {name: ctx.api.get("registered-models/get", name=name).status for name in tried}
    for name, answer in answers.items():
        if answer.status == 200:
            remove(ctx, "registered-models/delete", name=name).ok()
    return {"created": {name: answer.status for name, answer in answers.items()}, "read": reads}


@flow("s10.taken_names")
def taken_names(ctx: Context) -> Any:
    """A name in use is refused for models and prompts alike."""
    prompt = [{"key": "mlflow.prompt.is_prompt", "value": "true"}]
    name = new_model(ctx)
    asked = new_model(ctx, ".p", tags=prompt)
    create = "registered-models/create"
    return {
        "model": ctx.api.post(create, name=name).refused("RESOURCE_ALREADY_EXISTS"),
        "as prompt": ctx.api.post(create, name=name, tags=prompt).refused("RESOURCE_ALREADY_EXISTS"),
        "prompt": ctx.api.post(create, name=asked, tags=prompt).refused("RESOURCE_ALREADY_EXISTS"),
        "as model": ctx.api.post(create, name=asked).refused("RESOURCE_ALREADY_EXISTS"),
        "rename": ctx.api.post("registered-models/rename", name=name, new_name=asked).refused(
            "RESOURCE_ALREADY_EXISTS"
        ),
    }


@flow("s10.rename")
def rename(ctx: Context) -> Any:
    """Renaming moves versions, tags and aliases."""
    name = model_with_versions(ctx, 2)
    ctx.api.post("registered-models/set-tag", name=name, key="k", value="v").ok()
    set_alias(ctx, name, "best", "1").ok()
    renamed = ctx.api.post("registered-models/rename", name=name, new_name=f"{name} new").seen
    return {
        "renamed": renamed,
        "version": get_version(ctx, f"{name} new", "1"),
        "old": ctx.api.get("registered-models/get", name=name).seen,
        "same": ctx.api.post("registered-models/rename", name=f"{name} new", new_name=f"{name} new").status,
        "bad": ctx.api.post("registered-models/rename", name=f"{name} new", new_name="a/b").seen,
        "empty": ctx.api.post("registered-models/rename", name=f"{name} new", new_name="").seen,
        "unknown": ctx.api.post("registered-models/rename", name=name, new_name="x y z").seen,
    }


@flow("s10.descriptions")
def descriptions(ctx: Context) -> Any:
    """Updating sets the description; without one it is dropped."""
    name = model_with_versions(ctx, 1)
    model = {"path": "registered-models/update", "name": name}
    version = {"path": "model-versions/update", "name": name, "version": "1"}
    seen = {}
    for what, fields in {"model": model, "version": version}.items():
        path = fields.pop("path")
        seen[what] = [
            ctx.api.patch(path, **fields, description="new").seen,
            ctx.api.patch(path, **fields, description="").seen,
            ctx.api.patch(path, **fields).seen,
            ctx.api.patch(path, **{**fields, "name": UNKNOWN}).seen,
        ]
    return seen


@flow("s10.missing_objects")
def missing_objects(ctx: Context) -> Any:
    """What names a model or version that is not there."""
    name = model_with_versions(ctx, 1)
    api = ctx.api
    version = {"name": name, "version": "7"}
    return {
        "get model": api.get("registered-models/get", name=UNKNOWN).seen,
        "delete model": remove(ctx, "registered-models/delete", name=UNKNOWN).seen,
        "tag model": api.post("registered-models/set-tag", name=UNKNOWN, key="k", value="v").seen,
        "untag model": remove(ctx, "registered-models/delete-tag", name=UNKNOWN, key="k").seen,
        "latest": api.post("registered-models/get-latest-versions", name=UNKNOWN).seen,
        "get": api.get("model-versions/get", **version).seen,
        "get of unknown model": api.get("model-versions/get", name=UNKNOWN, version="1").seen,
        "update": api.patch("model-versions/update", **version, description="x").seen,
        "delete": remove(ctx, "model-versions/delete", **version).seen,
        "uri": api.get("model-versions/get-download-uri", **version).seen,
        "tag": api.post("model-versions/set-tag", **version, key="k", value="v").seen,
        "untag": remove(ctx, "model-versions/delete-tag", **version, key="k").seen,
        "stage": to_stage(ctx, name, "7", "Staging").seen,
        "alias": set_alias(ctx, name, "a", "7").seen,
        "alias of unknown model": by_alias(ctx, UNKNOWN, "a").seen,
        "unalias of unknown model": remove(ctx, "registered-models/alias", name=UNKNOWN, alias="a").seen,
        "version of unknown model": api.post("model-versions/create", name=UNKNOWN, source=SOURCE).seen,
    }


@flow("s10.bad_fields")
def bad_fields(ctx: Context) -> Any:
    """Fields that are missing or no numbers."""
    name = model_with_versions(ctx, 1)
    api = ctx.api
    return {
        "no name": api.post("registered-models/create").seen,
        "no name to read": api.get("registered-models/get").seen,
        "no source": api.post("model-versions/create", name=name).seen,
        "empty source": api.post("model-versions/create", name=name, source="").seen,
        "no version": api.get("model-versions/get", name=name).seen,
        "word": api.get("model-versions/get", name=name, version="one").seen,
        "fraction": api.get("model-versions/get", name=name, version="1.5").seen,
        "empty": api.get("model-versions/get", name=name, version="").seen,
        "negative": api.get("model-versions/get", name=name, version="-1").seen,
        "padded": api.get("model-versions/get", name=name, version="01").status,
        "word to delete": remove(ctx, "model-versions/delete", name=name, version="x").seen,
        "no stage": api.post("model-versions/transition-stage", name=name, version="1").seen,
        "no alias": api.post("registered-models/alias", name=name, version="1").seen,
        "no alias to read": api.get("registered-models/alias", name=name).seen,
    }


@flow("s10.tags")
def tags(ctx: Context) -> Any:
    """Tags of models and versions: set, replaced, deleted, missing, limits."""
    name = model_with_versions(ctx, 1)
    seen = {}
    for kind, of in {"registered-models": {"name": name}, "model-versions": {"name": name, "version": "1"}}.items():

        def put(key: str, value: str, kind: str = kind, of: dict[str, str] = of) -> int:
            return ctx.api.post(f"{kind}/set-tag", **of, key=key, value=value).status

        seen[kind] = {
            "set": put("k", "v"),
            "replace": put("k", "w"),
            "gone": put("gone", "x"),
            "delete": remove(ctx, f"{kind}/delete-tag", **of, key="gone").seen,
            "delete missing": remove(ctx, f"{kind}/delete-tag", **of, key="gone").seen,
            "no value": ctx.api.post(f"{kind}/set-tag", **of, key="none").seen,
            "empty key": put("", "v"),
            "path key": put("a//b", "v"),
            "sign key": put("a$b", "v"),
            "key 250": put("k" * 250, "v"),
            "key 251": put("k" * 251, "v"),
            "value 100000": put("long", "v" * 100_000),
            "value 100001": put("long", "v" * 100_001),
            "prompt text": put("mlflow.prompt.text", "v" * 100_001),
        }
        remove(ctx, f"{kind}/delete-tag", **of, key="long").ok()
    return {"answers": seen, "model": get_model(ctx, name), "version": get_version(ctx, name, "1")}


@flow("s10.stages")
def stages(ctx: Context) -> Any:
    """Stages in any case, canonical in answers; others are refused."""
    name = model_with_versions(ctx, 2)
    moved = to_stage(ctx, name, "1", "pRoDuction").ok()["model_version"]
    bad = to_stage(ctx, name, "1", "Testing").refused("INVALID_PARAMETER_VALUE")
    return {
        "moved": moved,
        "bad": bad,
        "empty": to_stage(ctx, name, "1", "").seen,
        "none": to_stage(ctx, name, "1", "none").ok()["model_version"]["current_stage"],
        "archived": to_stage(ctx, name, "2", "ARCHIVED").ok()["model_version"]["current_stage"],
        "without archive field": ctx.api.post(
            "model-versions/transition-stage", name=name, version="1", stage="Staging"
        ).seen,
        "model": get_model(ctx, name),
    }


@flow("s10.archiving")
def archiving(ctx: Context) -> Any:
    """A move to Staging or Production may archive the versions that are there."""
    name = model_with_versions(ctx, 4)
    for version in ["1", "2"]:
        to_stage(ctx, name, version, "Production").ok()
    to_stage(ctx, name, "3", "Staging").ok()
    to_stage(ctx, name, "4", "Production", archive=True).ok()
    after = stages_of(ctx, name, 4)
    assert after == {"1": "Archived", "2": "Archived", "3": "Staging", "4": "Production"}
    again = to_stage(ctx, name, "4", "Production", archive=True).ok()["model_version"]["current_stage"]
    return {
        "after": after,
        "again": again,
        "none": to_stage(ctx, name, "1", "None", archive=True).seen,
        "archived": to_stage(ctx, name, "1", "Archived", archive=True).seen,
        "unchanged": stages_of(ctx, name, 4) == after,
    }


@flow("s10.latest_versions")
def latest_versions(ctx: Context) -> Any:
    """The newest version of each stage, by POST and by GET, of all stages or of those asked for."""
    name = model_with_versions(ctx, 5)
    for version, stage in {"1": "Production", "2": "Production", "3": "Staging", "5": "Archived"}.items():
        to_stage(ctx, name, version, stage).ok()
    set_alias(ctx, name, "best", "2").ok()
    path = "registered-models/get-latest-versions"

    def numbers(answer: Any) -> list[str]:
        return sorted(version["version"] for version in answer.ok().get("model_versions", []))

    return {
        "all": numbers(ctx.api.post(path, name=name)),
        "all by GET": numbers(ctx.api.get(path, name=name)),
        "two": numbers(ctx.api.post(path, name=name, stages=["production", "None"])),
        "two by GET": numbers(ctx.api.get(path, name=name, stages=["Production", "Archived"])),
        "twice": numbers(ctx.api.post(path, name=name, stages=["Staging", "staging"])),
        "bad": ctx.api.post(path, name=name, stages=["Testing"]).seen,
        "one": ctx.api.post(path, name=name, stages=["Production"]).seen,
        "of the model": sorted(version["version"] for version in get_model(ctx, name)["latest_versions"]),
        "none": ctx.api.post(path, name=new_model(ctx, " empty")).seen,
    }


@flow("s10.aliases")
def aliases(ctx: Context) -> Any:
    """An alias points to one version, moves when it is set again, and goes with its version."""
    name = model_with_versions(ctx, 3)
    seen = {"set": set_alias(ctx, name, "best", "1").seen, "moved": set_alias(ctx, name, "best", "2").seen}
    set_alias(ctx, name, "Other-1_x", "2").ok()
    seen |= {"by alias": by_alias(ctx, name, "best").seen, "model": get_model(ctx, name)}
    seen |= {"other case": by_alias(ctx, name, "BEST").seen, "version": get_version(ctx, name, "2")}
    seen["removed"] = remove(ctx, "registered-models/alias", name=name, alias="best").seen
    seen["removed again"] = remove(ctx, "registered-models/alias", name=name, alias="best").seen
    seen["gone"] = by_alias(ctx, name, "best").seen
    remove(ctx, "model-versions/delete", name=name, version="2").ok()
    return seen | {"after": get_model(ctx, name), "of deleted": by_alias(ctx, name, "Other-1_x").seen}


@flow("s10.alias_names")
def alias_names(ctx: Context) -> Any:
    """Which names an alias may have."""
    name = model_with_versions(ctx, 1)
    tried = ["", " ", "a b", "a.b", "a/b", "latest", "LATEST", "v1", "V22", "vx", "v", "1", "größe", "-", "a" * 255]
    seen = {alias: set_alias(ctx, name, alias, "1").status for alias in [*tried, "a" * 256]}
    return {"set": seen, "read": {alias: by_alias(ctx, name, alias).status for alias in tried}}


@flow("s10.latest_alias")
def latest_alias(ctx: Context) -> Any:
    """The alias latest is the highest version, whatever its stage; without one it is not found."""
    name = model_with_versions(ctx, 3)
    to_stage(ctx, name, "3", "Archived").ok()
    remove(ctx, "model-versions/delete", name=name, version="2").ok()
    highest = [by_alias(ctx, name, alias).ok()["model_version"]["version"] for alias in ["latest", "Latest"]]
    assert highest == ["3", "3"]
    return {"highest": highest, "none": by_alias(ctx, new_model(ctx, " empty"), "latest").seen}


@flow("s10.sources")
def sources(ctx: Context) -> Any:
    """Sources of versions: which are taken for a run that holds them, and which never."""
    name = new_model(ctx)
    run_id, other = ctx.run(), ctx.run()
    root = ctx.get_run(run_id)["info"]["artifact_uri"]
    model = ctx.model()
    of_model = model["artifact_uri"]
    prompt = [{"key": "mlflow.prompt.is_prompt", "value": "true"}]

    def status(source: str, **fields: Any) -> int:
        return ctx.api.post("model-versions/create", name=name, source=source, **fields).status

    return {
        "root": status(root, run_id=run_id),
        "below": status(f"{root}/a/b", run_id=run_id),
        "no run": status(f"{root}/a"),
        "other run": status(f"{root}/a", run_id=other),
        "unknown run": status(f"{root}/a", run_id="f" * 32),
        "above": status(f"{root}/../x", run_id=run_id),
        "beside": status(f"{root}x", run_id=run_id),
        "runs": status(f"runs:/{run_id}/model", run_id=run_id),
        "runs of other": status(f"runs:/{run_id}/model", run_id=other),
        "runs alone": status(f"runs:/{run_id}/model"),
        "model": status(f"models:/{model['model_id']}", model_id=model["model_id"]),
        "model alone": status(f"models:/{model['model_id']}"),
        "model of run": status(f"models:/{model['model_id']}", run_id=run_id),
        "model's place": status(of_model, model_id=model["model_id"]),
        "model's place alone": status(of_model),
        "path": status("/etc"),
        "path of run": status("/etc", run_id=run_id),
        "file": status("file:///etc"),
        "file localhost": status("file://localhost/etc"),
        "relative": status("models/x"),
        "double slash": status("//proc/self/root"),
        "http": status("http://x/y"),
        "http params": status("http://x;/../../etc"),
        "http fragment": status("http:///#/../../etc"),
        "artifact route": status("http://x/api/2.0/mlflow-artifacts/artifacts/0"),
        "artifact host": status("mlflow-artifacts://x/0"),
        "encoded": status("s3://b/%2e%2e/x"),
        "twice encoded": status("s3://b/%252e%252e/x"),
        "NUL": status("s3://b/x%00y"),
        "dot": status("s3://b/./x"),
        "dots": status("s3://b/../x"),
        "bucket": status("s3://b"),
        "s3": status("s3://b/x"),
        "gs": status("gs://b/x/"),
        "wasbs": status("wasbs://c@a.blob.core.windows.net/x"),
        "dbfs": status("dbfs:/x/y"),
        "ftp": status("ftp://h/x"),
        "hdfs": status("hdfs://h/x"),
        "abfss": status("abfss://f@a.dfs.core.windows.net/x"),
        "prompt": status("dummy-source", tags=prompt),
        "prompt template": status("prompt-template", tags=prompt),
        "prompt path": status("/etc", tags=prompt),
        "prompt file": status("file:///etc/passwd", tags=prompt),
        "prompt s3": status("s3://b/x", tags=prompt),
        "placeholder without prompt": status("dummy-source"),
    }


@flow("s10.copies")
def copies(ctx: Context) -> Any:
    """A source models:/name/version is a copy: of the same run, with the same files."""
    name, copy = new_model(ctx), new_model(ctx, " copy")
    run_id = ctx.run()
    root = ctx.get_run(run_id)["info"]["artifact_uri"]
    new_version(ctx, name, source=f"{root}/m", run_id=run_id)
    set_alias(ctx, name, "best", "1").ok()
    to_stage(ctx, name, "1", "Staging").ok()

    def copied(suffix: str, **fields: Any) -> Any:
        return ctx.api.post("model-versions/create", name=copy, source=f"models:/{name}{suffix}", **fields)

    seen = {
        "version": copied("/1").seen,
        "alias": copied("@best").seen,
        "stage": copied("/staging").seen,
        "latest": copied("/latest").seen,
        "same run": copied("/1", run_id=run_id).status,
        "other run": copied("/1", run_id=ctx.run()).seen,
        "unknown version": copied("/7").status,
        "of a copy": ctx.api.post("model-versions/create", name=copy, source=f"models:/{copy}/1").seen,
    }
    uris = [ctx.api.get("model-versions/get-download-uri", name=copy, version=v).ok() for v in ["1", "2", "6"]]
    return seen | {"uris": uris}


@flow("s10.logged_model_source")
def logged_model_source(ctx: Context) -> Any:
    """A version of a logged model takes its run, tells where its files are, and is noted on the model."""
    name = new_model(ctx)
    run_id = ctx.run()
    model_id = ctx.model(source_run_id=run_id)["model_id"]
    uri = f"models:/{model_id}"
    versions = [new_version(ctx, name, source=uri, model_id=model_id) for _ in range(2)]
    versions.append(new_version(ctx, name, source=SOURCE, model_id=model_id))
    remove(ctx, "model-versions/delete", name=name, version="1").ok()
    info = ctx.api.get(f"logged-models/{model_id}").ok()["model"]["info"]
    return {
        "versions": versions,
        "uri": ctx.api.get("model-versions/get-download-uri", name=name, version="2").ok(),
        "tags": info["tags"],
        "unknown model": ctx.api.post(
            "model-versions/create", name=name, source=f"models:/m-{'f' * 32}", model_id=f"m-{'f' * 32}"
        ).seen,
    }


@flow("s10.deleted_run")
def deleted_run(ctx: Context) -> Any:
    """A version outlives its run, and may be made of a deleted one."""
    name = new_model(ctx)
    run_id = ctx.run()
    root = ctx.get_run(run_id)["info"]["artifact_uri"]
    new_version(ctx, name, source=f"{root}/m", run_id=run_id)
    ctx.api.post("runs/delete", run_id=run_id).ok()
    late = ctx.api.post("model-versions/create", name=name, source=f"{root}/m", run_id=run_id)
    return {"late": late.seen, "kept": get_version(ctx, name, "1")}


@flow("s10.version_file")
def version_file(ctx: Context) -> Any:
    """A file of a version is read by its name, version and path, and nothing outside."""
    name = new_model(ctx)
    run_id = ctx.run()
    root = ctx.get_run(run_id)["info"]["artifact_uri"]
    path = f"/api/2.0/mlflow-artifacts/artifacts/{root.removeprefix('mlflow-artifacts:/')}/m/MLmodel"
    ctx.api.call("PUT", path, raw="flavors: {}").ok()
    new_version(ctx, name, source=f"{root}/m", run_id=run_id)

    def read(**query: str) -> Any:
        return ctx.api.get("/model-versions/get-artifact", **{"name": name, "version": "1", **query})

    assert read(path="MLmodel").content == b"flavors: {}"
    return {
        "whole": read(path="MLmodel").status,
        "above": read(path="../MLmodel").status,
        "absolute": read(path="/etc/passwd").status,
        "encoded": read(path="%2e%2e/m/MLmodel").status,
        "unknown version": read(path="MLmodel", version="7").status,
        "unknown model": read(path="MLmodel", name=UNKNOWN).status,
    }

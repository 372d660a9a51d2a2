"""Artifacts with the Python client: every way to log one, to list and to fetch."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import mlflow
from mlflow import artifacts as mlflow_artifacts

from context import Context
from flow import flow
from flows.experiments import NOT_THERE_YET

MEBIBYTE = 1024 * 1024
BIG = 64 * MEBIBYTE


def listed(ctx: Context, run_id: str, path: str | None = None) -> list[Any]:
    """Every file below the path, with its size; images carry their time and a random id in the name."""
    found: list[Any] = []
    for item in ctx.client.list_artifacts(run_id, path):
        found += listed(ctx, run_id, item.path) if item.is_dir else [(item.path, item.file_size)]
    return found


@flow("artifacts.log_everything", expected=(NOT_THERE_YET,))
def log_everything(ctx: Context) -> Any:
    """Text, dictionaries, figures, images, files and folders are logged, listed and read back."""
    import numpy
    from matplotlib import pyplot

    (ctx.folder / "tree/sub").mkdir(parents=True)
    (ctx.folder / "tree/a.txt").write_text("a")
    (ctx.folder / "tree/sub/ü b.txt").write_text("bb")
    figure = pyplot.figure()
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="artifacts") as run:
        mlflow.log_text("hello", "notes/hello.txt")
        mlflow.log_dict({"a": [1, 2]}, "d.json")
        mlflow.log_dict({"a": [1, 2]}, "d.yaml")
        mlflow.log_figure(figure, "figure.png")
        mlflow.log_image(numpy.zeros((4, 4, 3), dtype="uint8"), "image.png")
        mlflow.log_artifact(str(ctx.folder / "tree/a.txt"))
        mlflow.log_artifact(str(ctx.folder / "tree/a.txt"), artifact_path="deep/er")
        mlflow.log_artifacts(str(ctx.folder / "tree"), artifact_path="all")
        mlflow.log_artifacts(str(ctx.folder / "tree"))
    run_id = run.info.run_id
    uri = f"runs:/{run_id}"
    seen = {path: size for path, size in listed(ctx, run_id) if not path.endswith(".png")}
    assert {"notes/hello.txt", "deep/er/a.txt", "all/sub/ü b.txt", "a.txt", "d.yaml"} <= set(seen)
    assert mlflow_artifacts.load_text(f"{uri}/notes/hello.txt") == "hello"
    assert mlflow_artifacts.load_dict(f"{uri}/d.json") == {"a": [1, 2]}
    assert mlflow_artifacts.load_image(f"{uri}/image.png").size == (4, 4)
    return seen


@flow("artifacts.images_with_steps", expected=(NOT_THERE_YET,))
def images_with_steps(ctx: Context) -> Any:
    """An image with key and step is logged with a small version beside it."""
    import numpy

    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="images") as run:
        for step in range(2):
            mlflow.log_image(numpy.full((8, 8), step * 100, dtype="uint8"), key="img", step=step, synchronous=True)
    names = [path for path, _ in listed(ctx, run.info.run_id, "images")]
    assert len(names) == 4
    tags = mlflow.get_run(run.info.run_id).data.tags
    return {"names": names, "tags": {key: value for key, value in tags.items() if "image" in key.lower()}}


@flow("artifacts.tables", expected=(NOT_THERE_YET,))
def tables(ctx: Context) -> Any:
    """A table is appended to and loaded from all runs that have it."""
    import pandas

    experiment = mlflow.set_experiment(ctx.name)
    for number in range(2):
        with mlflow.start_run(run_name=f"table {number}") as run:
            mlflow.log_table({"q": ["a"], "n": [number]}, "tables/t.json")
            mlflow.log_table(pandas.DataFrame({"q": ["b"], "n": [number + 10]}), "tables/t.json")
    one = mlflow.load_table("tables/t.json", run_ids=[run.info.run_id])
    both = mlflow.load_table("tables/t.json", extra_columns=["run_id"])
    assert one["n"].tolist() == [1, 11] and sorted(both["n"]) == [0, 1, 10, 11]
    assert experiment.experiment_id == run.info.experiment_id
    tags = mlflow.get_run(run.info.run_id).data.tags
    return {"one": one.to_dict("list"), "tag": tags["mlflow.loggedArtifacts"]}


@flow("artifacts.download", expected=(NOT_THERE_YET,))
def download(ctx: Context) -> Any:
    """A file or a folder is downloaded as it was uploaded, by run, by URI and by client."""
    tree = ctx.folder / "up"
    (tree / "sub/deep").mkdir(parents=True)
    contents = {"a.bin": bytes(range(256)), "empty": b"", "sub/b.txt": b"b", "sub/deep/c d.txt": "ü".encode()}
    for path, content in contents.items():
        (tree / path).write_bytes(content)
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="download") as run:
        mlflow.log_artifacts(str(tree), "tree")
    run_id, target = run.info.run_id, ctx.folder / "down"
    target.mkdir()
    whole = Path(mlflow_artifacts.download_artifacts(run_id=run_id, artifact_path="tree", dst_path=str(target)))
    one = Path(mlflow_artifacts.download_artifacts(artifact_uri=f"runs:/{run_id}/tree/sub/b.txt"))
    by_client = Path(ctx.client.download_artifacts(run_id, "tree/sub"))
    got = {str(path.relative_to(whole)): path.read_bytes() for path in whole.rglob("*") if path.is_file()}
    assert got == contents and one.read_bytes() == b"b"
    return {"whole": sorted(got), "client": sorted(path.name for path in by_client.rglob("*"))}


@flow("artifacts.listing", expected=(NOT_THERE_YET,))
def listing(ctx: Context) -> Any:
    """Listings name files and folders with paths below the run, also where there is nothing."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="listing") as run:
        mlflow.log_text("x", "top.txt")
        mlflow.log_text("xx", "folder/in.txt")
    client, run_id = ctx.client, run.info.run_id
    by_uri = mlflow_artifacts.list_artifacts(artifact_uri=f"runs:/{run_id}/folder")
    seen = {
        "root": client.list_artifacts(run_id),
        "folder": client.list_artifacts(run_id, "folder"),
        "none": client.list_artifacts(run_id, "none"),
        "file": client.list_artifacts(run_id, "top.txt"),
        "by_uri": by_uri,
    }
    assert [item.path for item in seen["root"]] == ["folder", "top.txt"]
    assert [item.path for item in seen["folder"]] == ["folder/in.txt"] and seen["none"] == []
    return seen


@flow(
    "artifacts.missing",
    expected=(NOT_THERE_YET, "GET /api/2.0/mlflow-artifacts/artifacts 404"),
)
def missing(ctx: Context) -> Any:
    """Downloading a file there is not throws."""
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="missing") as run:
        mlflow.log_text("x", "a.txt")
    try:
        mlflow_artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="none.txt")
    except Exception as error:
        return type(error).__name__
    raise AssertionError("A file that is not there was downloaded.")


@flow("artifacts.delete", expected=(NOT_THERE_YET,))
def delete(ctx: Context) -> Any:
    """A file and a folder are deleted through the artifact repository."""
    from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="delete") as run:
        for path in ("a.txt", "folder/b.txt", "folder/c.txt", "kept.txt"):
            mlflow.log_text("x", path)
    repository = get_artifact_repository(run.info.artifact_uri)
    repository.delete_artifacts("a.txt")
    repository.delete_artifacts("folder")
    left = listed(ctx, run.info.run_id)
    assert left == [("kept.txt", 1)]
    return left


@flow("artifacts.big_file", expected=(NOT_THERE_YET,))
def big_file(ctx: Context) -> Any:
    """A file of 64 MiB goes up and comes back unchanged."""
    source = ctx.folder / "big.bin"
    block = hashlib.sha256(b"block").digest() * 32768
    with source.open("wb") as file:
        for number in range(BIG // len(block)):
            file.write(number.to_bytes(4, "big") + block[4:])
    mlflow.set_experiment(ctx.name)
    with mlflow.start_run(run_name="big") as run:
        mlflow.log_artifact(str(source))
    got = Path(mlflow_artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="big.bin"))
    assert digest(got) == digest(source)
    return listed(ctx, run.info.run_id)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@flow(
    "artifacts.multipart",
    expected=(NOT_THERE_YET, "POST /api/2.0/mlflow-artifacts/mpu/create 501"),
    by_chance=True,
)
def multipart(ctx: Context) -> Any:
    """A client that is told to uploads a large file in parts, or in one piece where the server cannot."""
    source = ctx.folder / "parts.bin"
    source.write_bytes(b"".join(bytes([number]) * MEBIBYTE for number in range(12)))
    sizes = {"MINIMUM_FILE_SIZE": 5 * MEBIBYTE, "CHUNK_SIZE": 5 * MEBIBYTE}
    settings = {f"MLFLOW_MULTIPART_UPLOAD_{name}": str(size) for name, size in sizes.items()}
    mlflow.set_experiment(ctx.name)
    with (
        environment(MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD="true", **settings),
        mlflow.start_run(run_name="parts") as run,
    ):
        mlflow.log_artifact(str(source), "folder")
    got = Path(mlflow_artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="folder/parts.bin"))
    assert digest(got) == digest(source)
    return listed(ctx, run.info.run_id)


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in variables:
            del os.environ[name]

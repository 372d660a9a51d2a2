"""Artifacts over plain HTTP: paths, listings, ranges, headers."""

from typing import Any
from urllib.parse import quote

from context import Context
from flow import flow
from wire import Answer

BASE = "/api/2.0/mlflow-artifacts/artifacts"


class Store:
    """The artifacts of one run. Paths are sent as written: encode them first."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.run_id = ctx.run()
        self.root = ctx.get_run(self.run_id)["info"]["artifact_uri"].removeprefix("mlflow-artifacts:/")

    def put(self, path: str, content: bytes = b"content", **headers: str) -> Answer:
        sent = {"Content-Type": "application/octet-stream", **headers}
        return self.ctx.api.call("PUT", f"{BASE}/{self.root}/{path}", raw=content, headers=sent)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ctx.api.call("GET", f"{BASE}/{self.root}/{path}", headers=headers)

    def delete(self, path: str) -> Answer:
        return self.ctx.api.call("DELETE", f"{BASE}/{self.root}/{path}")

    def list(self, path: str = "") -> Answer:
        return self.ctx.api.call("GET", BASE, query={"path": f"{self.root}/{path}".rstrip("/")})


def error_code(answer: Answer) -> Any:
    return answer.body.get("error_code") if answer.content_type == "application/json" else answer.content_type


@flow("s9.paths")
def paths(ctx: Context) -> Any:
    """Paths are percent-decoded, then refused for #, .., a backslash or being absolute."""
    store = Store(ctx)
    sent = [
        "plain.txt",
        "a/b/c.txt",
        "c:d.txt",
        quote("ñämé 数.txt"),
        "sp%20ace.txt",
        "plus+.txt",
        "a%23b.txt",
        "a%252Fb.txt",
    ]
    sent += [
        "../x.txt",
        "a/../x.txt",
        "a/%2e%2e/x.txt",
        "%252e%252e/x.txt",
        "a%5Cb.txt",
        "%2Fetc/x.txt",
        "a%3Fb.txt",
        "a%25b.txt",
    ]
    sent += [
        "C:%5Cx.txt",
        "a//b.txt",
        "./dot.txt",
        "a%00b.txt",
        "...",
        ".hidden",
        "a..b.txt",
        "x" * 200 + ".txt",
        "con.txt",
    ]
    seen = {path[:30]: [store.put(path).status, store.get(path).status] for path in sent}
    assert seen["plain.txt"] == [200, 200] and seen["../x.txt"][0] == 400 and seen["a/%2e%2e/x.txt"][0] == 400
    assert seen["c:d.txt"] == [200, 200] and seen[quote("ñämé 数.txt")[:30]] == [200, 200]
    return {"statuses": seen, "listed": {file["path"][:30]: True for file in store.list().ok()["files"]}}


@flow("s9.listing_paths")
def listing_paths(ctx: Context) -> Any:
    """The paths of a listing are checked as those of files are."""
    store = Store(ctx)
    store.put("a/b.txt").ok()
    asked = ["a", "a/", "none", "a/b.txt", "..", "../..", "a/..", "/etc", "a%2F..", "a\\b", "a#b"]
    by_query = {path: store.list(path).status for path in asked}
    by_run = {path: ctx.api.get("artifacts/list", run_id=store.run_id, path=path).status for path in asked}
    assert by_query["none"] == 200 and by_query["../.."] == 400 and by_run["../.."] == 400
    return {"by_query": by_query, "by_run": by_run}


@flow("s9.folders_and_missing_files")
def folders_and_missing_files(ctx: Context) -> Any:
    """PUT to a folder and GET of one are 400, a missing file is 404, deleting one is 200."""
    store = Store(ctx)
    store.put("folder/file.txt").ok()
    answers = {
        "put_folder": store.put("other/"),
        "get_folder": store.get("folder"),
        "get_missing": store.get("none.txt"),
        "delete_missing": store.delete("none.txt"),
        "list_missing": store.list("none"),
    }
    assert [answer.status for answer in answers.values()] == [400, 400, 404, 200, 200]
    return {name: answer.seen for name, answer in answers.items()}


@flow("s9.put_over")
def put_over(ctx: Context) -> Any:
    """A file is replaced by a later one; a file cannot become a folder, nor a folder a file."""
    store = Store(ctx)
    first, again = store.put("a.txt", b"one"), store.put("a.txt", b"two!")
    store.put("folder/x.txt").ok()
    return {
        "first": first.seen,
        "again": again.seen,
        "content": store.get("a.txt").content.decode(),
        "below_a_file": store.put("a.txt/x").status >= 400,
        "over_a_folder": store.put("folder").status >= 400,
    }


@flow("s9.empty_file")
def empty_file(ctx: Context) -> Any:
    """An empty file is a file."""
    store = Store(ctx)
    put, got = store.put("empty.bin", b""), store.get("empty.bin")
    assert got.content == b""
    return {"put": put.seen, "get": got.status, "listed": store.list().seen}


@flow("s9.delete")
def delete(ctx: Context) -> Any:
    """A file can be deleted, a folder with all in it."""
    store = Store(ctx)
    for path in ("a.txt", "folder/b.txt", "folder/c/d.txt"):
        store.put(path).ok()
    seen = [store.delete("a.txt").seen, store.delete("folder").seen]
    return {"answers": seen, "left": store.list().seen, "gone": store.get("a.txt").status}


@flow("s9.listing")
def listing(ctx: Context) -> Any:
    """A listing by ?path= gives names relative to the folder, artifacts/list paths relative to the run."""
    store = Store(ctx)
    for path, content in (("top.txt", b"12345"), ("folder/a.txt", b"1"), ("folder/sub/b.txt", b"12")):
        store.put(path, content).ok()
    by_run = {path: ctx.api.get("artifacts/list", run_id=store.run_id, path=path).ok() for path in ("", "folder")}
    by_query = {path: store.list(path).ok() for path in ("", "folder", "folder/sub")}
    names = {path: sorted(file["path"] for file in page["files"]) for path, page in by_query.items()}
    assert names == {"": ["folder", "top.txt"], "folder": ["a.txt", "sub"], "folder/sub": ["b.txt"]}
    assert sorted(file["path"] for file in by_run["folder"]["files"]) == ["folder/a.txt", "folder/sub"]
    for page in [*by_run.values(), *by_query.values()]:
        page["files"].sort(key=lambda file: file["path"])
    return {"by_run": by_run, "by_query": by_query}


@flow("s9.listing_of_a_file")
def listing_of_a_file(ctx: Context) -> Any:
    """Listing a path that is a file."""
    store = Store(ctx)
    store.put("folder/a.txt").ok()
    by_run = ctx.api.get("artifacts/list", run_id=store.run_id, path="folder/a.txt")
    return {"by_query": store.list("folder/a.txt").seen, "by_run": by_run.seen}


@flow("s9.download_headers")
def download_headers(ctx: Context) -> Any:
    """A download is an attachment that must not be sniffed, with ETag and Last-Modified."""
    store = Store(ctx)
    store.put("page.html", b"<script>alert(1)</script>").ok()
    store.put(quote("ñame.txt")).ok()
    page, named = store.get("page.html").headers, store.get(quote("ñame.txt")).headers
    assert page["content-disposition"].startswith("attachment") and page["x-content-type-options"] == "nosniff"
    assert page["etag"] and page["last-modified"] and "filename*" in named["content-disposition"].lower()
    kept = ("content-disposition", "content-length", "accept-ranges", "content-type")
    return {"html": {name: page.get(name) for name in kept}, "named": named["content-disposition"]}


@flow("s9.download_types")
def download_types(ctx: Context) -> Any:
    """Files are served with the content type of their name."""
    store = Store(ctx)
    seen = {}
    for name in ("a.txt", "a.json", "a.png", "a.csv", "a.svg", "a.bin", "MLmodel", "a.yaml", "a.parquet", "a.md"):
        store.put(name).ok()
        seen[name] = store.get(name).content_type
    return seen


@flow("s9.byte_ranges")
def byte_ranges(ctx: Context) -> Any:
    """A download answers byte ranges with 206."""
    store = Store(ctx)
    store.put("digits.txt", b"0123456789").ok()
    seen = {}
    for asked in (
        "bytes=2-4",
        "bytes=7-",
        "bytes=-3",
        "bytes=0-0",
        "bytes=5-99",
        "bytes=99-",
        "bytes=4-2",
        "lines=1-2",
    ):
        answer = store.get("digits.txt", Range=asked)
        content = answer.content.decode() if answer.status in (200, 206) else None
        seen[asked] = [answer.status, content, answer.headers.get("content-range")]
    assert seen["bytes=2-4"] == [206, "234", "bytes 2-4/10"]
    return seen


@flow("s9.etag_changes")
def etag_changes(ctx: Context) -> Any:
    """The ETag changes with the content."""
    store = Store(ctx)
    store.put("a.txt", b"one").ok()
    before = store.get("a.txt").headers["etag"]
    store.put("a.txt", b"three").ok()
    after = store.get("a.txt").headers["etag"]
    assert before != after
    return {"changed": before != after}


@flow("s9.get_artifact")
def get_artifact(ctx: Context) -> Any:
    """The user interface downloads by /get-artifact with run and path."""
    store = Store(ctx)
    store.put("folder/a.txt", b"text").ok()
    query = {"run_uuid": store.run_id, "path": "folder/a.txt"}
    got = ctx.api.call("GET", "/get-artifact", query=query)
    missing = ctx.api.call("GET", "/get-artifact", query={**query, "path": "none"})
    escaped = ctx.api.call("GET", "/get-artifact", query={**query, "path": "../../x"})
    assert got.content == b"text" and escaped.status == 400
    return {"got": got.status, "missing": missing.status >= 400, "escaped": escaped.status}


@flow("s9.artifacts_of_a_deleted_run")
def artifacts_of_a_deleted_run(ctx: Context) -> Any:
    """Artifacts of a deleted run can be listed and read."""
    store = Store(ctx)
    store.put("a.txt").ok()
    ctx.api.post("runs/delete", run_id=store.run_id).ok()
    listed = ctx.api.get("artifacts/list", run_id=store.run_id)
    return {"list": listed.seen, "get": store.get("a.txt").status}


@flow("s9.unsupported_ways")
def unsupported_ways(ctx: Context) -> Any:
    """A local folder has no presigned URLs."""
    store = Store(ctx)
    store.put("a.txt").ok()
    presigned = ctx.api.call("GET", f"/api/2.0/mlflow-artifacts/presigned/{store.root}/a.txt")
    assert presigned.status >= 400
    return {"presigned": presigned.status, "error_code": error_code(presigned)}

"""Who may call, under which addresses, and what a client asks before it starts."""

from typing import Any

from context import Context
from flow import flow


@flow("s1.host_check")
def host_check(ctx: Context) -> Any:
    """A Host header that names another machine is refused with 403, one that names this server is not."""
    port = ctx.api.host.split(":")[1]
    hosts = {"localhost": f"localhost:{port}", "loopback": f"127.0.0.1:{port}", "other port": "localhost:1"}
    hosts |= {
        "private address": "192.168.1.5:5000",
        "foreign": "evil.example",
        "foreign with port": f"evil.example:{port}",
    }
    path = "experiments/get?experiment_id=0"
    seen = {name: ctx.api.call("GET", path, headers={"Host": host}).status for name, host in hosts.items()}
    assert (seen["localhost"], seen["loopback"], seen["foreign"], seen["foreign with port"]) == (200, 200, 403, 403)
    return seen


@flow("s1.origin_check")
def origin_check(ctx: Context) -> Any:
    """A POST from a foreign web page is refused with 403, one from the server's own page is not."""
    origins = {"own": f"http://{ctx.api.host}", "foreign": "https://evil.example", "opaque": "null"}
    origins |= {"other port": "http://localhost:3000", "other loopback port": "http://127.0.0.1:8080"}
    seen = {}
    for name, origin in origins.items():
        body = {"max_results": 1}
        seen[name] = ctx.api.call("POST", "experiments/search", body=body, headers={"Origin": origin}).status
    assert (seen["own"], seen["foreign"], seen["opaque"]) == (200, 403, 403)
    return seen


@flow("s1.security_headers")
def security_headers(ctx: Context) -> Any:
    """Every answer forbids sniffing and foreign frames."""
    headers = ctx.api.get("experiments/get", experiment_id="0").headers
    assert headers["x-content-type-options"] == "nosniff"
    return {name: headers.get(name) for name in ("x-content-type-options", "x-frame-options")}


@flow("s1.ajax_prefix")
def ajax_prefix(ctx: Context) -> Any:
    """Every call is served under /ajax-api as under /api."""
    path = "/ajax-api/2.0/mlflow/experiments/get"
    return ctx.api.call("GET", path, query={"experiment_id": "0"}).ok()["experiment"]["name"]


@flow("s1.probes")
def probes(ctx: Context) -> Any:
    """/health answers OK, /version a version the client can parse, server-info a JSON object."""
    version = ctx.api.call("GET", "/version")
    major, minor = (int(part) for part in version.content.decode().split(".")[:2])
    assert (major, minor) >= (3, 4)
    info = ctx.api.call("GET", "/api/3.0/mlflow/server-info").ok()
    health = ctx.api.call("GET", "/health")
    return {"health": [health.status, health.content.decode()], "version": version.status, "info": info}


@flow("s1.workspace_header")
def workspace_header(ctx: Context) -> Any:
    """A workspace asked for on a server without workspaces is refused."""
    headers = {"X-MLFLOW-WORKSPACE": "team"}
    answer = ctx.api.call("GET", "experiments/get?experiment_id=0", headers=headers)
    default = ctx.api.call("GET", "experiments/get?experiment_id=0", headers={"X-MLFLOW-WORKSPACE": "default"})
    return {"named": answer.seen, "default": default.status}

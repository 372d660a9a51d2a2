"""A receiver of webhooks on loopback that checks every signature as MLflow makes them."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from context import Context
from jsonable import jsonable

SECRET = "tide and mark ü"
PATIENCE_S = 20


class Receiver:
    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}/hook"
        self.status = 200
        self.body = b"received"
        self.deliveries: list[dict[str, Any]] = []
        self._came = threading.Condition()

    def note(self, headers: Any, body: bytes) -> None:
        seen = _seen(dict(headers.items()), body.decode())
        with self._came:
            self.deliveries.append(seen)
            self._came.notify_all()

    def wait(self, count: int) -> list[dict[str, Any]]:
        """What came, once there is so much of it: sorted, since MLflow's server sends from several threads."""
        with self._came:
            arrived = self._came.wait_for(lambda: len(self.deliveries) >= count, PATIENCE_S)
            assert arrived, f"{len(self.deliveries)} of {count} came"
            return sorted(self.deliveries, key=lambda one: json.dumps(one, sort_keys=True))

    def hide(self, value: Any) -> Any:
        """A value as JSON, without the port that was free by chance."""
        return json.loads(json.dumps(jsonable(value)).replace(self.url, "<receiver>"))


def _seen(headers: dict[str, str], text: str) -> dict[str, Any]:
    """What is compared of a delivery; its signature is checked where there is one, and so is the time it tells."""
    from mlflow.webhooks.delivery import _generate_hmac_signature

    told = {name.lower(): value for name, value in headers.items()}
    delivery_id, seconds = told["x-mlflow-delivery-id"], told["x-mlflow-timestamp"]
    signature = told.get("x-mlflow-signature")
    if signature is not None:
        assert signature == _generate_hmac_signature(SECRET, delivery_id, seconds, text), text
    body = json.loads(text)
    timestamp = datetime.fromisoformat(body.pop("timestamp"))
    assert timestamp.utcoffset() == timedelta(0)
    assert abs(timestamp.timestamp() - int(seconds)) < PATIENCE_S
    return {
        "body": body,
        "content_type": told["content-type"],
        "signed": signature is not None,
        "spelt_as_python_does": json.dumps(json.loads(text)) == text,
    }


@contextmanager
def receiving(ctx: Context) -> Iterator[Receiver]:
    """A receiver that the server may send to: MLflow's is started so, Tidemark is told for as long."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.note(self.headers, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(receiver.status)
            self.send_header("Content-Length", str(len(receiver.body)))
            self.end_headers()
            self.wfile.write(receiver.body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    allow = "/api/2.0/tidemark/webhooks/settings/update"
    ctx.api.post(allow, allow_private_addresses=True)
    try:
        yield receiver
    finally:
        for webhook in ctx.api.get("webhooks").ok().get("webhooks", []):
            ctx.api.delete(f"webhooks/{webhook['webhook_id']}").ok()
        ctx.api.post(allow, allow_private_addresses=False)
        server.shutdown()
        server.server_close()

"""Webhooks of the registry: what they are, and what they are told."""

from typing import Any

from context import Context
from flow import flow
from receiver import SECRET, receiving

MODEL_EVENTS = [
    "registered_model.created",
    "model_version.created",
    "model_version_tag.set",
    "model_version_tag.deleted",
    "model_version_alias.created",
    "model_version_alias.deleted",
]
PROMPT_EVENTS = [
    "prompt.created",
    "prompt_version.created",
    "prompt_tag.set",
    "prompt_tag.deleted",
    "prompt_version_tag.set",
    "prompt_version_tag.deleted",
    "prompt_alias.created",
    "prompt_alias.deleted",
]
CREATED = {"entity": "REGISTERED_MODEL", "action": "CREATED"}


@flow("webhooks.client")
def client(ctx: Context) -> Any:
    """The client makes, reads, lists, changes, tests and deletes a webhook."""
    with receiving(ctx) as receiver:
        fields = {"description": "tells the build", "secret": SECRET}
        made = ctx.client.create_webhook("build", receiver.url, MODEL_EVENTS[:2], **fields)
        seen: dict[str, Any] = {
            "made": made,
            "got": ctx.client.get_webhook(made.webhook_id),
            "listed": list(ctx.client.list_webhooks()),
            "tested": ctx.client.test_webhook(made.webhook_id),
            "tested_with": ctx.client.test_webhook(made.webhook_id, "prompt_alias.deleted"),
        }
        changes = {"name": "other", "events": ["prompt.created"], "status": "DISABLED", "description": "new"}
        seen["changed"] = ctx.client.update_webhook(made.webhook_id, **changes)
        seen["tested_disabled"] = ctx.client.test_webhook(made.webhook_id)
        ctx.client.delete_webhook(made.webhook_id)
        seen["left"] = list(ctx.client.list_webhooks())
        seen["told"] = receiver.wait(3)
        return receiver.hide(seen)


@flow("webhooks.examples")
def examples(ctx: Context) -> Any:
    """A test sends an example of every event that there is, unsigned without a secret."""
    events = [*MODEL_EVENTS, *PROMPT_EVENTS, "budget_policy.exceeded"]
    with receiving(ctx) as receiver:
        made = ctx.client.create_webhook("examples", receiver.url, events)
        results = [ctx.client.test_webhook(made.webhook_id, event) for event in events]
        return receiver.hide({"results": results, "told": receiver.wait(len(events)), "events": made.events})


@flow("webhooks.test_fails")
def test_fails(ctx: Context) -> Any:
    """A test tells what the receiver answered, and that none answered."""
    with receiving(ctx) as receiver:
        made = ctx.client.create_webhook("failing", receiver.url, ["prompt.created"])
        receiver.status, receiver.body = 418, b"a teapot"
        answered = ctx.client.test_webhook(made.webhook_id)
        receiver.status, receiver.body = 204, b""
        empty = ctx.client.test_webhook(made.webhook_id)
        ctx.client.update_webhook(made.webhook_id, url="http://127.0.0.1:9/nobody")
        nobody = ctx.client.test_webhook(made.webhook_id)
        told = bool(nobody.error_message)
        return receiver.hide({"answered": answered, "empty": empty, "nobody": [nobody.success, told]})


@flow("webhooks.models")
def models(ctx: Context) -> Any:
    """What webhooks are told of models, their versions, tags and aliases."""
    name = "told model"
    with receiving(ctx) as receiver:
        ctx.client.create_webhook("models", receiver.url, MODEL_EVENTS, secret=SECRET)
        ctx.client.create_webhook("prompts", receiver.url, PROMPT_EVENTS, secret=SECRET)
        ctx.client.create_registered_model(name, {"k": "v ü"}, "described")
        ctx.client.set_registered_model_tag(name, "silent", "1")
        ctx.client.delete_registered_model_tag(name, "silent")
        ctx.client.create_registered_model("told model without")
        run_id = ctx.run()
        source = f"{ctx.get_run(run_id)['info']['artifact_uri']}/model"
        ctx.client.create_model_version(name, source, run_id, tags={"a": "1"}, description="first")
        ctx.client.set_model_version_tag(name, "1", "stage", "qa")
        ctx.client.set_model_version_tag(name, "1", "stage", "qa2")
        ctx.client.delete_model_version_tag(name, "1", "stage")
        ctx.client.set_registered_model_alias(name, "champion", "1")
        ctx.client.delete_registered_model_alias(name, "champion")
        ctx.client.update_registered_model(name, "silent")
        ctx.client.update_model_version(name, "1", "silent")
        return {"told": receiver.wait(8)}


@flow("webhooks.prompts")
def prompts(ctx: Context) -> Any:
    """What webhooks are told of prompts: their own events, never those of models."""
    name = "told-prompt"
    marks = [{"key": "mlflow.prompt.is_prompt", "value": "true"}, {"key": "_mlflow_prompt_type", "value": "text"}]
    text = {"key": "mlflow.prompt.text", "value": "Hello {{name}}"}
    own = {"key": "own", "value": "1"}
    with receiving(ctx) as receiver:
        ctx.client.create_webhook("models", receiver.url, MODEL_EVENTS, secret=SECRET)
        ctx.client.create_webhook("prompts", receiver.url, PROMPT_EVENTS, secret=SECRET)
        ctx.api.post("registered-models/create", name=name, tags=[*marks, own], description="a prompt").ok()
        ctx.api.post("model-versions/create", name=name, source="dummy-source", tags=[*marks, text, own]).ok()
        ctx.api.post("registered-models/set-tag", name=name, key="t", value="1").ok()
        ctx.api.call("DELETE", "registered-models/delete-tag", {"name": name, "key": "t"}).ok()
        version = {"name": name, "version": "1"}
        ctx.api.post("model-versions/set-tag", **version, key="t", value="1").ok()
        ctx.api.call("DELETE", "model-versions/delete-tag", {**version, "key": "t"}).ok()
        ctx.api.post("registered-models/alias", **version, alias="live").ok()
        ctx.api.call("DELETE", "registered-models/alias", {"name": name, "alias": "live"}).ok()
        return {"told": receiver.wait(8)}


@flow("webhooks.disabled")
def disabled(ctx: Context) -> Any:
    """A disabled webhook is told nothing, an enabled one again."""
    with receiving(ctx) as receiver:
        made = ctx.client.create_webhook("off", receiver.url, MODEL_EVENTS[:1], status="DISABLED")
        ctx.client.create_registered_model("told to nobody")
        ctx.client.update_webhook(made.webhook_id, status="ACTIVE")
        ctx.client.create_registered_model("told when enabled")
        return {"status": made.status, "told": receiver.wait(1)}


@flow("webhooks.wire")
def wire(ctx: Context) -> Any:
    """What a webhook looks like over plain HTTP: the newest first, a page at a time, never with its secret."""
    with receiving(ctx) as receiver:
        answers = [
            ctx.api.post("webhooks", name=name, url=receiver.url, events=[CREATED], secret=SECRET).seen
            for name in ("a", "b", "c")
        ]
        first = ctx.api.get("webhooks", max_results=2).ok()
        second = ctx.api.get("webhooks", max_results=2, page_token=first["next_page_token"]).ok()
        path = f"webhooks/{answers[0]['body']['webhook']['webhook_id']}"
        seen = {
            "made": answers[0],
            "pages": [[one["name"] for one in page["webhooks"]] for page in (first, second)],
            "last": "next_page_token" in second,
            "nothing": ctx.api.patch(path).seen,
            "empty": ctx.api.patch(path, name="", url="", events=[], description="", secret="").seen,
            "camel": ctx.api.call("GET", "webhooks", query={"maxResults": 1}).ok()["webhooks"][0]["name"],
            "tested": ctx.api.post(f"{path}/test").seen,
            "tested_with": ctx.api.post(f"{path}/test", event={"entity": "PROMPT", "action": "CREATED"}).seen,
            "deleted": ctx.api.delete(path).seen,
            "deleted_again": ctx.api.delete(path).refused("RESOURCE_DOES_NOT_EXIST", 404),
            "got": ctx.api.get(path).refused("RESOURCE_DOES_NOT_EXIST", 404),
            "changed": ctx.api.patch(path, name="x").refused("RESOURCE_DOES_NOT_EXIST", 404),
            "test": ctx.api.post(f"{path}/test").refused("RESOURCE_DOES_NOT_EXIST", 404),
        }
        return receiver.hide(seen)


@flow("webhooks.refused")
def refused(ctx: Context) -> Any:
    """Names, URLs and events that are refused, and lists that are."""
    with receiving(ctx) as receiver:

        def made(**fields: Any) -> Any:
            return ctx.api.post("webhooks", **{"name": "w", "url": receiver.url, "events": [CREATED], **fields}).seen

        seen = {
            "no_name": ctx.api.post("webhooks", url=receiver.url, events=[CREATED]).seen,
            "no_url": ctx.api.post("webhooks", name="w", events=[CREATED]).seen,
            "no_events": made(events=[]),
            "upper": made(name="Upper"),
            "dash": made(name="-w"),
            "long": made(name="w" * 64),
            "longest": made(name="w" * 63),
            "blank_url": made(url=" "),
            "ftp": made(url="ftp://example.com/"),
            "no_host": made(url="http://"),
            "action": made(events=[{"entity": "PROMPT", "action": "SET"}]),
            "with_event_twice": made(events=[CREATED, CREATED]),
            "page": ctx.api.get("webhooks", max_results=1001).seen,
            "junk_token": ctx.api.get("webhooks", page_token="junk").seen,
        }
        return receiver.hide(seen)

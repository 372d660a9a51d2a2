"""Prompts that were published here beside the same ones registered by MLflow's Python client. Prints what the client sees of both as JSON."""

import json
import sys
from typing import Any

import mlflow
import requests

uri, phase, contents = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
mlflow.set_tracking_uri(uri)


def seen(name: str, version: int, values: dict[str, Any]) -> Any:
    """All that a client can tell of a version, but for its number and time."""
    prompt = mlflow.genai.load_prompt(name, version=version)
    asked = {"name": name, "version": str(version)}
    stored = requests.get(f"{uri}/api/2.0/mlflow/model-versions/get", asked, timeout=30).json()["model_version"]
    return {
        "template": prompt.template,
        "variables": sorted(prompt.variables),
        "formatted": prompt.format(**values),
        "commit_message": prompt.commit_message,
        "tags": prompt.tags,
        "response_format": prompt.response_format,
        "model_config": prompt.model_config,
        "stored": {tag["key"]: tag["value"] for tag in stored["tags"]},
        "fields": {key: stored[key] for key in ("source", "current_stage", "status", "run_id", "run_link")},
    }


if phase == "register":
    for name, content in contents.items():
        mlflow.genai.register_prompt(
            name,
            content.get("template", content.get("messages")),
            commit_message="said",
            tags={"team": "blue"},
            response_format=content.get("response_format"),
            model_config=content.get("model_config"),
        )
else:
    print(json.dumps({name: [seen(name, version, values) for version in (1, 2)] for name, values in contents.items()}))

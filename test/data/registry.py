"""Three registered models with stages and aliases, and three prompts, as people keep them."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import mlflow
import pandas as pd
from mlflow import MlflowClient
from mlflow.models import infer_signature
from sklearn.linear_model import LogisticRegression

MINUTE = 60_000
EXPERIMENT = "risk/fraud"
REQUIREMENTS = ["mlflow==3.17.2", "scikit-learn==1.7.2", "numpy==2.2.6"]


@dataclass(frozen=True)
class Version:
    model: str
    auc: float
    stage: str = "None"
    alias: str | None = None
    description: str | None = None


VERSIONS = [
    Version("fraud-model", 0.871, stage="Archived", description="First that beat the rules."),
    Version("fraud-model", 0.889, stage="Archived"),
    Version("fraud-model", 0.914, stage="Production", alias="champion", description="**Since October.** Threshold 0.42."),
    Version("fraud-model", 0.921, stage="Staging", alias="challenger", description="Twice the history of each card."),
    Version("fraud-model", 0.917),
    Version("churn-model", 0.782, stage="Archived"),
    Version("churn-model", 0.804, stage="Production", alias="champion"),
    Version("churn-model", 0.811, description="With the calls of the last 30 days."),
]
DESCRIPTIONS = {
    "fraud-model": "Scores card payments.\n\n- trained nightly on the last 90 days\n- owned by **risk**, asked by the payment gateway",
    "churn-model": "Who is about to leave, per week.",
    "resnet-classifier": "Images of the line camera.",
}
SUPPORT = "You answer customers of {{ shop }} in {{ language }}. Be brief. Never promise a date."
SUMMARY = "Summarise the text in {{ sentences }} sentences for {{ reader }}:\n\n{{ text }}"
TRIAGE = """Sort the ticket into one of:
{% for team in teams %}- {{ team.name }}: {{ team.duty }}
{% endfor %}{% if is_urgent %}It is urgent: say whom to call.
{% endif %}
Ticket: {{ ticket }}"""


def log_registry() -> None:
    client = MlflowClient()
    for name, description in DESCRIPTIONS.items():
        client.create_registered_model(name, tags={"team": name.split("-")[0]}, description=description)
    experiment = mlflow.set_experiment(EXPERIMENT)
    with TemporaryDirectory() as folder:
        path = Path(folder, "model")
        save_model(path)
        for number, version in enumerate(VERSIONS):
            register(client, experiment.experiment_id, number, version, path)
    register_baseline(client)
    log_prompts()


def save_model(path: Path) -> None:
    features = pd.DataFrame({"amount": [12.5, 880.0, 3.2, 1200.0], "hour": [11, 3, 16, 2], "age_days": [400, 2, 90, 1]})
    model = LogisticRegression().fit(features, [0, 1, 0, 1])
    signature = infer_signature(features, model.predict(features))
    mlflow.sklearn.save_model(model, path, signature=signature, pip_requirements=REQUIREMENTS)


def register(client: MlflowClient, experiment_id: str, number: int, version: Version, path: Path) -> None:
    with mlflow.start_run(run_name=f"{version.model.split('-')[0]}-{number + 1}") as run:
        mlflow.log_params({"C": 10 ** (number % 3 - 1), "history_days": 90 if number > 2 else 30})
        mlflow.log_metrics({"auc": version.auc, "f1": version.auc * 0.83, "loss": 1 - version.auc})
        logged = client.create_logged_model(experiment_id, version.model, run.info.run_id, model_type="sklearn")
        client.log_model_artifacts(logged.model_id, str(path))
        client.finalize_logged_model(logged.model_id, "READY")
        mlflow.log_metrics({"auc": version.auc, "recall_at_1pct": version.auc * 0.71}, model_id=logged.model_id)
        client.log_outputs(run.info.run_id, [mlflow.entities.LoggedModelOutput(logged.model_id, step=0)])
    made = mlflow.register_model(f"models:/{logged.model_id}", version.model, tags={"data": f"2026-{number + 3:02}"})
    if version.description is not None:
        client.update_model_version(version.model, made.version, version.description)
    if version.stage != "None":
        client.transition_model_version_stage(version.model, made.version, version.stage)
    if version.alias is not None:
        client.set_registered_model_alias(version.model, version.alias, made.version)


def register_baseline(client: MlflowClient) -> None:
    """Of the run with everything: its logged model, and the folder that it logged as artifacts."""
    experiment = client.get_experiment_by_name("vision/resnet")
    (run,) = client.search_runs([experiment.experiment_id], "attributes.run_name = 'resnet50-baseline'")
    (output,) = run.outputs.model_outputs
    mlflow.register_model(f"models:/{output.model_id}", "resnet-classifier")
    mlflow.register_model(f"runs:/{run.info.run_id}/model", "resnet-classifier")
    client.set_registered_model_alias("resnet-classifier", "candidate", "1")


def log_prompts() -> None:
    prompts = mlflow.genai
    prompts.register_prompt("summarise", "Summarise: {{ text }}", commit_message="First try")
    prompts.register_prompt("summarise", SUMMARY, commit_message="Say how long, and for whom", tags={"reviewed": "yes"})
    prompts.register_prompt(
        "summarise",
        SUMMARY + "\n\nAnswer in JSON.",
        commit_message="Answer as JSON",
        response_format={"type": "object", "properties": {"summary": {"type": "string"}}, "required": ["summary"]},
    )
    prompts.set_prompt_alias("summarise", "live", 2)
    prompts.set_prompt_alias("summarise", "beta", 3)
    for temperature, message in [(0.7, "As the desk writes it"), (0.2, "Colder, and with a limit")]:
        prompts.register_prompt(
            "support-answer",
            [{"role": "system", "content": SUPPORT}, {"role": "user", "content": "{{ question }}"}],
            commit_message=message,
            model_config={"provider": "openai", "model_name": "gpt-4o-mini", "temperature": temperature, "max_tokens": 300},
            tags={"desk": "support"},
        )
    prompts.set_prompt_alias("support-answer", "production", 2)
    prompts.register_prompt("triage", TRIAGE, commit_message="Teams come from the caller")
    with mlflow.start_run(run_name="support-eval"):
        mlflow.log_metric("helpful", 0.86)
        for uri in ("prompts:/support-answer/2", "prompts:/summarise@live"):
            prompts.load_prompt(uri)

"""Runs the flows against one tracking server and prints one JSON document of what they observed.

python main.py --uri http://127.0.0.1:5000 --folder /tmp/x [name-prefix ...]
"""

import argparse
import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any


def prepare_environment(uri: str, folder: Path) -> None:
    """Everything the client writes about its surroundings must be the same on every machine."""
    os.environ.update(
        MLFLOW_TRACKING_URI=uri,
        MLFLOW_DISABLE_TELEMETRY="true",
        DO_NOT_TRACK="true",
        LOGNAME="tester",
        MLFLOW_HTTP_REQUEST_MAX_RETRIES="1",
        MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR="0",
        MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR="false",
        MPLBACKEND="Agg",
        HOME=str(folder),
    )
    for name in ("MLFLOW_EXPERIMENT_NAME", "MLFLOW_EXPERIMENT_ID", "MLFLOW_RUN_ID", "MLFLOW_TRACKING_TOKEN"):
        os.environ.pop(name, None)
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    sys.argv[0] = "conformance"


def run_flow(flow: Any, recorder: Any, uri: str, folder: Path) -> dict[str, Any]:
    from calls import unexpected
    from context import Context
    from jsonable import jsonable

    folder.mkdir(parents=True, exist_ok=True)
    with recorder.recording():
        try:
            observed = jsonable(flow.body(Context(flow.name, uri, folder)))
        except Exception as error:
            where = traceback.format_exc(limit=-3)
            return {"says": flow.says, "failed": f"{type(error).__name__}: {error}", "where": where}
        finally:
            end_open_runs()
    calls = sorted(set(recorder.calls())) if flow.by_chance else recorder.calls()
    strange = unexpected(calls, flow.expected)
    result = {"says": flow.says, "observed": observed, "calls": calls}
    return {**result, "failed": f"unexpected statuses: {strange}"} if strange else result


def end_open_runs() -> None:
    """A flow that failed half-way must not leave its run open for the next one."""
    mlflow = sys.modules.get("mlflow")
    while mlflow and mlflow.active_run():
        mlflow.end_run()


def hide(text: str, uri: str, folder: Path) -> str:
    return text.replace(str(folder), "<folder>").replace(uri, "<uri>")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--uri", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("prefixes", nargs="*")
    options = parser.parse_args()
    folder = options.folder.resolve()
    printed, sys.stdout = sys.stdout, sys.stderr  # the client prints to stdout when a run ends
    prepare_environment(options.uri, folder)

    import flows  # noqa: F401
    from calls import CallRecorder
    from flow import FLOWS

    recorder = CallRecorder()
    chosen = [one for one in FLOWS.values() if one.name.startswith(tuple(options.prefixes or [""]))]
    started = int(time.time() * 1000)
    results: dict[str, Any] = {}
    for number, one in enumerate(chosen):
        clock = time.monotonic()
        results[one.name] = run_flow(one, recorder, options.uri, folder / str(number))
        print(f"{one.name}: {time.monotonic() - clock:.2f} s", file=sys.stderr)
    document = {"started": started, "ended": int(time.time() * 1000), "flows": results}
    print(hide(json.dumps(document), options.uri, folder), file=printed)


if __name__ == "__main__":
    main()

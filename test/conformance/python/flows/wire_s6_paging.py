"""Search: sizes of pages, page tokens, what an absent or absurd size means."""

import base64
from typing import Any

from context import MOMENT, Context
from flow import flow

JUNK_TOKENS = {
    "word": "junk",
    "no offset": "e30=",
    "padding": "====",
    "negative offset": base64.b64encode(b'{"offset": -1}').decode(),
    "not ASCII": "é",
}


def experiment_with_runs(ctx: Context, count: int) -> str:
    experiment_id = ctx.experiment()
    for number in range(count):
        ctx.run(experiment_id, run_name=f"r{number}", start_time=MOMENT + number)
    return experiment_id


@flow("s6.runs_page_size")
def runs_page_size(ctx: Context) -> Any:
    """A page of runs has at most 50000; a larger or negative size is refused."""
    experiment_id = experiment_with_runs(ctx, 2)
    sizes = [1, 50000, 50001, 0, -1]
    answers = {str(size): ctx.search_runs(experiment_id, max_results=size).seen for size in sizes}
    assert answers["50000"]["status"] == 200 and answers["50001"]["status"] == 400
    return {size: (answer["status"], len(answer["body"].get("runs", []))) for size, answer in answers.items()}


@flow("s6.null_page_size")
def null_page_size(ctx: Context) -> Any:
    """A page size of null."""
    return {"status": ctx.api.post("runs/search", experiment_ids=[ctx.experiment()], max_results=None).status}


@flow("s6.runs_pages")
def runs_pages(ctx: Context) -> Any:
    """Following the tokens of a run search gives every run once, in order, and then no token."""
    experiment_id = experiment_with_runs(ctx, 5)
    names: list[list[str]] = []
    token: str | None = ""
    while token is not None:
        page = ctx.search_runs(experiment_id, max_results=2, page_token=token).ok()
        names.append([run["info"]["run_name"] for run in page.get("runs", [])])
        token = page.get("next_page_token")
    assert names == [["r4", "r3"], ["r2", "r1"], ["r0"]]
    return names


@flow("s6.runs_last_full_page")
def runs_last_full_page(ctx: Context) -> Any:
    """A token comes only when more runs exist, not when the page is just full."""
    experiment_id = experiment_with_runs(ctx, 2)
    exact = ctx.search_runs(experiment_id, max_results=2).ok()
    less = ctx.search_runs(experiment_id, max_results=1).ok()
    assert "next_page_token" not in exact and "next_page_token" in less
    return {"exact": sorted(exact), "less": sorted(less)}


@flow("s6.token_form")
def token_form(ctx: Context) -> Any:
    """A page token is opaque text."""
    token = ctx.search_runs(experiment_with_runs(ctx, 2), max_results=1).ok()["next_page_token"]
    assert isinstance(token, str) and token
    return {"is_text": True}


@flow("s6.junk_tokens")
def junk_tokens(ctx: Context) -> Any:
    """A token the server did not give is refused with 400."""
    experiment_id = experiment_with_runs(ctx, 2)
    page = {"experiment_id": experiment_id, "max_results": 1}
    runs = {name: ctx.search_runs(page_token=token, **page).status for name, token in JUNK_TOKENS.items()}
    experiments = ctx.api.post("experiments/search", max_results=1, page_token="junk").seen
    models = ctx.api.post("logged-models/search", experiment_ids=[experiment_id], page_token="junk").seen
    assert runs["word"] == 400 and experiments["status"] == 400
    return {"runs": runs, "experiments": experiments, "models": models}


@flow("s6.experiments_page_size")
def experiments_page_size(ctx: Context) -> Any:
    """A search of experiments needs max_results, from 1 to 50000."""
    sizes = [1, 50000, 50001, 0, -1]
    statuses = {str(size): ctx.api.post("experiments/search", max_results=size).status for size in sizes}
    assert statuses == {"1": 200, "50000": 200, "50001": 400, "0": 400, "-1": 400}
    return statuses


@flow("s6.experiments_page_size_absent")
def experiments_page_size_absent(ctx: Context) -> Any:
    """What a search of experiments without max_results answers."""
    return {"status": ctx.api.post("experiments/search").status}


@flow("s6.experiments_by_get")
def experiments_by_get(ctx: Context) -> Any:
    """Experiments can be searched by GET as well."""
    ctx.experiment()
    query = {"max_results": 5, "filter": f"name = '{ctx.name} 1'"}
    return ctx.api.call("GET", "experiments/search", query=query).seen


@flow("s6.experiments_pages")
def experiments_pages(ctx: Context) -> Any:
    """Following the tokens of an experiment search gives every experiment once."""
    for _ in range(3):
        ctx.experiment()
    fields = {"filter": f"name LIKE '{ctx.name} %'", "max_results": 2, "order_by": ["name ASC"]}
    first = ctx.api.post("experiments/search", **fields).ok()
    second = ctx.api.post("experiments/search", **fields, page_token=first["next_page_token"]).ok()
    names = [[experiment["name"] for experiment in page["experiments"]] for page in (first, second)]
    assert [len(page) for page in names] == [2, 1] and "next_page_token" not in second
    return names


@flow("s6.logged_models_page_size")
def logged_models_page_size(ctx: Context) -> Any:
    """A search of logged models takes 501 too."""
    experiment_id = ctx.experiment()
    ctx.model(experiment_id, name="m")
    sizes = [1, 500, 501, 0, -1]
    search = {
        size: ctx.api.post("logged-models/search", experiment_ids=[experiment_id], max_results=size) for size in sizes
    }
    assert search[501].status == 200
    return {str(size): answer.status for size, answer in search.items()}


@flow("s6.logged_models_pages")
def logged_models_pages(ctx: Context) -> Any:
    """Following the tokens of a logged model search gives every model once."""
    experiment_id = ctx.experiment()
    for number in range(3):
        ctx.model(experiment_id, name=f"m{number}")
    fields = {"experiment_ids": [experiment_id], "max_results": 2, "order_by": [{"field_name": "name"}]}
    first = ctx.api.post("logged-models/search", **fields).ok()
    second = ctx.api.post("logged-models/search", **fields, page_token=first["next_page_token"]).ok()
    names = [[model["info"]["name"] for model in page["models"]] for page in (first, second)]
    assert names == [["m0", "m1"], ["m2"]]
    return {"names": names, "token_at_end": "next_page_token" in second}


@flow("s6.runs_of_no_experiment")
def runs_of_no_experiment(ctx: Context) -> Any:
    """A search of runs without experiments finds nothing."""
    return {
        "absent": ctx.api.post("runs/search").seen,
        "empty": ctx.api.post("runs/search", experiment_ids=[]).seen,
        "text": ctx.api.post("runs/search", experiment_ids=["abc"]).seen,
    }


@flow("s6.runs_of_many_experiments")
def runs_of_many_experiments(ctx: Context) -> Any:
    """One search covers several experiments and mixes their runs by start time."""
    first, second = ctx.experiment(), ctx.experiment()
    for number, experiment_id in enumerate((first, second, first)):
        ctx.run(experiment_id, run_name=f"r{number}", start_time=MOMENT + number)
    found = ctx.api.post("runs/search", experiment_ids=[second, first]).ok()["runs"]
    names = [run["info"]["run_name"] for run in found]
    assert names == ["r2", "r1", "r0"]
    return names


@flow("s6.run_view_type")
def run_view_type(ctx: Context) -> Any:
    """Active runs by default; deleted ones, or all, when asked for."""
    experiment_id = experiment_with_runs(ctx, 2)
    gone = ctx.run(experiment_id, run_name="gone", start_time=MOMENT + 9)
    ctx.api.post("runs/delete", run_id=gone).ok()
    kinds = ("ACTIVE_ONLY", "DELETED_ONLY", "ALL")
    seen = {kind: ctx.run_names(experiment_id, run_view_type=kind) for kind in kinds}
    assert seen == {"ACTIVE_ONLY": ["r1", "r0"], "DELETED_ONLY": ["gone"], "ALL": ["gone", "r1", "r0"]}
    return {
        **seen,
        "default": ctx.run_names(experiment_id),
        "bogus": ctx.search_runs(experiment_id, run_view_type="X").status,
    }


@flow("s6.experiment_view_type")
def experiment_view_type(ctx: Context) -> Any:
    """Active experiments by default; deleted ones, or all, when asked for."""
    ctx.experiment()
    ctx.api.post("experiments/delete", experiment_id=ctx.experiment()).ok()
    fields = {"max_results": 10, "filter": f"name LIKE '{ctx.name} %'", "order_by": ["name"]}
    seen = {}
    for kind in ("ACTIVE_ONLY", "DELETED_ONLY", "ALL"):
        found = ctx.api.post("experiments/search", view_type=kind, **fields).ok().get("experiments", [])
        seen[kind] = [experiment["name"] for experiment in found]
    assert [len(names) for names in seen.values()] == [1, 1, 2]
    return seen

"""Turns what MLflow's client hands out into plain JSON values."""

import math
from pathlib import Path
from typing import Any

SAFE_INTEGER = 2**53


def jsonable(value: Any) -> Any:
    """Entities become objects of their properties; NaN, infinities and big integers become text."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < SAFE_INTEGER else f"integer {int(value)}"
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else f"float {float(value)}"
    if isinstance(value, dict):
        return {str(key): jsonable(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(part) for part in value]
    if isinstance(value, Path):
        return str(value)
    return _entity(value)


def _entity(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return jsonable(value.tolist())
    if hasattr(type(value), "__iter__"):
        return {key: jsonable(part) for key, part in dict(value).items()}
    if hasattr(value, "__dict__"):
        return {key.lstrip("_"): jsonable(part) for key, part in vars(value).items()}
    return str(value)

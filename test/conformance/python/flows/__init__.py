"""Every module in this folder registers its flows when imported."""

from importlib import import_module
from pathlib import Path

for module in sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")):
    import_module(f"flows.{module}")

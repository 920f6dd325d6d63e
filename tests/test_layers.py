"""The layers: data flows one way, and only the shell knows MkDocs and Material."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "minutebook"


def test_the_layer_contract_holds() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_every_module_has_its_layer_and_every_layer_its_module() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    flow = next(contract for contract in contracts if contract["id"] == "flow")
    assert flow["exhaustive"] is True
    listed = [name.strip(" ()") for layer in flow["layers"] for name in layer.replace(":", "|").split("|")]
    there = {
        path.stem for path in PACKAGE.iterdir() if (path.suffix == ".py" or (path / "__init__.py").exists()) and path.stem != "__init__"
    }
    assert sorted(listed) == sorted(there)


def test_the_core_runs_without_mkdocs() -> None:
    code = (
        "import sys, importlib\n"
        "for name in ('mkdocs', 'material', 'pymdownx', 'markdown'): sys.modules[name] = None\n"
        "for name in sys.argv[1:]: importlib.import_module('minutebook.' + name)\n"
    )
    core = ["load", "state", "render", "exports", "publish", "report"]
    done = subprocess.run([sys.executable, "-c", code, *core], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

"""Execute docs/notebook.ipynb and write what it shows: python -m tests.docs.notebooks FOLDER_THAT_HOLDS_data.

As Jupyter does it: cells run in one namespace; what a cell's last line gives is shown, as HTML where it can be.
"""

import ast
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

ADDRESS = re.compile(r" at 0x[0-9a-f]+")  # differs from run to run
NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def executed(cells: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each code cell with the outputs that it gives now, as the notebook's format has them."""
    namespace: dict[str, Any] = {}
    for number, cell in enumerate((cell for cell in cells if cell["cell_type"] == "code"), 1):
        with redirect_stdout(io.StringIO()) as printed:
            data = shown(run("".join(cell["source"]), namespace))
        outputs = []
        if printed.getvalue():
            text = printed.getvalue().splitlines(keepends=True)
            outputs.append({"output_type": "stream", "name": "stdout", "text": text})
        if data:
            result = {"output_type": "execute_result", "execution_count": number, "metadata": {}}
            outputs.append(result | {"data": data})
        yield cell, {"execution_count": number, "outputs": outputs}


def run(code: str, namespace: dict[str, Any]) -> Any:
    """Runs a cell; returns the value of its last line, None for a statement."""
    body = ast.parse(code).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), namespace)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), namespace) if last else None


def shown(value: Any) -> dict[str, Any]:
    """A value as the data of a notebook's output."""
    if value is None:
        return {}
    data = {"text/plain": ADDRESS.sub("", repr(value)).splitlines(keepends=True)}
    if hasattr(value, "_repr_html_"):
        data["text/html"] = value._repr_html_().splitlines(keepends=True)
    return data


def main(folder: Path) -> None:
    """Executes the notebook beside the folder `data` and writes it with its outputs."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    os.chdir(folder)
    for cell, given in executed(notebook["cells"]):
        cell.update(given)
    NOTEBOOK.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

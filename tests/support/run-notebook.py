"""Runs a notebook and prints, as JSON, what each of its code cells gave: `python run-notebook.py <notebook> <folder>`."""

import json
import sys

import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
NotebookClient(notebook, timeout=120, resources={"metadata": {"path": sys.argv[2]}}).execute()
cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
json.dump(
    [
        [output.get("data", {}) | ({"text": output["text"]} if "text" in output else {}) for output in cell.outputs]
        for cell in cells
    ],
    sys.stdout,
)

"""Validates a notebook with nbformat, runs it with nbclient, prints what its cells showed before and after as JSON."""
import json, os, sys
import nbformat
from nbclient import NotebookClient

path, align, root = sys.argv[1:4]
notebook = nbformat.read(path, as_version=4)
nbformat.validate(notebook)

def shown():
    return [[sorted(k for k in o.get("data", {"text": 0}) if k != "text/plain") for o in c.outputs]
            for c in notebook.cells if c.cell_type == "code"]

before = shown()
os.environ["ALIGN"] = align
NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": root}}).execute()
print(json.dumps({"version": [notebook.nbformat, notebook.nbformat_minor], "before": before, "after": shown()}))

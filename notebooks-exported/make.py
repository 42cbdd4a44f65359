#!/usr/bin/env python3
"""Makes the notebooks of this folder, or checks that they are not stale.

    make.py            asks `align report --notebook` for each, runs it with nbclient, writes .ipynb and .html
    make.py --check    validates each with nbformat, runs it anew and compares; exit status 1 where one is stale

ALIGN names the program (else .build/release/align). Pictures are not compared, since they vary with matplotlib's version; that
there is one wherever there was one is.
"""
import os, pathlib, re, subprocess, sys, tempfile

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
ALIGN = os.environ.get("ALIGN", str(ROOT / ".build/release/align"))
# One a user: the name of the file, the kind of notebook, the workspace and the language.
NOTEBOOKS = [
    ("budget-office-scenarios", "scenarios", "datasets/tabriz-1402", "en"),
    ("planners-under-funded-goals", "goals", "datasets/tabriz-1402", "en"),
    ("batch-nightly-draft", "draft", "datasets/tabriz-1402", "fa"),
]


def made(kind, workspace, language):
    """The notebook as the program writes it, run."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "notebook.ipynb"
        subprocess.run([ALIGN, "report", workspace, "--notebook", kind, "--lang", language, "--quiet", "--out", str(path)],
                       cwd=ROOT, check=True)
        notebook = nbformat.read(path, as_version=4)
    os.environ["ALIGN"] = ALIGN
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}).execute()
    for cell in notebook.cells:
        # When a cell ran says nothing of what it found.
        cell.metadata.pop("execution", None)
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"], "language_info": {"name": "python"}}
    nbformat.validate(notebook)
    return notebook


def page(notebook):
    """The notebook as one page that fetches nothing."""
    exporter = HTMLExporter(template_name="classic")
    exporter.mathjax_url = exporter.require_js_url = exporter.jquery_url = ""
    html = exporter.from_notebook_node(notebook)[0]
    return re.sub(r'<script src=""></script>\n?', "", html)


def kept(notebook):
    """What must be the same again: the sources and all that was printed or shown as text."""
    cells = []
    for cell in notebook.cells:
        outputs = []
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            text = output.get("text") or data.get("text/html") or ("" if "image/png" in data else data.get("text/plain", ""))
            # pandas numbers its style sheets, and objects stand somewhere in memory.
            text = re.sub(r"0x[0-9a-f]{6,}", "0x", text)
            outputs.append((output.output_type, sorted(k for k in data if k != "text/plain"), text))
        cells.append((cell.cell_type, cell.source, outputs))
    return cells


stale = []
for name, kind, workspace, language in NOTEBOOKS:
    notebook = made(kind, workspace, language)
    path = HERE / f"{name}.ipynb"
    if "--check" in sys.argv:
        there = nbformat.read(path, as_version=4) if path.exists() else nbformat.v4.new_notebook()
        nbformat.validate(there)
        for number, (was, now) in enumerate(zip(kept(there), kept(notebook)), 1):
            if was != now:
                stale.append(f"{path.name}, cell {number}")
        if len(there.cells) != len(notebook.cells):
            stale.append(f"{path.name}: {len(there.cells)} cells, {len(notebook.cells)} now")
        if not (HERE / f"{name}.html").exists():
            stale.append(f"{name}.html is not there")
        elif page(there) != (HERE / f"{name}.html").read_text(encoding="utf-8"):
            stale.append(f"{name}.html is not of {path.name}")
    else:
        nbformat.write(notebook, path)
        (HERE / f"{name}.html").write_text(page(notebook), encoding="utf-8")
        print(path.relative_to(ROOT))
if stale:
    print("Stale (run `make notebooks`):", *stale, sep="\n  ")
    sys.exit(1)

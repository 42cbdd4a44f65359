"""Kills the workbench while several people write, and holds what is left against what was promised: killed.py [ROUNDS [PROGRAM]]

After each kill the server starts anew on the same tables. Every write that was acknowledged must stand in the audit trail, every
table must be what the trail's last entry of it says, and the workspace must be readable.
"""
import hashlib
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from workbench import ROOT, Workbench


class Again(Workbench):
    """The same on a folder that is there already, ended by a kill."""

    def __init__(self, program, folder, dataset):
        self.folder, self.workspace = folder, f"{folder}/{dataset}"
        self.process = subprocess.Popen(
            [str(program), self.workspace, "--port", "0", "--lang", "en"], stdout=subprocess.PIPE, text=True)
        address = urllib.parse.urlsplit(self.process.stdout.readline().split()[-1])
        self.host, self.port = address.hostname, address.port
        self.cookie = ""
        _, headers, _ = self.ask("GET", address.path)
        self.cookie = headers["set-cookie"].split(";")[0]

    def kill(self):
        self.process.kill()
        self.process.wait()


def trail(workspace):
    path = pathlib.Path(workspace, ".align-audit.jsonl")
    if not path.exists():
        return []
    entries = []
    for line in path.read_bytes().split(b"\n"):
        try:
            entries.append(json.loads(line))
        except ValueError:
            pass  # A line that the kill cut off was never acknowledged.
    return entries


def write(bench, random_, acknowledged):
    """One write of a person: a measurement, a judgement or a scenario. What is acknowledged is noted by its own value."""
    value = f"{random_.randrange(1, 10 ** 9)}.{random_.randrange(1, 10 ** 6):06d}1"
    kind = random_.choice(["measure", "save"])
    if kind == "measure":
        status, _, page = bench.ask("POST", "/en/measure.html", {
            "period": "1402Q3", "owner": "آتش‌نشانی", "value.I1@1402Q3": value, "status.I1@1402Q3": "final",
            "was.I1@1402Q3": standing(bench)}, gzip=False)
    else:
        value = f"own-{random_.randrange(10 ** 9)}"
        status, _, page = bench.ask("POST", "/en/save.html", {"yaml": "envelope: 95%\n", "save_as": value}, gzip=False)
    if status == 200 and b'class="done"' in page:
        acknowledged.append(value)


def standing(bench):
    rows = pathlib.Path(bench.workspace, "measurements.csv").read_text(encoding="utf-8").splitlines()
    return next((row.split(",")[2] for row in rows if row.startswith("I1,1402Q3")), "")


def work(bench, seed, acknowledged):
    random_ = random.Random(seed)
    try:
        while True:
            write(bench, random_, acknowledged)
    except Exception:
        return  # The server is gone.


def main(rounds=20, program=ROOT / ".build/release/align-serve"):
    folder = tempfile.mkdtemp(prefix="killed-")
    shutil.copytree(ROOT / "datasets/minimal", f"{folder}/minimal")
    program = pathlib.Path(program)
    align = program.with_name("align")
    acknowledged, wrong, random_ = [], [], random.Random(19)
    for number in range(rounds):
        bench = Again(program, folder, "minimal")
        threads = [threading.Thread(target=work, args=(bench, f"{number} {i}", acknowledged)) for i in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(random_.uniform(0.3, 3))
        bench.kill()
        for thread in threads:
            thread.join()
        last = Again(program, folder, "minimal")  # Takes back what was half done.
        entries = trail(last.workspace)
        told = " ".join(str(entry.get("after")) + " " + entry["subject"] for entry in entries)
        wrong += [f"round {number}: {value} was acknowledged and is not in the trail" for value in acknowledged if value not in told]
        state = {file["name"]: file.get("after") for entry in entries for file in entry.get("files", [])}
        for name, tag in state.items():
            path = pathlib.Path(last.workspace, name)
            now = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
            if now != tag:
                wrong.append(f"round {number}: {name} is not what the trail says")
        for path in pathlib.Path(last.workspace, "scenarios").glob("*.yaml"):
            if f"scenarios/{path.name}" not in state:
                wrong.append(f"round {number}: {path.name} stands there and nobody answers for it")
        last.kill()
        if align.exists() and subprocess.run([align, "check", last.workspace, "--quiet"], stdout=subprocess.DEVNULL).returncode:
            wrong.append(f"round {number}: the tables cannot be read")
    print(f"{rounds} kills, {len(acknowledged)} acknowledged writes, {len(trail(f'{folder}/minimal'))} in the trail, {len(wrong)} wrong")
    for line in wrong[:20]:
        print(line)
    shutil.rmtree(folder)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, *sys.argv[2:3]))

#!/usr/bin/env python3
"""Fails where a target imports a target of ours that Package.swift does not give it.

The compiler finds such a module all the same once it has been built, and in Swift 6.3 the option
--explicit-target-dependency-import-check says nothing, so the imports are read here.
"""
import json
import pathlib
import re
import subprocess
import sys

IMPORT = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal )?import (?:\w+ )?(\w+)")


def named(dependency):
    """The name in one of the ways in which a manifest writes a dependency."""
    return next(iter(dependency.values()))[0]


package = json.loads(subprocess.check_output(["swift", "package", "dump-package"]))
targets = {target["name"]: target for target in package["targets"]}
faults = []
for name, target in targets.items():
    if target["type"] in ("system", "plugin"):
        continue
    allowed = {named(dependency) for dependency in target["dependencies"]} | {name}
    folder = target.get("path") or ("Tests" if target["type"] == "test" else "Sources") + "/" + name
    for file in sorted(pathlib.Path(folder).rglob("*.swift")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            found = IMPORT.match(line)
            if found and found[1] in targets and found[1] not in allowed:
                faults.append(f"{file}:{number}: {name} imports {found[1]}, which Package.swift does not give it")
print("\n".join(faults) if faults else f"layers: {len(targets)} targets import only what Package.swift gives them")
sys.exit(1 if faults else 0)

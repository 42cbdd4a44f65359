#!/usr/bin/env python3
"""Prints what an installation consists of as a CycloneDX 1.5 document (JSON).

usage: sbom.py PROGRAM [--all-bundled]
Packages and their versions are what `swift package show-dependencies` resolved; licences are those that the program itself
lists (`align version --licenses`). Libraries that the program loads are named with the version of the Debian package they
come from, and whether copies of them are bundled (`--all-bundled`: all that manylinux does not allow to be needed).
"""
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import uuid


# What every Linux has, by the rules of manylinux (PEP 600).
SYSTEM = ("libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libgcc_s.so", "libstdc++.so", "libz.so", "libexpat.so",
          "ld-linux")


def output(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def packages():
    """Every package by its identity, with version and address."""
    found = {}

    def walk(node):
        for child in node["dependencies"]:
            found[child["identity"]] = child
            walk(child)

    root = pathlib.Path(__file__).resolve().parent.parent
    walk(json.loads(output("swift", "package", "--build-path", ".build-package/packages", "show-dependencies", "--format", "json", cwd=root, stderr=subprocess.DEVNULL)))
    return found


def debian_library(path):
    """The package and version that a library comes from; None where no package has it."""
    for name in {path, os.path.realpath(path), path.replace("/lib/", "/usr/lib/", 1)}:
        asked = subprocess.run(["dpkg-query", "-S", name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if asked.returncode == 0:
            package = asked.stdout.split(":")[0]
            return package, output("dpkg-query", "-W", "-f=${Version}", package)
    return None


def licenses(expression):
    return [{"expression": expression}] if " " in expression else [{"license": {"id": expression}}]


def main():
    program = sys.argv[1]
    is_bundled = "--all-bundled" in sys.argv
    listed = json.loads(output(program, "version", "--licenses", "--format", "json"))
    version = listed["engine"].split()[1]
    resolved = packages()
    swift = re.search(r"Swift version (\S+)", output("swift", "--version", stderr=subprocess.DEVNULL))[1]

    components, named = [], set()
    for row in listed["components"]:
        if row["part"] != "program" or row["name"] == "Align":
            continue
        component = {"type": "library", "name": row["name"], "licenses": licenses(row["license"]),
                     "copyright": row["copyright"], "externalReferences": [{"type": "website", "url": row["address"]}]}
        package = resolved.get(row["package"])
        if package:
            named.add(row["package"])
            component["version"] = package["version"]
            component["purl"] = "pkg:swift/" + re.sub(r"^https://|\.git$", "", row["address"]) + "@" + package["version"]
            component["bom-ref"] = component["purl"]
        elif row["name"].startswith(("Swift", "ICU", "libdispatch")):
            component["version"] = swift
        components.append(component)
    unlisted = sorted(set(resolved) - named)
    if unlisted:
        print("no licence is listed for: " + ", ".join(unlisted), file=sys.stderr)

    for line in sorted(output("ldd", program).splitlines()):
        match = re.match(r"\s*(\S+) => (/\S+)", line)
        if not match or "/swift/" in match[2]:
            continue
        package, bundled = debian_library(match[2]), is_bundled and not match[1].startswith(SYSTEM)
        component = {"type": "library", "name": match[1], "scope": "required"}
        if package:
            component["version"] = package[1]
            component["purl"] = f"pkg:deb/debian/{package[0]}@{package[1].replace('+', '%2B')}?distro=bookworm"
        if bundled:
            content = pathlib.Path(match[2]).read_bytes()
            component["hashes"] = [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}]
        component["properties"] = [{"name": "align:bundled", "value": str(bundled).lower()}]
        components.append(component)

    moment = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.5",
        "serialNumber": "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components, sort_keys=True))),
        "version": 1,
        "metadata": {"timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                     "component": {"type": "application", "name": "align", "version": version, "bom-ref": "align",
                                   "licenses": licenses("Apache-2.0")}},
        "components": components,
    }
    json.dump(document, sys.stdout, indent=2, ensure_ascii=False, sort_keys=False)
    print()


if __name__ == "__main__":
    main()

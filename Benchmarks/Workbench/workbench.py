"""Starts the workbench on a copy of a data set and comes in by its one-time address; Python's own library alone."""
import http.client
import pathlib
import shutil
import subprocess
import tempfile
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Workbench:
    def __init__(self, program=ROOT / ".build/release/align-serve", dataset="tabriz-1402"):
        self.folder = tempfile.mkdtemp(prefix="workbench-")
        self.workspace = f"{self.folder}/{dataset}"
        shutil.copytree(ROOT / "datasets" / dataset, self.workspace)
        self.process = subprocess.Popen(
            [str(program), self.workspace, "--port", "0", "--lang", "fa"], stdout=subprocess.PIPE, text=True)
        address = urllib.parse.urlsplit(self.process.stdout.readline().split()[-1])
        self.host, self.port = address.hostname, address.port
        self.cookie = ""
        status, headers, _ = self.ask("GET", address.path)
        assert status == 200, status
        self.cookie = headers["set-cookie"].split(";")[0]

    def connect(self):
        return http.client.HTTPConnection(self.host, self.port, timeout=300)

    def ask(self, method, path, form=None, connection=None, gzip=True):
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}:{self.port}"}
        if gzip:
            headers["Accept-Encoding"] = "gzip"
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        own = connection or self.connect()
        own.request(method, path, body, headers)
        answer = own.getresponse()
        content = answer.read()
        if connection is None:
            own.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)

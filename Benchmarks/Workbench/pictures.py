"""Pictures of the workbench by Chromium, into a folder: pictures.py FOLDER [PICTURE…], such as desk-fa or overview-en-narrow.

The browser has no session, so it asks a small server here, which adds the cookie.
"""
import http.server
import subprocess
import sys
import threading
import time
import urllib.parse

from workbench import Workbench

PAGES = {"overview": "index.html", "desk": "scenario.html?open=balanced", "draft": "draft.html?open=balanced",
         "lines": "lines.html", "links": "links.html", "check": "check.html", "review": "review.html",
         "weights": "weights.html", "judge": "judge.html?node=plan&expert=%D8%AE%D8%A8%D8%B1%D9%87+%DB%8C%DA%A9%D9%85",
         "approve": "approve.html?open=balanced", "columns": "columns.html", "open": "open.html",
         "history": "history.html", "present": "present.html?other=balanced"}


def pictures(folder, wanted, program=None):
    bench = Workbench(program) if program else Workbench()

    class Door(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(None)

        def do_POST(self):
            self.answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

        def answer(self, body):
            form = None if body is None else urllib.parse.parse_qsl(body, keep_blank_values=True)
            status, headers, content = bench.ask(self.command, self.path, form, gzip=False)
            self.send_response(status)
            for name in ("content-type", "content-security-policy"):
                if name in headers:
                    self.send_header(name, headers[name])
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    door = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=door.serve_forever, daemon=True).start()
    try:
        for picture in wanted:
            name, language, *narrow = picture.split("-")
            address = f"/{language}/{PAGES[name]}"
            # What takes long is made before the browser waits for it.
            while "refresh" in bench.ask("GET", address)[1]:
                time.sleep(1)
            subprocess.run(
                ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 "--window-size=" + ("500,2400" if narrow else "1400,1500"), "--virtual-time-budget=6000",
                 f"--screenshot={folder}/workbench-{picture}.png", f"http://127.0.0.1:{door.server_port}{address}"],
                check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    finally:
        door.shutdown()
        bench.close()


if __name__ == "__main__":
    pictures(sys.argv[1], sys.argv[2:] or ["overview-en", "desk-fa"])

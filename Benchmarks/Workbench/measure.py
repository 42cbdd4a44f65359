"""Time of a slider's step and sizes of pages, over loopback, in one run: measure.py [ALIGN-SERVE [STEPS]]."""
import statistics
import sys
import threading
import time

from workbench import Workbench

bench = Workbench(*sys.argv[1:2])
steps = int(sys.argv[2]) if len(sys.argv) > 2 else 60
text = open(f"{bench.workspace}/scenarios/balanced.yaml", encoding="utf-8").read()


def quantile(times, part):
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def drag(times, count, start):
    connection = bench.connect()
    for step in range(count):
        form = {
            "yaml": text, "envelope": str(90 + (start + step * 0.5) % 20), "shown_envelope": "100", "lambda": "0.01",
            "shown_lambda": "0.01", "range": "20", "shown_range": "20", "generation": str(step + 1),
        }
        begin = time.perf_counter()
        status, _, body = bench.ask("POST", "/fa/solve.json", form, connection)
        times.append(time.perf_counter() - begin)
        assert status == 200 and len(body) > 1000, (status, len(body))


try:
    begin = time.perf_counter()
    bench.ask("GET", "/fa/index.html")
    print(f"first page, with the analysis: {1000 * (time.perf_counter() - begin):.0f} ms")
    begin = time.perf_counter()
    bench.ask("GET", "/fa/goals.html")
    print(f"another page, cold: {1000 * (time.perf_counter() - begin):.0f} ms")
    drag([], 3, 0)
    times = []
    drag(times, steps, 0)
    print(f"slider step, one user: median {1000 * statistics.median(times):.0f} ms, "
          f"95 % {1000 * quantile(times, 0.95):.0f} ms, of {len(times)}")
    many = [[] for _ in range(20)]
    threads = [threading.Thread(target=drag, args=(own, max(4, steps // 10), index)) for index, own in enumerate(many)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [time for own in many for time in own]
    print(f"slider step, 20 users: median {1000 * statistics.median(times):.0f} ms, "
          f"95 % {1000 * quantile(times, 0.95):.0f} ms, {len(times) / (time.perf_counter() - begin):.1f} a second")
    sizes = {}
    for page in ["index", "axes", "goals", "indicators", "departments", "flags", "data", "method", "downloads", "lines",
                 "scenario", "check", "history", "goal/G001", "indicator/I001", "flag/AL101"]:
        status, _, body = bench.ask("GET", f"/fa/{page}.html")
        assert status == 200, page
        sizes[page] = len(body)
    status, _, body = bench.ask("GET", "/fa/draft.html?open=balanced")
    sizes["draft"] = len(body)
    print("compressed, KB: " + ", ".join(f"{page} {size / 1000:.1f}" for page, size in sizes.items()))
    with open(f"/proc/{bench.process.pid}/status") as status:
        print("peak memory: " + next(line.split(":")[1].strip() for line in status if line.startswith("VmHWM")))
finally:
    bench.close()

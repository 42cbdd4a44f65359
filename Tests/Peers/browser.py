"""Looks at a page in a real browser: browser.py PAGE LANG, or at pages of a site: browser.py --site LANG PAGE…
Prints a list of what is wrong; an empty list is well.

Chromium and its driver are Debian's; without them the exit status is 3.
"""
import json, os, shutil, sys, time

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if not CHROMIUM or not DRIVER:
    sys.exit(3)
from page_checks import CHECKS
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service


is_site = sys.argv[1] == "--site"
lang = sys.argv[2]
pages = [os.path.abspath(page) for page in (sys.argv[3:] if is_site else sys.argv[1:2])]
options = Options()
options.binary_location = CHROMIUM
for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]:
    options.add_argument(argument)
options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
driver = webdriver.Chrome(options=options, service=Service(DRIVER))
wrong = []
try:
    for page in pages:
        name = os.path.basename(page) + " " if is_site else ""
        for width in [1400, 390] if is_site else [1280, 768, 390, 320]:
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                   {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
            driver.get("file://" + page)
            wrong += [f"{name}{width}: {w}" for w in driver.execute_script(CHECKS, lang, width, is_site)]
            # Folded blocks are looked at unfolded too.
            driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
            wrong += [f"{name}{width}, unfolded: {w}" for w in driver.execute_script(CHECKS, lang, width, is_site)]
        requests = driver.execute_script("return performance.getEntriesByType('resource').map(r => r.name)")
        top = "file://" + os.path.dirname(os.path.dirname(page))
        top = os.path.dirname(top) if is_site and os.path.basename(top) in ("fa", "en") else top
        wrong += [f"{name}fetched: " + r for r in requests if not r.startswith("data:") and not (is_site and r.startswith(top))]
        if is_site:
            # The search finds the page itself by its heading.
            heading = driver.find_element(By.CSS_SELECTOR, "h1").text
            field = driver.find_element(By.CSS_SELECTOR, ".search input")
            field.click()
            field.send_keys(heading)
            found = []
            for _ in range(20):
                found = driver.execute_script("return [...document.querySelectorAll('.found a')].map(a => a.href)")
                if found: break
                time.sleep(0.1)
            if os.path.basename(os.path.dirname(page)) not in ("fa", "en") and "file://" + page not in found:
                wrong.append(f"{name}search does not find {heading}: {found[:3]}")
    wrong += ["console: " + entry["message"] for entry in driver.get_log("browser")]
finally:
    driver.quit()
print(json.dumps(wrong, ensure_ascii=False))

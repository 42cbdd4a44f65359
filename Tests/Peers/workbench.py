"""Walks through the workbench in a real browser: workbench.py ALIGN-SERVE FOLDER LANG [PICTURES]

FOLDER is served as a folder of workspaces and changed: `city` with a scenario balanced.yaml, judgements and lines to link, and
`minimal`, whose tables are sent. Prints a list of what is wrong; an
empty list is well. With PICTURES each screen is kept as a picture there.

Chromium and its driver are Debian's; without them the exit status is 3.
"""
import json, os, pathlib, shutil, subprocess, sys, time

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if not CHROMIUM or not DRIVER:
    sys.exit(3)
from page_checks import CHECKS
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

program, folder, lang = sys.argv[1:4]
pictures = sys.argv[4] if len(sys.argv) > 4 else None
city = "city"
WIDTHS = [1400, 390]
# Seconds; an answer that takes longer does not come.
PATIENCE = int(os.environ.get("ALIGN_WALK_PATIENCE", "300"))

server = subprocess.Popen([program, folder, "--port", "0", "--lang", "fa"], stdout=subprocess.PIPE, text=True)
address = server.stdout.readline().split()[-1]
top = address.split("/open/")[0]
base = f"{top}/{city}/{lang}/"

options = Options()
options.binary_location = CHROMIUM
for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]:
    options.add_argument(argument)
options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
driver = webdriver.Chrome(options=options, service=Service(DRIVER))
driver.set_page_load_timeout(600)
wrong = []


def note(text):
    wrong.append(text)


def width(pixels):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": pixels < 500})


def picture(name):
    if pictures:
        height = min(6000, driver.execute_script("return document.documentElement.scrollHeight"))
        shot = driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": driver.execute_script("return innerWidth"), "height": height, "scale": 1}})
        import base64
        pathlib.Path(pictures, f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def look(name):
    """Holds the page that is open against what every page keeps to, folded and unfolded, at each width."""
    for pixels in WIDTHS:
        width(pixels)
        wrong.extend(f"{name} {pixels}: {w}" for w in driver.execute_script(CHECKS, lang, pixels, True))
        picture(f"{name}-{lang}-{pixels}")
        driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
        wrong.extend(f"{name} {pixels}, unfolded: {w}" for w in driver.execute_script(CHECKS, lang, pixels, True))
        for field in driver.find_elements(By.CSS_SELECTOR, "main input:not([type=hidden]), main select, main textarea"):
            named = driver.execute_script(
                "const e = arguments[0]; return !!(e.closest('label') || e.getAttribute('aria-label') || e.hidden"
                " || e.getAttribute('aria-labelledby'))", field)
            if not named:
                note(f"{name} {pixels}: a field without a name: " + (field.get_attribute("name") or "?"))
    width(1400)


def open_page(page):
    driver.get(base + page)
    # A page that is prepared in the background comes back by itself.
    WebDriverWait(driver, PATIENCE).until(lambda d: d.find_elements(By.CSS_SELECTOR, "main"))


def press(selector):
    element = driver.find_element(By.CSS_SELECTOR, selector)
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def done(name):
    try:
        WebDriverWait(driver, PATIENCE).until(
            lambda d: d.find_elements(By.CSS_SELECTOR, "main .done, main .refused"))
    except Exception:
        note(f"{name}: no answer")
        return
    refused = [e.text for e in driver.find_elements(By.CSS_SELECTOR, "main .refused")]
    if not driver.find_elements(By.CSS_SELECTOR, "main .done"):
        note(f"{name}: refused: {refused}")


try:
    driver.get(address)
    WebDriverWait(driver, PATIENCE).until(lambda d: "/open/" not in d.current_url)

    # The planner and the officer: a scenario is changed in its draft, taken back, and approved.
    open_page("scenario.html?open=balanced")
    look("desk")
    open_page("draft.html?open=balanced")
    look("draft")
    amount = driver.find_element(By.CSS_SELECTOR, "td input.amount")
    changed = str(int(amount.get_attribute("value").split(".")[0]) - 1)
    driver.execute_script("arguments[0].value = arguments[1]", amount, changed)
    press("button[value=hold]")
    WebDriverWait(driver, PATIENCE).until(lambda d: d.find_elements(By.CSS_SELECTOR, "button[value=undo]"))
    if "hold:" not in driver.find_element(By.NAME, "yaml").get_attribute("value"):
        note("draft: the changed amount is no hold")
    look("draft-held")
    press("button[value=undo]")
    WebDriverWait(driver, PATIENCE).until(lambda d: not d.find_elements(By.CSS_SELECTOR, "button[value=undo]"))
    open_page("approve.html?open=balanced")
    look("approve")
    driver.find_element(By.NAME, "note").send_keys("12/34")
    press("form[action='approve.html'] button.primary")
    done("approve")
    look("approved")
    open_page("approved.html")
    look("approved-list")

    # The owner: what is due in the next quarter is entered and the quarter is locked.
    open_page("review.html?period=1402Q3")
    look("review")
    press("#owners tbody th a")
    WebDriverWait(driver, PATIENCE).until(lambda d: "measure.html" in d.current_url)
    look("measure")
    field = driver.find_element(By.CSS_SELECTOR, "input[name^='value.']")
    driver.execute_script("arguments[0].value = '50'", field)
    press("#measure button.primary")
    done("measure")
    open_page("review.html?period=1402Q2")
    driver.find_element(By.CSS_SELECTOR, "#lock input[name=note]").send_keys("7")
    press("#lock button.primary")
    done("lock")
    look("locked")

    # The expert: a judgement is chosen, its consistency follows at once, and it is saved.
    open_page("weights.html")
    look("weights")
    press("#experts tbody a")
    WebDriverWait(driver, PATIENCE).until(lambda d: "judge.html" in d.current_url)
    look("judge")
    before = driver.find_element(By.ID, "consistency").get_attribute("innerHTML")
    choice = Select(driver.find_element(By.CSS_SELECTOR, "select[name='ratio.0.1']"))
    choice.select_by_value("9" if choice.first_selected_option.get_attribute("value") != "9" else "1/9")
    WebDriverWait(driver, PATIENCE).until(
        lambda d: d.find_element(By.ID, "consistency").get_attribute("innerHTML") != before)
    press("button[value=save]")
    done("judge")

    # The link desk by its keys.
    open_page("links.html")
    WebDriverWait(driver, PATIENCE).until(lambda d: d.find_elements(By.CSS_SELECTOR, "[data-keys]"))
    look("links")
    driver.find_element(By.TAG_NAME, "body").send_keys("n")
    done("links")

    # The history: what was just done is looked at and taken back.
    open_page("history.html")
    look("history")
    press("#history tbody a")
    WebDriverWait(driver, PATIENCE).until(lambda d: "state.html" in d.current_url)
    look("state")
    press("form[action='restore.html'] button")
    done("restore")

    open_page("columns.html")
    look("columns")
    open_page("open.html")
    look("open")
    driver.find_element(By.CSS_SELECTOR, "#start input[name=name]").send_keys(f"example-{lang}")
    press("#start button")
    WebDriverWait(driver, PATIENCE).until(lambda d: "check.html" in d.current_url)
except Exception as error:
    picture(f"failed-{lang}")
    note(f"{driver.current_url}: {type(error).__name__}: {str(error)[:300]}")

try:
    # What the officer sends: a folder's files become a workspace, and the page of problems follows.
    open_page("open.html")
    name = f"walk-{lang}"
    form = driver.find_elements(By.CSS_SELECTOR, "#new form")[0]
    form.find_element(By.NAME, "name").send_keys(name)
    tables = sorted(str(p.resolve()) for p in pathlib.Path(folder, "minimal").glob("*.csv"))
    form.find_element(By.NAME, "file").send_keys("\n".join(tables))
    driver.execute_script("arguments[0].querySelector('button').click()", form)
    WebDriverWait(driver, PATIENCE).until(lambda d: f"/{name}/" in d.current_url)
    look("check-new")

    open_page("present.html?one=&other=balanced")
    look("present")
    open_page("check.html")
    look("check")
    for entry in driver.get_log("browser"):
        note("console: " + entry["message"])
except Exception as error:
    picture(f"failed-{lang}")
    note(f"{driver.current_url}: {type(error).__name__}: {str(error)[:300]}")
finally:
    driver.quit()
    server.terminate()
    server.wait()
print(json.dumps(wrong, ensure_ascii=False))

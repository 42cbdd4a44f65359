#!/usr/bin/env python3
"""Makes the pictures of the documents, docs/images/*.png, from what `align` writes today.

usage: make-pictures.py ALIGN WORK

ALIGN is the program, WORK a folder for what is made on the way. The city is datasets/tabriz-1402 (synthetic), put into the Persian form
that `align init --xlsx` makes. Sheets are drawn by LibreOffice and pdftoppm, pages by Chromium. Needs openpyxl and Pillow (`make peers`).
"""
import csv, os, re, shutil, subprocess, sys, zipfile

missing = [p for p in ("soffice", "pdftoppm", "chromium") if not shutil.which(p)]
try:
    import openpyxl
    from PIL import Image, ImageChops
except ImportError as error:
    missing.append(f"the Python package {error.name} (make peers, then .venv/bin/python)")
if missing:
    sys.exit("make-pictures: missing: " + ", ".join(missing) + "\nDebian: apt-get install libreoffice-calc poppler-utils chromium fonts-dejavu-core fonts-noto-core")

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ALIGN, WORK = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
IMAGES = os.path.join(ROOT, "docs", "images")
CITY = os.path.join(ROOT, "datasets", "tabriz-1402")
LARGEST = 150_000  # bytes; a page with more pictures than text is slow to open


def align(*arguments, status=0):
    done = subprocess.run([ALIGN, *arguments], capture_output=True, text=True, cwd=WORK)
    if done.returncode != status:
        sys.exit(f"align {' '.join(arguments)}: status {done.returncode}\n{done.stderr[-2000:]}")


def at(name): return os.path.join(WORK, name)


# The city as a workbook


def form_filled(out, without=()):
    """The Persian form with the tables of the city. The English form, which has the same columns, says what each is called there."""
    align("init", "form.xlsx", "--xlsx", "--lang", "fa", "--quiet")
    align("init", "twin.xlsx", "--xlsx", "--lang", "en", "--quiet")
    book, twin = openpyxl.load_workbook(at("form.xlsx")), openpyxl.load_workbook(at("twin.xlsx"))
    for sheet, other in zip(book, twin):
        path = os.path.join(CITY, other.title + ".csv")
        if other.title in ("readme", "settings", "scenarios", "lists"): continue
        sheet.delete_rows(2, sheet.max_row)
        if not os.path.exists(path) or other.title in without: continue
        names = [cell.value for cell in other[1]]
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file): sheet.append([typed(row.get(name), name) for name in names])
    settings = book["تنظیمات"]
    for row in settings.iter_rows(min_row=2):
        value = {"نام": "شهر نمونه (داده ساختگی)", "واحد نمایش": "میلیارد ریال", "نام واحد نمایش": "میلیارد ریال", "دوره": "1402Q2",
                 "پایان چشم‌انداز": 1410}.get(row[0].value)
        if value: row[1].value = value
    for row in book["سناریوها"].iter_rows(min_row=2):
        if row[3].value == "واحد مجری": row[4].value, row[11].value = "سازمان آتش‌نشانی و خدمات ایمنی", "کف آتش‌نشانی"
    book.save(at(out))


def typed(text, column):
    if not text: return None
    if column in ("approved", "allocated", "committed", "spent", "year", "value", "target", "share", "weight"):
        return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
    return text


def decide(workbook, *queue):
    """The decisions that datasets/tabriz-1402/decide.py takes, written into the workbook of the same queue."""
    align("link", "queue", at("city.xlsx"), *queue, "--out", "queue.csv", "--quiet")
    align("link", "queue", at("city.xlsx"), *queue, "--out", workbook, "--quiet")
    subprocess.run([sys.executable, os.path.join(CITY, "decide.py"), at("queue.csv")], check=True, capture_output=True)
    book = openpyxl.load_workbook(at(workbook))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    words = {"accept": "پذیرش", "reject": "رد", "none": "هیچ‌کدام"}
    with open(at("queue.csv"), encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if row["decision"]: sheet.cell(number, columns["تصمیم"]).value = words[row["decision"]]
            if row["share"]: sheet.cell(number, columns["سهم"]).value = float(row["share"])
            for key, heading in (("indicator", "شاخص"), ("goal", "هدف")):
                sheet.cell(number, columns[heading]).value = {"none": "هیچ‌کدام", "": None}.get(row[key], row[key])
    book.save(at(workbook))


# From sheets and pages to pictures


def picture(image, name, colours=64):
    """Without its white margin, in as many colours as keep it small."""
    image = image.convert("RGB")
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    if box: image = image.crop((max(0, box[0] - 12), max(0, box[1] - 12), min(image.width, box[2] + 12), min(image.height, box[3] + 12)))
    path = os.path.join(IMAGES, name)
    while True:
        image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if os.path.getsize(path) <= LARGEST: break
        if colours > 16: colours //= 2
        else: image = image.resize((image.width * 9 // 10, image.height * 9 // 10), Image.Resampling.LANCZOS)
    print(f"{name}: {image.width} × {image.height}, {os.path.getsize(path) // 1000} kB")


FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>
%s</fontconfig>""" % "".join(
    f'<match target="pattern"><test name="family"><string>{name}</string></test>'
    '<edit name="family" mode="assign" binding="same"><string>DejaVu Sans Condensed</string></edit></match>' for name in ("Tahoma", "Calibri"))


def pages(document, first, resolution):
    """A page of what LibreOffice prints of a workbook, or of a PDF."""
    if not document.endswith(".pdf"):
        # Tahoma is on every Windows machine and on few others; what stands in for it has to have Persian letters and digits.
        with open(at("fonts.conf"), "w") as file: file.write(FONTS)
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", WORK, document], check=True, capture_output=True,
                       env={**os.environ, "FONTCONFIG_FILE": at("fonts.conf")})
        document = os.path.splitext(document)[0] + ".pdf"
    subprocess.run(["pdftoppm", "-r", str(resolution), "-f", str(first), "-l", str(first), "-singlefile", "-png", document, at("page")], check=True)
    return Image.open(at("page.png"))


def as_on_screen(sheet, area):
    """Printing the cells of an area with the letters and numbers of columns and rows."""
    sheet.print_area = area
    sheet.print_title_rows = None
    sheet.print_options.headings = sheet.print_options.gridLines = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = None


def sheet(workbook, title, area, name, resolution=130, hidden="", widths={}):
    """A picture of some cells of a sheet, without the columns that are hidden."""
    book = openpyxl.load_workbook(at(workbook))
    for other in book.sheetnames:
        if other != title: del book[other]
    last = int(re.search(r"\d+$", area)[0])
    if book[title].max_row > last: book[title].delete_rows(last + 1, book[title].max_row)
    as_on_screen(book[title], area)
    for letter in hidden: book[title].column_dimensions[letter].hidden = True
    for letter, width in widths.items(): book[title].column_dimensions[letter].width = width
    book.save(at("shown.xlsx"))
    picture(pages(at("shown.xlsx"), 1, resolution), name)


def problems():
    """The workbook with a note at each wrong cell; notes are drawn open, as under the mouse."""
    book = openpyxl.load_workbook(at("form.xlsx"))
    budget = book["بودجه"]
    budget["D3"], budget["B4"] = "دویست میلیون", 14002
    book["شاخص‌ها"]["B3"] = "G07"
    as_on_screen(budget, "A1:M12")
    book.save(at("wrong.xlsx"))
    align("check", "wrong.xlsx", "--problems", "problems.xlsx", "--quiet", status=65)
    sheet("problems.xlsx", "خطاها و تذکرها", "A1:G5", "fa-problems-list.png")
    with zipfile.ZipFile(at("problems.xlsx")) as source, zipfile.ZipFile(at("noted.xlsx"), "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            data = source.read(part)
            if part.endswith(".vml"): data = re.sub(r"<(\w+:)shape [\s\S]*?</\1shape>", opened, data.decode()).encode()
            target.writestr(part, data)
    pages(at("noted.xlsx"), 1, 130)
    for number in range(2, 20):
        text = subprocess.run(["pdftotext", "-f", str(number), "-l", str(number), at("noted.pdf"), "-"], capture_output=True, text=True).stdout
        if "14002" in text: return picture(pages(at("noted.pdf"), number, 130), "fa-problems.png")
    sys.exit("make-pictures: no page shows the notes of problems.xlsx")


def opened(match):
    shape = match[0]
    row = re.search(r":Row>(\d+)<", shape)
    if not row or row[1] == "0": return shape
    return re.sub(r"<(\w+):Row>", r"<\1:Visible/><\1:Row>", shape.replace("visibility:hidden", "visibility:visible"))


BROWSER = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=3000"]


def page(path, name, width, height):
    """A picture of the top of a page. Chromium has no window narrower than 500 points, so narrow pages stand in a frame."""
    if width < 500:
        with open(at("frame.html"), "w") as file:
            file.write(f'<body style="margin:0"><iframe src="{path}" width="{width}" height="{height}" style="border:0"></iframe>')
        address, window = at("frame.html"), (500, height)
    else: address, window = at(path), (width, height)
    subprocess.run([*BROWSER, "--allow-file-access-from-files", f"--window-size={window[0]},{window[1]}", f"--screenshot={at('page.png')}", address],
                   check=True, capture_output=True)
    image = Image.open(at("page.png")).convert("RGB").crop((0, 0, width, height))
    picture(image, name, 128)


def printed(path, name, resolution=80):
    """The first A4 page as the browser prints it."""
    subprocess.run([*BROWSER, "--no-pdf-header-footer", f"--print-to-pdf={at('printed.pdf')}", at(path)], check=True, capture_output=True)
    picture(pages(at("printed.pdf"), 1, resolution), name, 128)


def main():
    os.makedirs(IMAGES, exist_ok=True)
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    form_filled("city.xlsx", without=("links", "rules"))
    sheet("form.xlsx", "تنظیمات", "A1:C15", "fa-form-settings.png")
    sheet("form.xlsx", "شاخص‌ها", "A1:K6", "fa-form-indicators.png")
    sheet("form.xlsx", "بودجه", "A1:T6", "fa-form-budget.png", hidden="EFGHIJLPQR")
    problems()
    decide("decisions.xlsx")
    sheet("decisions.xlsx", "تصمیم‌ها", "A1:R19", "fa-decisions.png", hidden="CDHINO", widths={"E": 44})
    align("link", "accept", at("city.xlsx"), "decisions.xlsx", "--by", "مریم احمدی", "--quiet")
    decide("projects.xlsx", "--groups", "projects")
    align("link", "accept", at("city.xlsx"), "projects.xlsx", "--by", "مریم احمدی", "--quiet")
    sheet("city.xlsx", "سناریوها", "A1:L7", "fa-scenario.png", hidden="FGHIK")
    align("draft", at("city.xlsx"), "متوازن", "--out", "draft.xlsx", "--quiet")
    picture(pages(at("draft.xlsx"), 1, 90), "fa-draft-summary.png")
    picture(pages(at("draft.pdf"), 2, 110), "fa-draft-lines.png")
    align("report", at("city.xlsx"), "--lang", "fa", "--out", "report.html", "--quiet")
    align("report", at("city.xlsx"), "--lang", "fa", "--brief", "--out", "brief.html", "--quiet")
    align("report", CITY, "--site", "site", "--quiet")
    page("report.html", "fa-report.png", 1200, 1500)
    printed("brief.html", "fa-brief.png")
    page("site/fa/index.html", "fa-site.png", 1200, 1250)
    page("site/fa/goal/G001.html", "fa-goal-narrow.png", 390, 1250)
    page("site/fa/indicator/I001.html", "indicator-fa.png", 1200, 1250)
    page("site/en/index.html", "overview-en.png", 1200, 1250)
    page("site/en/goal/G001.html", "goal-narrow-en.png", 390, 1250)


main()

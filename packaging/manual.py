#!/usr/bin/env python3
"""Writes the manual pages of Align from the help that the program itself gives.

usage: manual.py ALIGN FOLDER VERSION DATE
A page for `align` and one for each command, in English under FOLDER/man1 and in the other languages of the catalogues under
FOLDER/CODE/man1. DATE is that of the heading (YYYY-MM-DD), so that the same program gives the same pages.
"""
import json
import os
import pathlib
import subprocess
import sys

# The words around the help, which belong to manual pages and are in no catalogue.
WORDS = {
    "en": dict(name="NAME", usage="SYNOPSIS", about="DESCRIPTION", arguments="ARGUMENTS", options="OPTIONS",
               commands="COMMANDS", status="EXIT STATUS", variables="ENVIRONMENT", also="SEE ALSO",
               default="Default", values="Values", title="Align Manual"),
    "es": dict(name="NOMBRE", usage="SINOPSIS", about="DESCRIPCIÓN", arguments="ARGUMENTOS", options="OPCIONES",
               commands="ÓRDENES", status="ESTADO DE SALIDA", variables="ENTORNO", also="VÉASE TAMBIÉN",
               default="Por omisión", values="Valores", title="Manual de Align"),
    "fa": dict(name="نام", usage="کاربرد", about="شرح", arguments="ورودی‌ها", options="گزینه‌ها", commands="فرمان‌ها",
               status="وضعیت خروج", variables="متغیرهای محیط", also="همچنین ببینید", default="پیش‌فرض", values="مقدارها",
               title="راهنمای Align"),
}

# sysexits.h where it has a status for it.
STATUS = [
    ("0", "done", "hecho", "انجام شد"),
    ("1", "flags at or above --fail-on remain, a draft does not hold, or align doctor found a fault",
     "quedan alertas de la gravedad de --fail-on, un borrador no se sostiene, o align doctor halló un fallo",
     "هشدارهایی به شدت --fail-on یا بیشتر مانده است، پیش‌نویس درست نیست، یا align doctor خطایی یافت"),
    ("2", "the limits of a scenario contradict each other", "los límites de un escenario se contradicen",
     "محدودیت‌های سناریو با هم ناسازگارند"),
    ("64", "usage", "uso incorrecto", "دستور نادرست"),
    ("65", "bad data", "datos incorrectos", "دادهٔ نادرست"),
    ("66", "input missing", "falta la entrada", "ورودی نیست"),
    ("70", "a defect of Align", "un defecto de Align", "خطای Align"),
    ("71", "too little memory under ulimit -v", "poca memoria con ulimit -v", "حافظهٔ کم زیر ulimit -v"),
    ("73", "output cannot be written, or another run holds it", "no se puede escribir la salida, o la tiene otra ejecución",
     "خروجی نوشته نمی‌شود، یا اجرای دیگری آن را در دست دارد"),
]

VARIABLES = [
    ("LC_ALL, LC_MESSAGES, LANG", "the language of messages: the first that is set; --lang comes before them",
     "el idioma de los mensajes: la primera que tenga valor; --lang tiene prioridad",
     "زبان پیام‌ها: نخستین متغیری که مقدار دارد؛ --lang بر آن‌ها مقدم است"),
    ("ALIGN_MESSAGES", "ndjson writes problems to standard error as one JSON object a line",
     "ndjson escribe los problemas en el error estándar como un objeto JSON por línea",
     "ndjson خطاها را در خروجی خطا هر یک به صورت یک شیء JSON در یک سطر می‌نویسد"),
    ("NO_COLOR", "no colour on a terminal", "sin color en el terminal", "بدون رنگ در پایانه"),
    ("ALIGN_LANGUAGES", "a folder of further catalogues (CODE.po)", "una carpeta con más catálogos (CODE.po)",
     "پوشهٔ ترجمه‌های دیگر (CODE.po)"),
    ("ALIGN_BLAS_KERNELS",
     "auto, keep, or the name of kernels of OpenBLAS; auto (the default) replaces kernels narrower than AVX2 where the "
     "processor has AVX2 and a self-test passes",
     "auto, keep, o el nombre de unos núcleos de OpenBLAS; auto (por omisión) cambia los que no usan AVX2 si el procesador "
     "lo tiene y la autoprueba es correcta",
     "auto، keep یا نام هسته‌های OpenBLAS؛ auto (پیش‌فرض) هسته‌های کمتر از AVX2 را، اگر پردازنده AVX2 داشته باشد و خودآزمون درست "
     "باشد، عوض می‌کند"),
    ("OPENBLAS_CORETYPE", "kernels of OpenBLAS that Align leaves in place", "núcleos de OpenBLAS que Align no cambia",
     "هسته‌های OpenBLAS که Align آن‌ها را عوض نمی‌کند"),
]


def escaped(text):
    """Text as roff takes it: no line begins with a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in text.split("\n"))


def quoted(text):
    return '"' + escaped(text).replace('"', '\\(dq') + '"'


def paragraphs(text):
    for index, paragraph in enumerate(text.split("\n\n")):
        if index:
            yield ".PP"
        lines = paragraph.split("\n")
        for position, line in enumerate(lines):
            yield escaped(line.strip())
            if position + 1 < len(lines):
                yield ".br"


def spelled(argument):
    """An option as it is typed, with the value that it takes."""
    if argument["kind"] == "positional":
        return f"\\fI{escaped(argument['valueName'])}\\fR" + (" ..." if argument["isRepeating"] else "")
    names = ", ".join(
        "\\fB" + escaped(("-" if name["kind"] == "short" else "--") + name["name"]) + "\\fR"
        for name in sorted(argument["names"], key=lambda name: name["kind"] != "short"))
    return names + (f" \\fI{escaped(argument['valueName'])}\\fR" if argument["kind"] == "option" else "")


def usage(name, command):
    parts = ["\\fB" + escaped(name) + "\\fR"]
    if command.get("subcommands"):
        parts.append("\\fIcommand\\fR")
    for argument in shown(command):
        text = spelled(argument)
        parts.append(f"[{text}]" if argument["isOptional"] or argument["kind"] == "flag" else text)
    return " ".join(parts)


# What ArgumentParser itself says of its two flags, in English only.
BUILT_IN = {
    "es": {"Show help information.": "Muestra esta ayuda.", "Show the version.": "Muestra la versión."},
    "fa": {"Show help information.": "این راهنما را نشان می‌دهد.", "Show the version.": "نسخه را نشان می‌دهد."},
}


def shown(command):
    return [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay", True)]


def entry(argument, language):
    words = WORDS[language]
    yield ".TP"
    yield spelled(argument)
    text = argument.get("abstract", "").strip()
    text = BUILT_IN.get(language, {}).get(text, text)
    if argument.get("discussion"):
        text += "\n" + argument["discussion"].strip()
    if argument.get("allValues") and not all(value in text for value in argument["allValues"]):
        text += f"\n{words['values']}: " + ", ".join(argument["allValues"]) + "."
    if argument.get("defaultValue"):
        text += f"\n{words['default']}: {argument['defaultValue']}."
    yield from paragraphs(text.strip() or "\\&")


def visible(command):
    return [sub for sub in command.get("subcommands", []) if sub["commandName"] != "help" and sub.get("shouldDisplay", True)]


def page(name, command, language, version, date, siblings):
    words = WORDS[language]
    column = {"en": 1, "es": 2, "fa": 3}[language]
    title = name.replace(" ", "-").upper()
    yield ".\\\" Made by packaging/manual.py from the program's own help."
    yield f".TH {quoted(title)} 1 {date} {quoted('align ' + version)} {quoted(words['title'])}"
    yield f".SH {words['name']}"
    yield escaped(name.replace(" ", "-")) + " \\- " + escaped(command["abstract"].rstrip(".").replace("\n", " "))
    yield f".SH {words['usage']}"
    yield ".nh"
    yield ".ad l"
    yield usage(name, command)
    yield ".ad b"
    yield ".hy"
    if command.get("discussion"):
        yield f".SH {words['about']}"
        about = command["discussion"].split("\n\n")
        if name == "align":
            # The list of statuses has a section of its own here.
            about = [paragraph for paragraph in about if "--fail-on" not in paragraph]
        yield from paragraphs("\n\n".join(about))
    for kinds, heading in ((("positional",), "arguments"), (("option", "flag"), "options")):
        chosen = [argument for argument in shown(command) if argument["kind"] in kinds]
        if chosen:
            yield f".SH {words[heading]}"
            for argument in chosen:
                yield from entry(argument, language)
    if visible(command):
        yield f".SH {words['commands']}"
        for sub in visible(command):
            yield ".TP"
            yield f"\\fB{escaped(name)} {escaped(sub['commandName'])}\\fR"
            yield escaped(sub["abstract"])
    if name == "align":
        for rows, heading in ((STATUS, "status"), (VARIABLES, "variables")):
            yield f".SH {words[heading]}"
            for row in rows:
                yield ".TP"
                yield f"\\fB{escaped(row[0])}\\fR"
                yield escaped(row[column]) + "."
    yield f".SH {words['also']}"
    yield " ,\n".join(f".BR {escaped(other)} (1)" for other in siblings).replace("(1) ,", "(1),")


def walk(name, command):
    yield name, command
    for sub in visible(command):
        yield from walk(f"{name} {sub['commandName']}", sub)


def main():
    align, folder, version, date = sys.argv[1:]
    for language in WORDS:
        environment = {**os.environ, "LC_ALL": language, "LANG": language}
        help = json.loads(subprocess.check_output([align, "--experimental-dump-help"], env=environment))
        target = pathlib.Path(folder, *([] if language == "en" else [language]), "man1")
        target.mkdir(parents=True, exist_ok=True)
        pages = list(walk("align", help["command"]))
        for name, command in pages:
            file = name.replace(" ", "-")
            parent = "-".join(file.split("-")[:-1])
            others = ([parent] if parent else []) + [
                f"{file}-{sub['commandName']}" for sub in visible(command)]
            lines = page(name, command, language, version, date, others)
            (target / f"{file}.1").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

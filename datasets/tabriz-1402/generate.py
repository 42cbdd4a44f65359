#!/usr/bin/env python3
"""Writes the synthetic workspace tabriz-1402 anew, byte for byte.  usage: generate.py [SEED FOLDER]

Every planted fact is known from its making and goes to truth.csv; what arises besides (fact `arises`) is worked out here
from the same roles, not by the engine. Another seed writes another city of the same kind into another folder.
"""
import csv, math, os, random, shutil, sys
from words import *

HERE = os.path.dirname(os.path.abspath(__file__))
SEED, FOLDER = (int(sys.argv[1]), sys.argv[2]) if len(sys.argv) == 3 else (1402, HERE)
G = random.Random(SEED)
S = random.Random(f"services {SEED}")  # services have draws of their own, so that they change nothing else
TOTALS = {1399: 36_094 * 10**9, 1400: 60_000 * 10**9, 1401: 102_000 * 10**9, 1402: 176_540 * 10**9}
YEARS = list(TOTALS)
QUARTERS = [(y, q) for y in range(1398, 1403) for q in range(1, 5) if (y, q) <= (1402, 2)]
TRUTH = []
STARVING = ("G008", "G026", "G031")  # goals that are far behind and get little


def u(low, high, draw=G):
    return low + (high - low) * draw.random()


def pick(items, draw=G):
    return items[int(draw.random() * len(items))]


def shuffled(items, draw=G):
    return [x for _, x in sorted((draw.random(), k) for k in range(len(items))) for x in [items[x]]]


def write(name, heading, rows):
    with open(os.path.join(FOLDER, name + ".csv"), "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(heading)
        w.writerows(rows)


def truth(code, subject, planted=True):
    """Notes a fact: planted, one that arises, or in words of its own."""
    TRUTH.append((code, subject, {True: "planted", False: "arises"}.get(planted, planted)))


# ---- the plan: 40 goals, 288 indicators, each with a role that fixes what is to be found ----

def plan():
    goals, indicators = [], []
    shares = {"A01": [30, 25, 25, 20], "A02": [35, 30, 20, 15]}
    for k, (axis, fa, en, things, measures, works) in enumerate(GOALS):
        place = sum(1 for g in goals if g["axis"] == axis)
        goal = dict(id=f"G{k + 1:03}", axis=axis, fa=fa, en=en, works=works,
                    weight=shares.get(axis, [28, 26, 24, 22])[place], indicators=[])
        goals.append(goal)
        combos = [(t, m) for t in things for m in measures][:8 if k % 5 == 0 else 7]
        for (thing, thing_en), (name, name_en, unit, kind, direction) in combos:
            row = dict(id=f"I{len(indicators) + 1:03}", goal=goal["id"], fa=name.format(thing), en=name_en.format(thing_en),
                       unit=unit, kind=kind, direction=direction, owner=pick(DEPARTMENTS[axis]), role="behind",
                       frequency="quarterly" if kind == "flow" or G.random() < .6 else "yearly",
                       aggregate="mean" if name_en == MEAN[1] else "sum" if kind == "flow" else "")
            indicators.append(row)
            goal["indicators"].append(row)
    return goals, indicators


def give_roles(goals, indicators):
    def take(role, count, fits):
        free = shuffled([i for i in indicators if i["role"] == "behind" and fits(i)])[:count]
        for i in free:
            i["role"] = role

    level = lambda i: i["kind"] == "level" and i["direction"] != "hold"
    # Two goals are nearly done and will get much money; three are far behind and will get little.
    for goal in (goals[8], goals[20]):
        for i in goal["indicators"][:-1]:
            i["role"] = "met"
    take("never", 15, lambda i: i["goal"] not in ("G009", "G021"))
    take("stale", 12, lambda i: level(i) and i["frequency"] == "quarterly")
    take("worse", 6, level)
    take("no unit", 2, level)
    take("no owner", 2, level)
    take("no baseline", 3, level)
    take("no target", 3, level)
    take("wrong side", 4, lambda i: i["kind"] == "level" and i["direction"] == "up")
    take("past", 6, level)
    take("met", 30, lambda i: True)
    take("starved", 12, lambda i: True)
    for i in indicators:
        if i["goal"] in STARVING and i["role"] == "met":
            i["role"] = "behind"
    codes = {"never": ["AL301"], "stale": ["AL302"], "worse": ["AL303"], "wrong side": ["AL305"], "no unit": ["AL304"],
             "no owner": ["AL304"], "no baseline": ["AL304"], "no target": ["AL304"], "starved": ["AL201"]}
    for i in indicators:
        for code in codes.get(i["role"], []):
            truth(code, i["id"])


def numbers(indicators):
    """Baselines, targets and measurements that follow from the roles. The way done of the whole way to 1402 is `done`."""
    targets, measured = [], []
    for i in indicators:
        role, kind, way = i["role"], i["kind"], i["direction"]
        base = round(u(20, 80), 1)
        last = {"up": base * u(1.25, 1.8), "down": base * u(.5, .75), "hold": base}[way]
        if role == "wrong side":
            last = base * .8
        if kind == "milestone":
            base, last = 0, 1
        if kind == "band":
            base = 60.0
        end = 1401 if role == "past" else 1402
        path = {y: base + (last - base) * (y - 1397) / 5 for y in range(1397, 1403)}
        if kind == "flow":
            path = {y: round(base * (1 + (.12 if way == "up" else -.06) * (y - 1397))) for y in range(1397, 1403)}
            base = path[1397]
        i["baseline"] = "" if role == "no baseline" else base
        digits = 3 if kind == "milestone" else 1
        shape = [.15, .25, .3, .3] if kind == "flow" and G.random() < .3 else None
        for y in range(1398, end + 1):
            if role == "no target":
                break
            if kind == "band":
                targets.append([i["id"], y, "", 70, 90, "", "", "", ""])
            else:
                targets.append([i["id"], y, round(path[y], digits), "", ""] + (shape or [""] * 4))
        if role == "never":
            i["done"] = None
            continue
        done = u(1.02, 1.15) if role == "met" else -.15 if role == "worse" else u(.2, .72)
        if i["goal"] in STARVING and role not in ("met", "worse"):
            done *= .4
        i["done"] = done
        for y, q in QUARTERS:
            yearly = i["frequency"] == "yearly"
            if yearly and q != 4:
                continue
            if role == "stale" and (y, q) > (1401, 2):
                continue
            recent = (y, q) >= (1401, 4) if yearly else (y, q) >= (1402, 1)
            if not recent and not (role == "stale" and (y, q) == (1401, 2)) and G.random() < .08:
                continue  # a gap in the statistics
            passed = min(1, (y - 1397 - (4 - q) / 4) / 4.5)
            if kind == "flow":
                share = 1 if i["aggregate"] == "mean" else (shape or [.25] * 4)[q - 1]
                factor = done if way == "up" else (.93 if role == "met" else 2 - done)
                value = round(path[y] * share * factor, 2)
            elif kind == "band":
                value = 80.0 if role == "met" else round(70 - 10 * (1 - done) - (1 - passed), 2)
            elif way == "hold" or role == "wrong side":
                value = path[1402] if role == "met" else round(path[1402] * (.75 + .1 * done), 2)
            else:
                value = round(path[1397] + (path[1402] - path[1397]) * done * passed, 4 if kind == "milestone" else 2)
            if recent and role == "met" and kind == "level" and way != "hold":
                value = round(path[1402] + (path[1402] - path[1397]) * .05, 2)
            if recent and role == "met" and kind == "milestone":
                value = 1
            measured.append([i["id"], f"{y}" if yearly else f"{y}Q{q}", value, "گزارش عملکرد " + i["owner"],
                             "provisional" if (y, q) == (1402, 2) else "final"])
    return targets, measured


# ---- the budget: lines that recur from year to year ----

def lines(goals):
    result = []
    titles = set()

    def add(mission, program_code, program, title, department, kind, economic, weight, mandatory=False, goal=None, project=""):
        count = sum(1 for r in result if r["code"] == program_code)
        row = dict(id=f"{mission[0]}-{program_code}-{count + 1:03}", code=program_code, mission=mission[1], program=program,
                   title=title, department=department, kind=kind, economic=economic, weight=weight, mandatory=mandatory,
                   goal=goal, project=project, served={}, how=None, exec=None, service=False, kinds={})
        result.append(row)
        return row

    names = {a[0]: a[1] for a in AXES}
    for k, goal in enumerate(goals):
        mission = (f"{AXES.index(next(a for a in AXES if a[0] == goal['axis'])) + 10}", names[goal["axis"]])
        made = 0
        while made < 61:
            work, place, verb = pick(goal["works"]), pick(PLACES), pick(VERBS)
            title = f"{verb} {work} {place}"
            if title in titles:
                continue
            titles.add(title)
            made += 1
            district = G.random() < .35
            add(mission, f"{1201 + k}", "برنامه " + goal["fa"], title,
                pick(DISTRICTS) if district else pick(DEPARTMENTS[goal["axis"]]), "capital", "تملک دارایی‌های سرمایه‌ای",
                math.exp(1.2 * (G.random() + G.random() + G.random() - 1.5) * 2), goal=goal, project="طرح " + work)
    units = [d for list_ in DEPARTMENTS.values() for d in list_] + DISTRICTS
    for unit in units:
        for title, economic, mandatory in RUNNING:
            add(("90", "خدمات پشتیبانی"), "9001" if mandatory else "9002",
                "برنامه هزینه‌های پرسنلی و تعهدات" if mandatory else "برنامه پشتیبانی و اداری", title.format(unit), unit,
                "financial" if "اقساط" in title else "current", economic, (9 if mandatory else 1.5) * u(.4, 2.2), mandatory)
        for title, economic in shuffled(SERVES_NOTHING)[:5]:
            add(("90", "خدمات پشتیبانی"), "9003", "برنامه حوزه ریاست و روابط عمومی", title.format(unit), unit, "current", economic,
                u(.2, 1.2))
    return result


def tie(goals, indicators, budget):
    """Links, rules and what each line then serves; the role of every line is known here."""
    links, rules = [], []
    experts = ["کارگروه بودجه", "معاونت برنامه‌ریزی", "اداره کل طرح‌ها"]

    def link(line, subject="", goal="", share="", mark="", effect="", status="confirmed", why="موافقت‌نامه طرح"):
        links.append([line, subject, goal, share, mark, effect, why, pick(experts), status])

    dates = {i["id"]: i for i in indicators}
    ruled = {goals[k]["id"]: goals[k]["indicators"][0]["id"] for k in (2, 6, 11, 16, 22, 27, 31, 33, 36, 39)}
    road = goals[20]["indicators"]
    for indicator in [*ruled.values(), road[0]["id"], *(i["id"] for i in goals[5]["indicators"])]:
        if dates[indicator]["role"] == "starved":
            dates[indicator]["role"] = "behind"
            TRUTH.remove(("AL201", indicator, "planted"))
    for goal_id, indicator in ruled.items():
        program = next(l["program"] for l in budget if l["goal"] and l["goal"]["id"] == goal_id)
        rules.append([indicator, "", .8, "", "", program, "", "", "", "", "همه طرح‌های این برنامه"])
    rules.append([road[0]["id"], "", .9, "", "", "", "", "", "", "آسفالت معابر", "هر روکش آسفالت"])
    rules.append(["", goals[5]["id"], .7, "", "", "", "", "", "", "/^(احداث|تکمیل) سوله/", "سوله‌های بحران"])

    prefixed = {}
    for goal in goals:
        own = [l for l in budget if l["goal"] is goal]
        usable = [i for i in goal["indicators"] if i["role"] != "starved"]
        if goals.index(goal) in (4, 13, 24):
            prefixed[goal["id"]] = usable[1]
            link(own[0]["id"].rsplit("-", 1)[0], usable[1]["id"], share=.75, why="مصوبه شورا")
        for n, line in enumerate(own):
            serve, draw = line["served"], G.random()
            if goal["id"] in STARVING:
                line["weight"] *= .12
            if goal["id"] in ("G009", "G021"):
                line["weight"] *= 3
            if goal["id"] in prefixed and draw < .4:
                serve[prefixed[goal["id"]]["id"]], line["how"] = .75, "prefix"
            elif goal["id"] in ruled and draw < .3:
                serve[ruled[goal["id"]]], line["how"] = .8, "rule"
            elif draw < .06 and goal["id"] not in ruled and goal["id"] not in prefixed:
                line["how"] = "untied"
            elif draw < .12:
                for i in goal["indicators"]:
                    if i["role"] == "starved":
                        break
                else:
                    line["how"] = "goal"
                    link(line["id"], goal=goal["id"], share=.9)
                    for i in goal["indicators"]:
                        serve[i["id"]] = .9 / len(goal["indicators"])
            if line["how"] is None:
                line["how"] = "exact"
                chosen = [usable[n % len(usable)]]
                while len(chosen) < 1 + int(G.random() * 3) and len(chosen) < len(usable):
                    extra = pick(usable)
                    if extra not in chosen:
                        chosen.append(extra)
                share = round(u(.6, 1) / len(chosen), 2)
                for i in chosen:
                    link(line["id"], i["id"], share=share)
                    serve[i["id"]] = share
    # The two rules by title tie what nobody has linked.
    for line in budget:
        if line["how"] == "untied" and "آسفالت معابر" in line["title"]:
            line["served"], line["how"] = {road[0]["id"]: .9}, "rule"
        elif line["how"] == "untied" and line["title"].startswith(("احداث سوله", "تکمیل سوله")):
            inside = goals[5]["indicators"]
            line["served"], line["how"] = {i["id"]: .7 / len(inside) for i in inside}, "rule"
    plant_lines(goals, budget, links, link, dates)
    return links, rules


def plant_lines(goals, budget, links, link, dates):
    exact = shuffled([l for l in budget if l["how"] == "exact"])

    def relink(line, pairs, **more):
        links[:] = [r for r in links if r[0] != line["id"]]
        line["served"] = {}
        for indicator, share in pairs:
            link(line["id"], indicator, share=share, **more)
            line["served"][indicator] = share

    met = [i for i in dates.values() if i["role"] == "met"]
    past = [i for i in dates.values() if i["role"] == "past"]
    for k in range(40):
        relink(exact.pop(), [(met[k % len(met)]["id"], .9)])
    for k in range(12):
        relink(exact.pop(), [(past[k % len(past)]["id"], .8)])
    for _ in range(40):
        line = exact.pop()
        relink(line, [(list(line["served"])[0], .3)])
    for _ in range(15):
        line = exact.pop()
        indicator = list(line["served"])[0]
        links[:] = [r for r in links if r[0] != line["id"]]
        link(line["id"], indicator, mark="significant")
        line["served"] = {indicator: .4}
    for _ in range(6):
        line = exact.pop()
        two = [i["id"] for i in line["goal"]["indicators"] if i["role"] != "starved"][:2]
        relink(line, [(two[0], .7), (two[1], .6)])
        line["served"] = {k: v / 1.3 for k, v in line["served"].items()}
        truth("AL401", line["id"])
    harmful = [i["id"] for i in dates.values() if i["direction"] == "down"]
    for _ in range(10):
        line = exact.pop()
        link(line["id"], pick([h for h in harmful if h not in line["served"]]), share=.5, effect="against", why="نظر کارشناسی محیط زیست")
        truth("AL108", line["id"])
    for line in shuffled([l for l in budget if l["code"] == "9003"])[:90]:
        link(line["id"], "none", why="جلسه بازنگری هزینه‌ها")
        line["how"] = "none"
    for line in shuffled([l for l in budget if l["how"] == "untied"])[:40]:
        link(line["id"], pick(line["goal"]["indicators"])["id"], share=.5, status="suggested", why="شباهت عنوان")
    for _ in range(12):
        line = exact.pop()
        others = [i["id"] for i in line["goal"]["indicators"] if i["id"] not in line["served"]]
        link(line["id"], pick(others), share=1, status="rejected", why="نظر متولی شاخص")
    for missing in ("10-1201-997", "16-1229-998", "90-9009-001"):
        link(missing, "I001", share=1, why="فهرست سال گذشته")
        truth("AL402", missing)
    for k, missing in enumerate(("I293", "I310")):
        link(exact[k]["id"], missing, share=.1, why="فهرست سال گذشته")
        truth("AL402", missing)
    # The same work under two departments: the copy is a line of its own with nearly the same title.
    for k in range(12):
        first, second = exact[10 + 2 * k], exact[11 + 2 * k]
        second["title"] = first["title"].replace("احداث", "احداث و تکمیل") if "احداث" in first["title"] else first["title"] + " (ادامه)"
        if second["department"] == first["department"]:
            second["department"] = pick([d for d in DISTRICTS if d != first["department"]])
        truth("AL105", first["id"])
        truth("AL105", second["id"])


def amounts(budget):
    habit = "سازمان عمران"
    truth("AL204", habit)
    parts = {"current": .38, "capital": .60, "financial": .02}
    for line in budget:
        if line["service"]:
            line["drift"], line["since"] = {y: math.exp(u(-.1, .1, S)) for y in YEARS}, 1399
            continue
        line["drift"] = {y: 1 if line["department"] == habit else math.exp(u(-.35, .35)) for y in YEARS}
        line["since"] = 1402 if G.random() < .03 and line["department"] != habit else 1399
    result = {}
    for year in YEARS:
        for kind, part in parts.items():
            rows = [l for l in budget if l["kind"] == kind and l["since"] <= year]
            fixed = sum(l["weight"] for l in rows if l["department"] == habit) / sum(l["weight"] for l in budget if l["kind"] == kind)
            whole = round(TOTALS[year] * part)
            free = sum(l["weight"] * l["drift"][year] for l in rows if l["department"] != habit)
            all_weight = sum(l["weight"] for l in budget if l["kind"] == kind)
            for l in rows:
                share = l["weight"] / all_weight if l["department"] == habit else (1 - fixed) * l["weight"] * l["drift"][year] / free
                result[l["id"], year] = int(whole * share) // 1_000_000 * 1_000_000
        largest = max((l for l in budget if l["department"] != habit and (l["id"], year) in result), key=lambda l: result[l["id"], year])
        result[largest["id"], year] += TOTALS[year] - sum(v for (i, y), v in result.items() if y == year)
    odd = shuffled([l for l in budget if l["since"] == 1399 and not l["service"]])[:60]
    for k, line in enumerate(odd):
        line["exec"] = u(.25, .6) if k % 3 else u(1.18, 1.45)
        truth("AL107", line["id"])
    rows = []
    for year in YEARS:
        for l in budget:
            if (l["id"], year) not in result:
                continue
            approved = result[l["id"], year]
            draw = S if l["service"] else G
            rate = l["exec"] if year == 1401 and l["exec"] else u(.76, 1.04, draw)
            allocated = int(approved * u(.8, 1, draw)) if year < 1402 else int(approved * u(.3, .5, draw))
            committed = int(allocated * u(.8, 1, draw)) if year < 1402 else ""
            rows.append([l["id"], year, l["title"], approved, allocated, committed, int(approved * rate) if year < 1402 else "",
                         l["department"], l["mission"], l["program"], l["project"], l["economic"],
                         "درآمد عمومی" if l["kind"] != "capital" else "اعتبارات عمرانی", l["kinds"].get(year, l["kind"]),
                         "yes" if l["mandatory"] else "no"])
    return rows


def services(goals, indicators, budget, links, targets, measured):
    """Plants running lines that serve the plan: alone, to indicators on schedule, a little behind and far behind, and beside
    capital to one indicator; and lines whose kind changed in the last year."""
    by = {i["id"]: i for i in indicators}
    whole = {l["goal"]["id"] for l in budget if l["goal"] and l["how"] in ("goal", "prefix", "rule")}

    def serving(indicator):
        return [l for l in budget if indicator in l["served"]]

    def serve(indicator, fact, share):
        goal = next(g for g in goals if g["id"] == indicator["goal"])
        k = goals.index(goal)
        mission = next(l for l in budget if l["goal"] is goal)
        count = sum(1 for l in budget if l["code"] == f"{1301 + k}")
        owner = indicator["owner"] if S.random() < .7 else pick(DISTRICTS, S)
        line = dict(id=f"{mission['id'].split('-')[0]}-{1301 + k}-{count + 1:03}", code=f"{1301 + k}", mission=mission["mission"],
                    program="راهبری " + goal["fa"], title=f"راهبری روزانه {indicator['fa']}", department=owner, kind="current",
                    economic="استفاده از کالاها و خدمات", weight=u(2, 8, S), mandatory=False, goal=None, project="",
                    served={indicator["id"]: share}, how="exact", exec=None, service=True, kinds={})
        budget.append(line)
        links.append([line["id"], indicator["id"], "", share, "", "", "شرح خدمات اداره", "کارگروه بودجه", "confirmed"])
        truth("keeps", line["id"], fact)

    def free(indicator):
        """The indicator's capital lines go to another one of its goal that is behind as well; whether there is one for each."""
        changes = []
        for line in serving(indicator["id"]):
            others = [i["id"] for i in indicators if i["goal"] == indicator["goal"] and i["role"] == "behind" and i is not indicator
                      and i["id"] not in line["served"] and serving(i["id"])
                      and not any(r[0] == line["id"] and r[1] == i["id"] for r in links)]
            rows = [r for r in links if r[0] == line["id"] and r[1] == indicator["id"]]
            if not others or not rows:
                return False
            changes.append((line, pick(others, S), rows))
        for line, other, rows in changes:
            line["served"] = {other if i == indicator["id"] else i: share for i, share in line["served"].items()}
            for row in rows:
                row[1] = other
        return True

    alone = shuffled([i for i in indicators if i["role"] == "behind" and i["kind"] == "level" and i["direction"] != "hold"
                      and i["goal"] not in whole], S)
    planted = []
    for fact, done in [("on schedule", None), ("a little behind", .85), ("far behind", .25)] * 3:
        indicator = next((i for i in alone if i["role"] == "behind" and serving(i["id"]) and free(i)), None)
        if indicator is None:
            break
        indicator["role"] = fact
        path = {r[1]: r[2] for r in targets if r[0] == indicator["id"]}
        start = indicator["baseline"]
        for row in measured:
            if row[0] == indicator["id"]:
                year, quarter = int(row[1][:4]), int(row[1].partition("Q")[2] or 4)
                passed = min(1, (year - 1397 - (4 - quarter) / 4) / 4.5)
                row[2] = round(start + (path[1402] - start) * (1.05 if done is None else done) * (1 if done is None else passed), 2)
        planted.append((indicator, fact))
    for indicator, fact in planted:
        serve(indicator, fact, .9)
    met = shuffled([i for i in indicators if i["role"] == "met" and serving(i["id"])], S)[:3]
    behind = shuffled([i for i in indicators if i["role"] == "behind" and serving(i["id"])], S)[:3]
    for n, indicator in enumerate(met + behind):
        serve(indicator, "beside capital", .4 if n % 3 == 2 else .8)
    # Two of these lines serve only what is met: called running, their money would leave the comparison.
    relabelled = shuffled([l for l in budget if l["kind"] == "capital" and l["how"] == "exact" and l["served"]
                           and all(by[i]["role"] == "met" for i in l["served"])], S)[:2]
    relabelled += shuffled([l for l in budget if l["kind"] == "capital" and l["how"] == "exact" and l["served"]
                            and l not in relabelled], S)[:3]
    for line in relabelled:
        line["kinds"] = {1402: "current"}
    for line in shuffled([l for l in budget if l["service"]][len(planted):], S)[:1]:
        line["kinds"] = {1402: "capital"}
        TRUTH[:] = [t for t in TRUTH if t[:2] != ("keeps", line["id"])]
        relabelled.append(line)
    for line in relabelled:
        truth("AL406", line["id"])


def worsened(indicators, targets, measured):
    """Flows to be lowered that stand above a year's flow at the baseline."""
    for i in indicators:
        if i["kind"] != "flow" or i["direction"] != "down" or i["role"] == "never":
            continue
        seen = {r[1]: r[2] for r in measured if r[0] == i["id"]}
        values = [seen[f"1402Q{q}"] for q in (1, 2) if f"1402Q{q}" in seen]
        due = next(r for r in targets if r[0] == i["id"] and r[1] == 1402)
        part = 1 if i["aggregate"] == "mean" else (due[5] + due[6] if due[5] != "" else .5)
        value = sum(values) / len(values) if i["aggregate"] == "mean" else sum(values)
        if value > i["baseline"] * part + 1e-9 and due[2] < i["baseline"]:
            truth("AL303", i["id"], planted=False)


def settle(goals, indicators, budget):
    """What every line and indicator is, said from the roles."""
    by = {i["id"]: i for i in indicators}
    starved = {s for c, s, _ in TRUTH if c == "AL201"}
    served = {i for l in budget for i in l["served"]}
    for i in indicators:
        if i["role"] == "behind" and i["id"] not in served:
            truth("AL201", i["id"], planted=False)
    assert not starved & served
    for l in budget:
        if not l["served"]:
            truth("AL101", l["id"], planted=l["code"] == "9003")
            continue
        if all(by[i]["role"] in ("met", "on schedule") for i in l["served"]) and l["kinds"].get(1402, l["kind"]) == "capital":
            truth("AL102", l["id"])
        if all(by[i]["role"] == "past" for i in l["served"]):
            truth("AL106", l["id"])
        if sum(l["served"].values()) < .5:
            truth("AL103", l["id"])
        owners = {by[i]["owner"] for i in l["served"] if by[i]["role"] != "no owner"}
        if owners and l["department"] not in owners:
            truth("AL104", l["id"], planted=False)
    for goal in STARVING:
        truth("AL202", goal)
    for k in (8, 20):
        truth("AL203", goals[k]["id"])


def cost(indicator):
    """What closing the gap costs, of half of the indicators; a low one would leave a starved goal without need."""
    amount = round(u(20, 900)) * 10**9 if G.random() < .5 else ""
    return "" if indicator["goal"] in STARVING else amount


def judgements():
    rows = []
    for e in range(12):
        feel = [math.log(a[3]) + u(-.3, .3) for a in AXES]
        for a in range(10):
            for b in range(a + 1, 10):
                noise = u(-1.6, 1.6) if e == 6 else u(-.12, .12)
                ratio = math.exp(1.4 * (feel[a] - feel[b]) + noise)
                whole = max(1, min(9, round(ratio if ratio >= 1 else 1 / ratio)))
                rows.append([f"خبره {'یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم'.split()[e]}", "plan", AXES[a][0], AXES[b][0],
                             str(whole) if ratio >= 1 or whole == 1 else f"1/{whole}"])
    truth("AL403", "خبره هفتم")
    return rows


def projects(rows):
    """Works of several years: the largest capital lines that build something, by turns of one, two and three years."""
    heading = "line,year,title,approved,allocated,committed,spent,department,mission,program,project,economic,fund,kind,mandatory".split(",")
    place = {name: k for k, name in enumerate(heading)}
    built = [r for r in rows if str(r[place["year"]]) == "1402" and str(r[place["kind"]]) in ("capital", "عمرانی")
             and str(r[place["title"]]).startswith(("احداث", "توسعه", "تکمیل"))]
    built.sort(key=lambda r: (-int(r[place["approved"]]), str(r[place["line"]])))
    found = []
    for k, r in enumerate(built[:24]):
        years = 1 + k % 3
        cost = int(r[place["approved"]]) * years * (14 if k % 2 else 11) // 10
        first = 1403 + (k % 4 == 3)
        found.append([r[place["line"]], cost, years, first if k % 4 == 3 else "", 1405 - years // 3 if k % 5 == 0 else "",
                      "باید تا ۱۴۰۴ آغاز شود" if k % 15 == 5 else ""])
    return found


def main():
    if FOLDER != HERE:
        os.makedirs(FOLDER, exist_ok=True)
        shutil.copy(os.path.join(HERE, "align.yaml"), FOLDER)
    goals, indicators = plan()
    give_roles(goals, indicators)
    targets, measured = numbers(indicators)
    budget = lines(goals)
    links, rules = tie(goals, indicators, budget)
    services(goals, indicators, budget, links, targets, measured)
    rows = amounts(budget)
    worsened(indicators, targets, measured)
    settle(goals, indicators, budget)
    write("axes", ["id", "name", "name_en", "weight"], AXES)
    write("goals", ["id", "axis", "name", "name_en", "weight"], [[g["id"], g["axis"], g["fa"], g["en"], g["weight"]] for g in goals])
    persian = {"quarterly": "سه‌ماهه", "yearly": "سالانه"}
    write("indicators", "id,goal,name,name_en,unit,kind,direction,baseline,baseline_year,owner,weight,cost_to_close,aggregate,frequency,source".split(","),
          [[i["id"], i["goal"], i["fa"], i["en"], "" if i["role"] == "no unit" else i["unit"], i["kind"], i["direction"], i["baseline"], 1397,
            "" if i["role"] == "no owner" else i["owner"], "", cost(i), i["aggregate"],
            persian[i["frequency"]] if G.random() < .4 else i["frequency"], "سالنامه آماری شهرداری (ساختگی)"] for i in indicators])
    write("targets", "indicator,year,target,low,high,q1,q2,q3,q4".split(","), targets)
    write("measurements", "indicator,period,value,source,status".split(","), measured)
    write("budget", "line,year,title,approved,allocated,committed,spent,department,mission,program,project,economic,fund,kind,mandatory".split(","), rows)
    write("links", "line,indicator,goal,share,mark,effect,evidence,by,status".split(","), links)
    write("rules", "indicator,goal,share,department,mission,program,project,economic,fund,title,note".split(","), rules)
    write("judgements", "expert,node,left,right,ratio".split(","), judgements())
    write("projects", "line,cost,years,from,until,note".split(","), projects(rows))
    write("prices", "year,index,source".split(","), [[1399 + k, level, "پایه" if level == 100 else "فرض ساختگی"] for k, level in enumerate([36, 50, 71, 100, 140, 189, 246, 307, 369])])
    untied = [s for c, s, f in TRUTH if c == "AL101" and f == "arises"]
    write("accepted", "code,subject,reason,by,until".split(","),
          [["AL101", untied[0], "هزینه پایه اداره؛ در برنامه هدفی ندارد", "کارگروه بودجه", 1402],
           ["AL101", untied[5], "تعهد قانونی", "کارگروه بودجه", ""],
           ["AL302", next(s for c, s, _ in TRUTH if c == "AL302"), "آمارگیری در پاییز ۱۴۰۲ تکرار می‌شود", "معاونت برنامه‌ریزی", "1402Q3"]])
    write("truth", ["code", "subject", "fact"], sorted(set(TRUTH)))
    assert len(indicators) == 288 and len({i["fa"] for i in indicators}) == 288


main()

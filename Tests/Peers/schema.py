"""Validates JSON on standard input against a schema: schema.py SCHEMA."""
import json, sys
import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin))]
print("\n".join(errors))
sys.exit(bool(errors))

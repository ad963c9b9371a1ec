#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validate JSON files against a JSON Schema: validate-schema.py [--invalid] SCHEMA FILE…

Exit status: 0 all files are valid (with --invalid: none is), 1 some file is not, 2 wrong arguments or a schema that is none.
"""

import json
import sys

import jsonschema


def errors_of(validator, path):
    try:
        with open(path, encoding="utf-8") as stream:
            document = json.load(stream)
    except (OSError, ValueError) as error:
        return [str(error)]
    return [f"/{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(document)]


def main(arguments):
    want_invalid = arguments[:1] == ["--invalid"]
    paths = arguments[1:] if want_invalid else arguments
    if len(paths) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(paths[0], encoding="utf-8") as stream:
            schema = json.load(stream)
        jsonschema.Draft202012Validator.check_schema(schema)
    except (OSError, ValueError, jsonschema.SchemaError) as error:
        print(f"{paths[0]}: {error}", file=sys.stderr)
        return 2
    validator = jsonschema.Draft202012Validator(schema)
    status = 0
    for path in paths[1:]:
        errors = errors_of(validator, path)
        if want_invalid and not errors:
            print(f"{path}: valid, and should not be", file=sys.stderr)
            status = 1
        if not want_invalid:
            for error in errors:
                print(f"{path}: {error}", file=sys.stderr)
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env bash
# Make the lock files anew from pyproject.toml and package.json. They name versions and hashes, no registry.
set -euo pipefail
cd "$(dirname "$0")/.."
.tripact/uv/bin/uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o .setup/requirements.lock "$@"
npm install --package-lock-only --ignore-scripts --prefix .setup

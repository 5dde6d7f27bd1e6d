#!/usr/bin/env bash
# Installs rowsclose from the action's own checkout, so that the ref the action is used at is the version that runs,
# with its dependencies as the requirements files pin them. The job's Python stays as it is.
#
#   in    PYTHON, GITHUB_ACTION_PATH, RUNNER_TEMP, RUNNER_OS
#   out   python in GITHUB_OUTPUT: the interpreter of the new environment
set -euo pipefail

if [[ ${RUNNER_OS:-} == Windows ]]; then
  echo '::error title=rowsclose::rowsclose runs on Linux and macOS runners'
  exit 1
fi

environment=$(mktemp -d "$RUNNER_TEMP/rowsclose-environment.XXXXXX")
# -I: the working folder is the analysed tree, and no json.py of it may be imported.
"$PYTHON" -I -m venv "$environment"
interpreter="$environment/bin/python"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
"$interpreter" -I -m pip install --quiet --require-hashes --only-binary :all: \
  --requirement "$GITHUB_ACTION_PATH/action/requirements.txt" \
  --requirement "$GITHUB_ACTION_PATH/action/build-requirements.txt"
"$interpreter" -I -m pip install --quiet --no-deps --no-build-isolation "$GITHUB_ACTION_PATH"
echo "python=$interpreter" >>"$GITHUB_OUTPUT"

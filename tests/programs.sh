#!/bin/sh
# Installs the programs that the full test suite uses, on Debian, as root. Quick when they are there.
set -eu
missing=""
have() { command -v "$1" > /dev/null 2>&1; }
have chromium || missing="$missing chromium"
have age || missing="$missing age"
have openssl || missing="$missing openssl"
have qpdf || missing="$missing qpdf"
have pdftoppm || missing="$missing poppler-utils"
have unzip || missing="$missing unzip"
ls /usr/lib/postgresql/*/bin/postgres > /dev/null 2>&1 || missing="$missing postgresql"
if [ -n "$missing" ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q > /dev/null
  # shellcheck disable=SC2086
  apt-get install -y -q --no-install-recommends $missing > /dev/null
fi

# What the scripts share; each sources this file. Nothing here prints to standard output,
# which belongs to the program that a script starts.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() {
    echo "$*" >&2
}

# Installs a Debian package where that asks nobody for a password; fails where it would.
apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing Debian's $1 ..."
    apt-get update --quiet=2 >&2 &&
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 "$1" >&2
}

# The first Python that is new enough; `python3` may be an old one beside a newer one.
find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        # A name may be a wrapper around nothing, which fails as an old Python does.
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    say "This needs Python 3.11 or newer. On Debian: apt-get install python3 python3-venv"
    exit 1
}

# Makes an empty .venv, unless there is a working one that was made in this very folder:
# an environment that moved with its checkout still starts the program in the old place.
make_environment() {
    local python
    if [ "$(cat .venv/place 2>/dev/null)" = "$PWD" ] && .venv/bin/python -c '' 2>/dev/null; then
        return
    fi
    python="$(find_python)"
    # Debian keeps what `-m venv` needs in a package of its own.
    if ! "$python" -c 'import ensurepip' 2>/dev/null && ! apt_install python3-venv; then
        say "Python's venv module is incomplete. On Debian: apt-get install python3-venv"
        exit 1
    fi
    say "Making .venv ..."
    "$python" -m venv --clear .venv
    echo "$PWD" >.venv/place
}

# set_up [EXTRA]: brings .venv to what pyproject.toml and constraints.txt ask for, with an
# extra's packages. A stamp for each extra holds what it was made from, so that a second
# call has only to compare.
set_up() {
    local extra="${1:-}"
    local stamp=".venv/installed${extra:+-$extra}"
    (
        # Two scripts started together must not both install.
        if command -v flock >/dev/null; then flock 9; fi
        make_environment
        if [ "$(cat "$stamp" 2>/dev/null)" = "$(cat pyproject.toml constraints.txt)" ]; then
            exit
        fi
        say "Installing what ${extra:-the program} needs, once: this can take a minute ..."
        .venv/bin/python -m pip --disable-pip-version-check install --quiet --no-input \
            --constraint constraints.txt --editable ".${extra:+[$extra]}" >&2
        cat pyproject.toml constraints.txt >"$stamp"
    ) 9<pyproject.toml
}

installed_browser() {
    command -v google-chrome || command -v google-chrome-stable ||
        command -v chromium || command -v chromium-browser
}

# The same browser without windows: the tests take half of the processor's time in it.
browser_shell() {
    command -v chromium-headless-shell ||
        { apt_install chromium-headless-shell && command -v chromium-headless-shell; }
}

playwright_has_its_own() {
    .venv/bin/python - <<'PYTHON'
import pathlib, sys
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    sys.exit(not pathlib.Path(playwright.chromium.executable_path).exists())
PYTHON
}

# Leaves BROWSER_EXECUTABLE, the browser that the tests start, unset where Playwright has one
# of its own.
find_browser() {
    if [ -n "${BROWSER_EXECUTABLE:-}" ]; then return; fi
    if ! installed_browser >/dev/null; then
        if playwright_has_its_own; then return; fi
        if ! apt_install chromium; then
            say "The page's tests need a browser: install Chrome or Chromium"
            say "(on Debian: apt-get install chromium), or Playwright's own with"
            say "    .venv/bin/playwright install chromium"
            exit 1
        fi
    fi
    # A few tests need windows all the same, and find that browser by themselves.
    BROWSER_EXECUTABLE="$(browser_shell || installed_browser)"
    export BROWSER_EXECUTABLE
}

# Sees to it that the tests of deployment find nginx where it can be had; they are skipped,
# and say so, where it cannot.
find_nginx() {
    if command -v nginx >/dev/null || [ -x /usr/sbin/nginx ]; then return; fi
    apt_install nginx-light ||
        say "nginx is not installed: the set-ups behind it are NOT tested (apt-get install nginx-light)."
}

# What those need who change the page's modules: TypeScript's checker, and the bundler.
NODE_PACKAGES="typescript@7.0.2 esbuild@0.28.2"

have_node() {
    command -v node >/dev/null && command -v npm >/dev/null
}

# Brings .node to those packages. No script of a package is run; the folder is thrown away
# when a version changes.
set_up_node() {
    if ! have_node; then
        say "This needs Node.js and npm. On Debian: apt-get install nodejs npm"
        exit 1
    fi
    if [ "$(cat .node/installed 2>/dev/null)" = "$NODE_PACKAGES" ]; then return; fi
    say "Installing $NODE_PACKAGES ..."
    rm -rf .node
    mkdir .node
    # shellcheck disable=SC2086 (several packages, on purpose)
    npm install --prefix .node --ignore-scripts --no-package-lock --no-audit --no-fund \
        --loglevel=error $NODE_PACKAGES >&2
    echo "$NODE_PACKAGES" >.node/installed
}

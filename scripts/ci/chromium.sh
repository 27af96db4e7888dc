#!/usr/bin/env bash
# A browser of the distribution: npm's browser packages download theirs from elsewhere, which a closed CI network refuses.
set -eu
command -v chromium && exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium
chromium --version --no-sandbox

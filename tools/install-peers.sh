#!/bin/sh
# Installs on Debian the programs that benchmarks/peers.py compares with and PyPI does not have: Request Tracker 5 with its
# mail gateway, and what carries mails to it and letters away. Makes no database of its own. Run as root.
set -eu
export DEBIAN_FRONTEND=noninteractive
debconf-set-selections <<'END'
request-tracker5 request-tracker5/dbconfig-install boolean false
request-tracker5 request-tracker5/install-cronjobs boolean false
request-tracker5 request-tracker5/handle-siteconfig-permissions boolean false
END
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
    request-tracker5 rt5-db-sqlite rt5-standalone rt5-clients fetchmail msmtp >/dev/null

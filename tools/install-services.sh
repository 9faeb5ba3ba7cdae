#!/bin/sh
# Installs the servers and programs of the full test suite on Debian 12 or later; run as root.
set -eu
export DEBIAN_FRONTEND=noninteractive
echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections || true
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
    dovecot-imapd postfix postgresql openssl \
    tesseract-ocr-script-latn tesseract-ocr-osd \
    libreoffice-writer libreoffice-calc chromium libpango-1.0-0 libpangoft2-1.0-0 \
    fonts-dejavu fonts-liberation fonts-urw-base35 \
    zip unzip p7zip-full >/dev/null

# Of Prometheus only the program that checks rules: the package itself would start and enable a server.
if ! command -v promtool >/dev/null; then
    unpacked=$(mktemp -d)
    trap 'rm -rf "$unpacked"' EXIT
    cd "$unpacked"
    apt-get download -qq -o APT::Sandbox::User=root prometheus
    dpkg-deb --extract prometheus_*.deb .
    install usr/bin/promtool /usr/local/bin/promtool
fi

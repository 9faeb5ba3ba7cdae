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

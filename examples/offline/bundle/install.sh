#!/bin/sh
# Installs lawcheck from this folder, without a network and for this user only.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
read -r version < "$here/python-version.txt" || exit 2
for python in "python$version" python3 python; do
    if "$python" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null; then
        exec "$python" "$here/install.py"
    fi
done
echo "没有找到 Python $version，请先安装，再运行 sh install.sh" >&2
exit 2

#!/usr/bin/env bash
# What memory `htcds validate` takes at most, by GNU time (VmHWM), on large fictional files of every form.
# measure.sh HTCDS [MEGABYTES of CSV, XML and NDJSON, 1000] [MEGABYTES of XLSX, 100] [folder for the files]
set -euo pipefail
htcds=$(realpath "$1")
text=${2:-1000}
workbook=${3:-100}
folder=${4:-$(mktemp -d)}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cd "$folder"

# Records that take about that many bytes, by the size of the first thousand.
records_for() {
    local sample
    sample=$("$htcds" generate --records 1000 --seed 7 --to "$1" | wc -c)
    echo $(($2 * 1000000 / (sample / 1000)))
}
[ -f large.csv ] || "$htcds" generate --records "$(records_for csv "$text")" --seed 7 --to csv -o large.csv
[ -f large.ndjson ] || "$htcds" generate --records "$(records_for ndjson "$text")" --seed 7 --to ndjson -o large.ndjson
if [ ! -f large.xml ]; then
    "$htcds" generate --records 1000 --seed 7 --to csv -o seed.csv
    "$htcds" convert seed.csv --to xml -o seed.xml
    "$htcds" generate --records "$((text * 1000000 / ($(wc -c <seed.xml) / 1000)))" --seed 7 --to csv -o for-xml.csv
    "$htcds" convert for-xml.csv --to xml -o large.xml
    rm -f for-xml.csv
fi
if [ ! -f shared.xlsx ]; then
    "$htcds" generate --records 20000 --seed 7 --to csv -o seed.csv
    python3 "$here/make_xlsx.py" seed.csv shared.xlsx inline.xlsx "$workbook"
fi

printf '| file | MB | peak memory, MB | wall, s | CPU, s | records |\n|---|---|---|---|---|---|\n'
for file in large.csv large.ndjson large.xml shared.xlsx inline.xlsx; do
    /usr/bin/time -f '%M %e %U %S' -o time.txt "$htcds" validate "$file" --format json -o report.json || true
    read -r memory wall user system < <(tail -1 time.txt)
    records=$(python3 -c 'import json; print(json.load(open("report.json"))["records"]["read"])')
    awk -v f="$file" -v b="$(wc -c <"$file")" -v m="$memory" -v w="$wall" -v u="$user" -v s="$system" -v r="$records" \
        'BEGIN { printf "| %s | %.0f | %.0f | %.1f | %.1f | %s |\n", f, b / 1e6, m * 1024 / 1e6, w, u + s, r }'
done

"""One measured process in Python: openpyxl-case.py 'openpyxl read|edit' IN.xlsx OUT.xlsx does what xlsx-case.ts does and prints its peak memory in KiB."""

import datetime
import resource
import sys

from openpyxl import load_workbook

_, name, source, target = sys.argv
saves = name.endswith("edit")
TODAY = datetime.datetime(2026, 11, 20)
EDITS = 20

book = load_workbook(source, read_only=not saves)
sheet = book.worksheets[0]
late = [
    row[0].row
    for row in sheet.iter_rows(min_row=2)
    if row[5].value and row[5].value < TODAY and row[6].value != "已完成"
]
if not late:
    sys.exit("nothing read")
if saves:
    log = book.worksheets[1]
    step = len(late) // EDITS
    for i in range(EDITS):
        at = late[i * step]
        sheet.cell(at, 7).value = "待确认"
        task, owner = sheet.cell(at, 1).value, sheet.cell(at, 3).value
        log.append([f"R-9{i}", task, owner, TODAY, 1, "邮件", "请更新任务进度与预计完成日期", "未回复"])
    book.save(target)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

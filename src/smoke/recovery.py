"""Reads what `ping -D -i ...` printed about a fault.

usage: recovery.py PING-OUTPUT SECONDS    (when the fault's cause ended, since the epoch)

Prints four numbers: requests without a reply; replies that took longer than 50 ms; after how many ms from the cause's end
the first reply came; requests without a reply that were sent later than that one. Exits 1 where no reply came, or one twice.
"""

import re
import sys

REPLY = re.compile(r"^\[([0-9.]+)\] \d+ bytes from .* icmp_seq=(\d+) .*time=([0-9.]+) ms")
LATE_MS = 50


def main(path, ended):
    with open(path, errors="replace") as file:
        text = file.read()
    replies = {}
    late = 0
    first = None
    for line in text.splitlines():
        match = REPLY.match(line)
        if not match:
            continue
        when, sequence, took = float(match[1]), int(match[2]), float(match[3])
        replies[sequence] = when
        late += took > LATE_MS
        # Sent after the end: an answer to what had queued before proves less.
        if first is None and when - took / 1000 >= float(ended):
            first = (when, sequence)
    sent = re.search(r"^(\d+) packets transmitted", text, re.M)
    if not sent or first is None:
        print("no reply after the fault: " + " ".join(text.splitlines()[-2:]))
        return 1
    # The last ones may still be under way when ping is told to end.
    missing = [s for s in range(1, int(sent[1]) - 20) if s not in replies]
    after = [s for s in missing if s > first[1]]
    print(len(missing), late, round((first[0] - float(ended)) * 1000), len(after))
    return "duplicates" in text


sys.exit(main(*sys.argv[1:]))

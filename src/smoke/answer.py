"""Runs a command on a terminal of its own and answers its question.

answer.py KEYS COMMAND...: types KEYS and Enter when the command asks "[y/N]". Prints what the terminal showed, and a last
line with the exit status.
"""

import os
import pty
import select
import sys
import time

keys, command = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown, answered, begin = b"", False, time.monotonic()
while time.monotonic() - begin < 40:
    if b"[y/N]" in shown and not answered:
        os.write(terminal, keys.encode() + b"\n")
        answered = True
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            more = os.read(terminal, 65536)
        except OSError:  # EIO: the other side is closed
            break
        if not more:
            break
        shown += more
else:
    os.kill(child, 9)
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.stdout.write(shown.decode(errors="replace").replace("\r\n", "\n"))
print("\nexit", status)

"""Runs a command on a terminal of its own and presses Ctrl-C there.

terminal.py WHEN COMMAND...: WHEN is a number of seconds, or a text that the command prints. Prints what the terminal showed,
and a last line with the exit status.
"""

import os
import pty
import select
import sys
import time

when, command = sys.argv[1], sys.argv[2:]
seconds = float(when) if when.replace(".", "").isdigit() else None
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown, pressed, begin = b"", False, time.monotonic()
while time.monotonic() - begin < 40:
    due = when.encode() in shown if seconds is None else time.monotonic() - begin >= seconds
    if due and not pressed:
        os.write(terminal, b"\x03")
        pressed = True
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

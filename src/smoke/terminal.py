"""Runs a command on a terminal of its own and types something there.

terminal.py WHEN KEYS COMMAND...: WHEN is a number of seconds, or a text that the command prints; KEYS are typed then, and Enter,
but for ^C, which is Ctrl-C alone, and `gone`, where the terminal is closed. Prints what the terminal showed, and a last line with the exit status.
"""

import os
import pty
import select
import sys
import time

when, keys, command = sys.argv[1], sys.argv[2], sys.argv[3:]
typed = b"\x03" if keys == "^C" else keys.encode() + b"\n"
seconds = float(when) if when.replace(".", "").isdigit() else None
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown, pressed, begin = b"", False, time.monotonic()
while time.monotonic() - begin < 40:
    due = when.encode() in shown if seconds is None else time.monotonic() - begin >= seconds
    if due and not pressed and keys == "gone":
        os.close(terminal)
        break
    if due and not pressed:
        os.write(terminal, typed)
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

"""Looks at the kernel's two echo settings of this network namespace as fast as it can.

usage: sysctls.py kill PID...       kills them (SIGKILL); prints after how many ms both settings are 0, or "never"
       sysctls.py during COMMAND... prints "untouched" or "touched" for the time that the command runs
"""

import os
import signal
import subprocess
import sys
import time

FILES = ["/proc/sys/net/ipv4/icmp_echo_ignore_all", "/proc/sys/net/ipv6/icmp/echo_ignore_all"]
FDS = [os.open(file, os.O_RDONLY) for file in FILES]
PATIENCE_SECONDS = 5


def settings():
    return [os.pread(fd, 8, 0).strip() for fd in FDS]


def kill(pids):
    begin = time.monotonic()
    for pid in pids:
        os.kill(int(pid), signal.SIGKILL)
    while time.monotonic() < begin + PATIENCE_SECONDS:
        if settings() == [b"0", b"0"]:
            return "%.1f" % ((time.monotonic() - begin) * 1000)
        time.sleep(0.0005)
    return "never"


def during(command):
    before = settings()
    touched = False
    process = subprocess.Popen(command)
    while process.poll() is None:
        touched = touched or settings() != before
        time.sleep(0.0005)
    return "touched" if touched or settings() != before else "untouched"


print({"kill": kill, "during": during}[sys.argv[1]](sys.argv[2:]))

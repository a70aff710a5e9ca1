"""Asks a responder for something over its Unix socket, as `nyanpong reload` does, without a JVM.

control.py SOCKET REQUEST: prints the answer's lines; the exit status is the one that it begins with.
control.py SOCKET hostile: clients as nobody wants them.
control.py SOCKET churn FILE COUNT: so many reloads, each of another FILE.
"""

import socket
import sys
import time

path, request = sys.argv[1:3]


def connected(patience=15):
    s = socket.socket(socket.AF_UNIX)
    s.settimeout(15)
    end = time.monotonic() + patience
    while True:
        try:
            s.connect(path)
            return s
        except BlockingIOError:  # the queue is full
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


if request == "hostile":
    silent = [connected() for _ in range(2)]
    endless = connected()
    try:
        endless.sendall(b"x" * (1 << 20))
    except OSError:
        pass
    greedy = connected()
    greedy.sendall(b"reload\n")  # and never reads
    for _ in range(100):
        connected().close()
    sys.exit(0)

def ask(text):
    with connected() as s:
        s.sendall(text.encode() + b"\n")
        answer = b""
        while more := s.recv(65536):
            answer += more
    lines = answer.decode().splitlines()
    return int(lines[0]), lines[1:]


if request == "churn":
    for n in range(int(sys.argv[4])):
        with open(sys.argv[3], "w") as art:
            art.write("!U%d\n" % n)
        status, said = ask("reload")
        if status:
            sys.exit("reload %d: %s" % (n, said))
else:
    status, said = ask(request)
    print("\n".join(said))
    sys.exit(status)

#!/usr/bin/env python3
"""metrics.py ask PATH - asks 127.0.0.1:9415 and prints the status and the body
metrics.py samples - asks for /metrics, holds it against the text format to the letter, prints a sample a line: name{labels} value
metrics.py loris N - opens N connections that never finish their requests, says "open", and holds them until it is killed
"""
import http.client
import re
import socket
import sys
import time

WHERE = ("127.0.0.1", 9415)
NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? (-?[0-9]+(?:\.[0-9]+)?(?:E[0-9]+)?)")


def ask(path):
    connection = http.client.HTTPConnection(*WHERE, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer, answer.read().decode()


def samples():
    """The text format 0.0.4: each family in one piece, HELP and TYPE before its samples, no series twice."""
    answer, text = ask("/metrics")
    assert answer.status == 200, answer.status
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8", answer.headers
    assert text.endswith("\n"), "the last line has no end"
    families, series = [], {}
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("# HELP "):
            name, help_text = re.fullmatch(rf"# HELP ({NAME}) (\S.*)", line).groups()
            assert name not in families, f"{name} is there twice"
            families.append(name)
            kind = re.fullmatch(rf"# TYPE {name} (counter|gauge)", next(lines)).group(1)
            assert (kind == "counter") == name.endswith("_total"), name
            continue
        sample = SAMPLE.fullmatch(line)
        assert sample, line
        assert sample.group(1) == families[-1], line
        value = float(sample.group(3))
        assert value >= 0, line
        key = f"{sample.group(1)}{{{sample.group(2) or ''}}}"
        assert key not in series, f"{key} is there twice"
        series[key] = value
    for key, value in series.items():
        print(f"{key} {value:.10g}")


def loris(count):
    held = []
    for _ in range(count):
        s = socket.create_connection(WHERE)
        s.sendall(b"GET /metr")
        held.append(s)
    print("open", flush=True)
    time.sleep(600)


if __name__ == "__main__":
    if sys.argv[1] == "ask":
        answer, text = ask(sys.argv[2])
        print(answer.status, text, end="")
    elif sys.argv[1] == "samples":
        samples()
    else:
        loris(int(sys.argv[2]))

package nyanpong.sys;

import java.io.IOException;

/** An eBPF program that this kernel refuses: one line of why, and all that its verifier said. */
public final class VerifierException extends IOException {
    private static final long serialVersionUID = 1;

    private final String log;

    VerifierException(String call, int errno, String log) {
        super(call + ": " + Errno.name(errno) + ": " + reason(log));
        this.log = log;
    }

    /** A line for each instruction looked at. */
    public String log() {
        return log;
    }

    /** The last line but the statistics. */
    private static String reason(String log) {
        return log.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("processed ") && !line.startsWith("verification "))
                .reduce((first, second) -> second)
                .orElse("no reason given");
    }
}

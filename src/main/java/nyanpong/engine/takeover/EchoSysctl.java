package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nyanpong.sys.ProcText;

/** The two settings of this network namespace that make the kernel ignore echo requests: ip-sysctl.rst. */
public enum EchoSysctl {
    IPV4("net.ipv4.icmp_echo_ignore_all"),
    /** Linux 4.20. */
    IPV6("net.ipv6.icmp.echo_ignore_all");

    private final String key;

    EchoSysctl(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** Where the kernel shows it; what it shows depends on the reader's network namespace. */
    Path path() {
        return Path.of("/proc/sys", key.split("[.]"));
    }

    /** False where the kernel has no such setting: IPv6 is disabled, or the kernel is older. */
    public boolean exists() {
        return Files.exists(path());
    }

    public boolean isSet() throws IOException {
        return !Files.readString(path()).strip().equals("0");
    }

    /** To be looked at again and again; on where its first word is not 0. */
    ProcText text() {
        return new ProcText(path());
    }

    void set(boolean ignore) throws IOException {
        Files.write(path(), (ignore ? "1\n" : "0\n").getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
    }
}

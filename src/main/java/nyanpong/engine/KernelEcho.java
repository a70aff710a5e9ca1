package nyanpong.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's settings for echo that outlive a takeover: which groups it would answer. Read at most once a second, by one thread. */
public final class KernelEcho {
    private static final Path BROADCASTS = Path.of("/proc/sys/net/ipv4/icmp_echo_ignore_broadcasts");
    private static final Path MULTICAST = Path.of("/proc/sys/net/ipv6/icmp/echo_ignore_multicast");
    private static final long FRESH_NANOS = 1_000_000_000L;

    private boolean broadcasts = true;
    private boolean multicast = true;
    private long read = System.nanoTime() - FRESH_NANOS;

    /** {@code net.ipv4.icmp_echo_ignore_broadcasts}: multicast too. */
    boolean ignoresBroadcasts() {
        refresh();
        return broadcasts;
    }

    /** {@code net.ipv6.icmp.echo_ignore_multicast}. */
    boolean ignoresMulticast() {
        refresh();
        return multicast;
    }

    private void refresh() {
        long now = System.nanoTime();
        if (now - read >= FRESH_NANOS) {
            read = now;
            broadcasts = isSet(BROADCASTS);
            multicast = isSet(MULTICAST);
        }
    }

    /** What cannot be read counts as set: an answer less, never an answer too many. */
    private static boolean isSet(Path sysctl) {
        try {
            return !Files.readString(sysctl).strip().equals("0");
        } catch (IOException e) {
            return true;
        }
    }
}

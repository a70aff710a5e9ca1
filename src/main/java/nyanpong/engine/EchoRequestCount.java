package nyanpong.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How many echo requests of one IP version the kernel of this network namespace has taken in, on all interfaces: the counter of
 * RFC 4293, which stands behind the firewall's INPUT rules, and goes on while the kernel's echo is off.
 *
 * <p>Counted with them is what the kernel drops by itself and not by a rule: sources that fail the reverse path filter or that
 * have no unicast route, and packets that found no room in the table of connections. Whoever floods could else bring it about that
 * requests seem to be kept from us.
 */
public final class EchoRequestCount implements LongSupplier {
    private static final Path PROC_NET = Path.of("/proc/net");

    private final boolean six;
    private final Path procNet;

    public EchoRequestCount(boolean six) {
        this(six, PROC_NET);
    }

    EchoRequestCount(boolean six, Path procNet) {
        this.six = six;
        this.procNet = procNet;
    }

    /** A counter that is not there is 0, as one that has never counted is. */
    @Override
    public long getAsLong() {
        long full = perCpu("stat/nf_conntrack", "drop") + perCpu("stat/nf_conntrack", "insert_failed");
        return full
                + (six
                        ? named("snmp6", "Icmp6InEchos")
                        : table("snmp", "IcmpMsg:", "InType8")
                                + table("netstat", "TcpExt:", "IPReversePathFilter")
                                + perCpu("stat/rt_cache", "in_martian_src"));
    }

    /** Lines of a name and a number. */
    private long named(String file, String name) {
        for (String line : lines(file)) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length == 2 && words[0].equals(name)) {
                return Long.parseLong(words[1]);
            }
        }
        return 0;
    }

    /** A line of names, and one of their numbers, both beginning with {@code group}. */
    private long table(String file, String group, String name) {
        String[] names = null;
        for (String line : lines(file)) {
            if (line.startsWith(group)) {
                String[] words = line.split(" ", -1);
                if (names != null) {
                    int column = Arrays.asList(names).indexOf(name);
                    return column < 0 || column >= words.length ? 0 : Long.parseLong(words[column]);
                }
                names = words;
            }
        }
        return 0;
    }

    /** A line of names, and one of hexadecimal numbers for each CPU. */
    private long perCpu(String file, String name) {
        List<String> lines = lines(file);
        if (lines.isEmpty()) {
            return 0;
        }
        int column = Arrays.asList(lines.getFirst().strip().split("\\s+", -1)).indexOf(name);
        long sum = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.strip().split("\\s+", -1);
            sum += column < 0 || column >= words.length ? 0 : Long.parseLong(words[column], 16);
        }
        return sum;
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(procNet.resolve(file));
        } catch (IOException e) {
            return List.of();
        }
    }
}

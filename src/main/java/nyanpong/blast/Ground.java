package nyanpong.blast;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import nyanpong.sys.IfPacket;
import nyanpong.sys.Netns;
import nyanpong.sys.Rtnetlink;
import nyanpong.sys.Rtnetlink.Link;

/**
 * Where a blast may run, and how hard: as hard as it goes in a network namespace that was named, is not the one in which this
 * machine began, and has no hardware; else a little, to addresses that somebody says are his.
 */
public final class Ground {
    /** Requests a second, in all, outside of a namespace that was named. */
    public static final int MOST_OUTSIDE = 1000;

    /** Seconds, likewise. */
    public static final int LONGEST_OUTSIDE = 60;

    private static final Path NAMED = Path.of("/run/netns");
    /** The first process's: the machine's own, and within a container the container's. */
    private static final Path FIRST = Path.of("/proc/1/ns/net");

    private Ground() {}

    /**
     * Has this thread live in a namespace made for it.
     *
     * @param name as of {@code ip netns}, or the path of a file such as /proc/PID/ns/net
     * @throws BlastException where it is the first process's, or has an interface that is no virtual one
     */
    public static void enter(String name) throws BlastException, IOException {
        Path file = name.contains("/") ? Path.of(name) : NAMED.resolve(name);
        Object there;
        try {
            there = identity(file);
        } catch (NoSuchFileException e) {
            throw new BlastException(
                    "--netns " + name + ": there is no " + file + "; make it by: ip netns add " + name, false);
        }
        if (there.equals(identityOfFirst())) {
            throw new BlastException(
                    "--netns " + name
                            + ": that is the namespace of process 1, this machine's own; want one made for it: ip netns add",
                    true);
        }
        Netns.enter(file);
        requireVirtual(name);
    }

    private static void requireVirtual(String name) throws BlastException, IOException {
        try (Rtnetlink rtnetlink = new Rtnetlink(0)) {
            for (Link link : rtnetlink.links()) {
                if (link.type() == IfPacket.ARPHRD_ETHER && link.kind().isEmpty()) {
                    throw new BlastException(
                            "--netns " + name + ": " + link.name()
                                    + " there is hardware; want a namespace of virtual interfaces"
                                    + " alone, such as veth",
                            true);
                }
            }
        }
    }

    /**
     * Holds what is asked for against what is allowed outside of a named namespace.
     *
     * @param owned the targets that somebody said are his
     */
    public static void requireModesty(Plan plan, Collection<InetAddress> owned) throws BlastException {
        List<InetAddress> foreign = new ArrayList<>(plan.targets());
        foreign.removeAll(owned);
        if (!foreign.isEmpty()) {
            String address = foreign.getFirst().getHostAddress();
            throw new BlastException(
                    address + ": without --netns a target must be yours: --i-own " + address + ", if it is", true);
        }
        if (plan.mode() == Plan.Mode.FLOOD || plan.rate() == 0 || plan.rate() > MOST_OUTSIDE) {
            throw new BlastException(
                    (plan.mode() == Plan.Mode.FLOOD ? "--flood" : "--rate " + plan.rate()) + ": want --rate "
                            + MOST_OUTSIDE + " at most without --netns",
                    true);
        }
        int seconds = plan.warmUp() + plan.seconds();
        if (seconds > LONGEST_OUTSIDE) {
            throw new BlastException(
                    "--seconds " + seconds + ": want " + LONGEST_OUTSIDE + " at most without --netns", true);
        }
    }

    /** Null where we may not know: being root is not always enough. */
    private static Object identityOfFirst() throws IOException {
        try {
            return identity(FIRST);
        } catch (AccessDeniedException e) {
            return null;
        }
    }

    private static Object identity(Path file) throws IOException {
        return Files.readAttributes(file, "unix:dev,ino");
    }
}

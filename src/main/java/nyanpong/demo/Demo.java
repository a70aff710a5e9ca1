package nyanpong.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Serves in one namespace, pings from another, and shows what the pinging client prints. */
public final class Demo implements AutoCloseable {
    /** RFC 5737: for documentation. */
    private static final String RESPONDER = "192.0.2.1";

    /** As a shell says it of SIGINT. */
    private static final int INTERRUPTED = 130;

    /** A terminal's Ctrl-C reaches the responder as well as us, and perhaps earlier. */
    private static final int GRACE_MILLIS = 500;

    private static final String PINGER = "192.0.2.2";
    private static final double MILLIS_PER_SECOND = 1000;
    private static final List<String> QUICK_START = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final PrintWriter out;
    private final PrintWriter err;
    private volatile boolean closed;
    private Namespace responder;
    private Namespace pinger;

    public Demo(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** The pinging clients that can be shown, named after their canvas. */
    public enum Client {
        CISCO,
        FLOOD,
        HEXDUMP,
        BARS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What is run: this very program for a router, else the real one. */
        private List<String> command(int pings, int size, double interval) {
            String count = String.valueOf(pings);
            String seconds = String.format(Locale.ROOT, "%.3f", interval);
            return switch (this) {
                case CISCO ->
                    nyanpong("ping", RESPONDER, "--repeat", count, "--interval", String.valueOf((int)
                            (interval * 1000)));
                // Or else it would wait ten seconds for the answer to its last request, which is silence.
                case FLOOD -> List.of("ping", "-n", "-f", "-W", "1", "-i", seconds, "-c", count, RESPONDER);
                case HEXDUMP -> List.of("ping", "-n", "-s", String.valueOf(size), "-c", count, RESPONDER);
                // To a pipe it breaks its lines where its last statistics end, which is to be the picture's end.
                case BARS ->
                    List.of("prettyping", "--nolegend", "--last", count, "-n", "-i", seconds, "-c", count, RESPONDER);
            };
        }

        /** The Debian package of a program that not every system has. */
        private String debianPackage() {
            return this == BARS ? "prettyping" : "iputils-ping";
        }
    }

    /**
     * Draws.
     *
     * @param frames where the art is, or null for the jar
     * @param pings how many it takes
     * @param size octets of data of each, for the client hexdump
     * @param intervalMillis between pings, so that one can watch
     * @return the pinging client's exit code
     */
    public int run(Client client, String art, Path frames, int pings, int size, int intervalMillis)
            throws IOException, InterruptedException, DemoException {
        List<String> command = client.command(pings, size, intervalMillis / MILLIS_PER_SECOND);
        if (!isThere(command.getFirst())) {
            throw new DemoException(
                    command.getFirst() + ": not on the path; install it (on Debian the package "
                            + client.debianPackage() + "), or see --client cisco, which needs nothing",
                    false);
        }
        open(client, art, frames, command);
        responder.ip(
                "link add eth0 type veth peer name eth0 netns " + pinger.pid(),
                "address add " + RESPONDER + "/24 dev eth0",
                "link set lo up",
                "link set eth0 up");
        pinger.ip("address add " + PINGER + "/24 dev eth0", "link set eth0 up");
        responder.go();
        if (!isReady()) {
            return INTERRUPTED;
        }
        pinger.go();
        err.println("$ "
                + (client == Client.CISCO
                        ? "nyanpong ping " + RESPONDER + " --repeat " + pings
                        : String.join(" ", command)));
        err.flush();
        try {
            for (int c = pinger.output().read(); c >= 0; c = pinger.output().read()) {
                out.write(c);
                out.flush();
            }
        } catch (IOException e) {
            if (!closed) {
                throw e;
            }
            return INTERRUPTED;
        }
        int code = pinger.waitFor();
        // A picture that is all silence and errors has not one reply, which ping takes for a failure.
        return client == Client.FLOOD && code == 1 ? 0 : code;
    }

    /** Ends both programs; the kernel then removes both namespaces, and the veth pair with them. */
    @Override
    public synchronized void close() {
        closed = true;
        if (pinger != null) {
            pinger.close();
        }
        if (responder != null) {
            responder.close();
        }
    }

    private synchronized void open(Client client, String art, Path frames, List<String> command)
            throws IOException, DemoException {
        List<String> serve = new ArrayList<>(
                nyanpong("serve", "--interface", "eth0", "--art", art, "--canvas", client.toString(), "--log", "none"));
        if (frames != null) {
            serve.addAll(List.of("--frames", frames.toString()));
        }
        responder = Namespace.first(serve);
        pinger = responder.second(command);
    }

    /** Whether a shell would find this program. */
    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }

    /** Waits for the responder; false where we are being ended meanwhile. */
    private boolean isReady() throws IOException, InterruptedException, DemoException {
        BufferedReader errors = responder.errors();
        StringBuilder said = new StringBuilder();
        try {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                if (line.startsWith("ready ")) {
                    return !closed;
                }
                said.append(line).append(' ');
            }
        } catch (IOException e) {
            if (!closed) { // else it is close() that has closed what is read here
                throw e;
            }
        }
        for (int waited = 0; !closed && waited < GRACE_MILLIS; waited += 10) {
            Thread.sleep(10);
        }
        if (closed) {
            return false;
        }
        throw new DemoException(
                "the responder did not start: " + said.toString().strip(), false);
    }

    /** This very program, once more. */
    private static List<String> nyanpong(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(QUICK_START);
        command.addAll(List.of("-jar", jar()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String jar() {
        try {
            return Path.of(Demo.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

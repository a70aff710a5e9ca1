package nyanpong.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Serves in one namespace, pings from another, and shows what the pinging client prints. */
public final class Demo implements AutoCloseable {
    /** RFC 5737: for documentation. */
    private static final String RESPONDER = "192.0.2.1";

    /** As a shell says it of SIGINT. */
    private static final int INTERRUPTED = 130;

    /** A terminal's Ctrl-C reaches the responder as well as us, and perhaps earlier. */
    private static final int GRACE_MILLIS = 500;

    private static final String PINGER = "192.0.2.2";
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

    /**
     * Draws.
     *
     * @param cells how many pings it takes
     * @param intervalMillis between pings, so that one can watch
     * @return the pinging client's exit code
     */
    public int run(String art, int cells, int intervalMillis) throws IOException, InterruptedException, DemoException {
        open(art, cells, intervalMillis);
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
        err.println("$ nyanpong ping " + RESPONDER + " --repeat " + cells);
        err.flush();
        for (int c = pinger.output().read(); c >= 0; c = pinger.output().read()) {
            out.write(c);
            out.flush();
        }
        return pinger.waitFor();
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

    private synchronized void open(String art, int cells, int intervalMillis) throws IOException, DemoException {
        responder = Namespace.first(nyanpong("serve", "--interface", "eth0", "--art", art, "--log", "none"));
        pinger = responder.second(nyanpong(
                "ping", RESPONDER, "--repeat", String.valueOf(cells), "--interval", String.valueOf(intervalMillis)));
    }

    /** Waits for the responder; false where we are being ended meanwhile. */
    private boolean isReady() throws IOException, InterruptedException, DemoException {
        BufferedReader errors = responder.errors();
        StringBuilder said = new StringBuilder();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.startsWith("ready ")) {
                return true;
            }
            said.append(line).append(' ');
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

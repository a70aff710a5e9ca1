package nyanpong.dashboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A shell in a session of its own that gives the terminal back if we are killed: it holds a pipe, and when that ends without a
 * word it leaves the other screen and shows the cursor. The terminal's modes it restores only where they are still ours a
 * moment later: most shells set their own when a program of theirs has been killed, and would be disturbed.
 */
final class Keeper implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT PIPE TTOU TTIN TSTP
            terminal=$1 leave=$2
            before=$(stty -g <"$terminal") || exit 1
            echo ready
            read -r word || exit 0
            raw=$(stty -g <"$terminal") || exit 1
            echo ready
            read -r word && exit 0
            printf '%s' "$leave" >"$terminal"
            sleep 0.3
            [ "$(stty -g <"$terminal")" != "$raw" ] || stty "$before" <"$terminal"
            """;

    private static final byte[] READY = "ready\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_SECONDS = 1;

    private final Process process;

    private Keeper(Process process) {
        this.process = process;
    }

    /**
     * Starts it, before the terminal is touched; empty where this host has no such programs, or the terminal no name.
     *
     * @param leave what makes a terminal show what it showed before
     */
    static Optional<Keeper> start(String leave) {
        try {
            Path terminal = Files.readSymbolicLink(Path.of("/proc/self/fd/1"));
            ProcessBuilder builder = new ProcessBuilder(
                    "setsid", "/bin/sh", "-c", SCRIPT, "nyanpong-top-keeper", terminal.toString(), leave);
            builder.directory(Path.of("/").toFile());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            Keeper keeper = new Keeper(builder.start());
            if (keeper.isReady()) {
                return Optional.of(keeper);
            }
            keeper.close();
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** The terminal is ours now: as it is, it knows it again. */
    void begin() throws IOException {
        say("raw");
        isReady();
    }

    /** There is nothing to give back any more. */
    @Override
    public void close() {
        try {
            say("bye");
            process.getOutputStream().close();
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            return; // it has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() throws IOException {
        return Arrays.equals(READY, process.getInputStream().readNBytes(READY.length));
    }

    private void say(String word) throws IOException {
        process.getOutputStream().write((word + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }
}

package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A shell in a session of its own that holds the other end of a pipe, and keeps the right to write the settings when we have
 * none any more: it restores them when it is told to, and when we end without a word. It ignores what a terminal sends to its
 * foreground, so Ctrl-C reaches us alone.
 *
 * <p>It restores a setting only if the journal is still ours and the setting still what we made it: another responder may
 * have begun since, or another guardian of ours have been faster.
 */
final class Guardian implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 2;

    /**
     * Arguments: the journal, its owner line, then the settings' files. Only builtins until they are restored, so that it takes
     * a few milliseconds. It reads the journal beforehand: the first reader since it was written has its time of access changed, and
     * so may have to wait for a file system that is busy. Its exit code says whether there is nothing left to restore.
     */
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT PIPE
            journal=$1 owner=$2
            shift 2
            read -r first <"$journal"
            echo ready
            exec >/dev/null 2>&1
            read -r word
            [ "$word" = released ] && exit 0
            # One that is gone says nothing; with another responder's in its place, echo is that one's.
            [ ! -e "$journal" ] || { read -r first <"$journal" && [ "$first" = "$owner" ]; } || exit 1
            kept=0
            for file; do
                # Its success means nothing: dash reads byte by byte, and /proc/sys has no second byte to give.
                value=
                read -r value <"$file"
                [ "$value" != 1 ] || echo 0 >"$file" || kept=1
            done
            [ "$kept" = 0 ] || exit 1
            rm -f "$journal" "${journal%/*}/control-${journal##*-}"-*-sysctl "${journal%/*}/top-${journal##*-}"-*-sysctl
            rmdir "${journal%/*}"
            exit 0
            """;

    private static final String NAME = "nyanpong-guardian";

    private final Process process;

    /** Starts it, and waits until it cannot be interrupted any more. */
    Guardian(Journal journal, String owner, Set<EchoSysctl> changed) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", SCRIPT, NAME));
        command.add(journal.file().toString());
        command.add(owner);
        changed.forEach(sysctl -> command.add(sysctl.path().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(new java.io.File("/"));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        process = builder.start();
        byte[] ready = process.getInputStream().readNBytes("ready\n".length());
        if (!"ready\n".equals(new String(ready, StandardCharsets.US_ASCII))) {
            throw new IOException("the guardian did not start: setsid and /bin/sh are needed");
        }
    }

    /** Whether one of a journal runs. */
    static boolean isAnybody(Journal journal) throws IOException {
        String arguments = "\0" + NAME + "\0" + journal.file() + "\0";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : processes) {
                if (commandLine(process).contains(arguments)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }

    long pid() {
        return process.pid();
    }

    /** Runs when it ends without having been released. */
    void onDeath(Runnable action) {
        var _ = process.onExit().thenRun(action);
    }

    /** Has it restore the settings and end; false where it cannot, or does not in time. */
    boolean restore() throws IOException {
        say("restore");
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends it away: there is nothing to restore. */
    @Override
    public void close() throws IOException {
        say("released");
    }

    private void say(String word) throws IOException {
        try (var pipe = process.getOutputStream()) {
            pipe.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }
}

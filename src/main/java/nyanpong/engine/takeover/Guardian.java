package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A shell in a session of its own that holds the other end of a pipe: when we end without having released it, it restores
 * the settings. It ignores what a terminal sends to its foreground, so Ctrl-C reaches us alone.
 *
 * <p>It restores a setting only if the journal is still ours and the setting still what we made it: another responder may
 * have begun since.
 */
final class Guardian implements AutoCloseable {
    /** Arguments: the journal, its owner line, then the settings' files. Only builtins, so that it takes a few milliseconds. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT PIPE
            journal=$1 owner=$2
            shift 2
            echo ready
            exec >/dev/null 2>&1
            read -r word
            [ "$word" = released ] && exit 0
            read -r first <"$journal" && [ "$first" = "$owner" ] || exit 0
            kept=
            for file; do
                # Its success means nothing: dash reads byte by byte, and /proc/sys has no second byte to give.
                value=
                read -r value <"$file"
                [ "$value" != 1 ] || echo 0 >"$file" || kept=1
            done
            [ -z "$kept" ] || exit 0
            rm -f "$journal" "${journal%/*}/control-${journal##*-}"
            rmdir "${journal%/*}"
            """;

    private final Process process;

    /** Starts it, and waits until it cannot be interrupted any more. */
    Guardian(Journal journal, String owner, Set<EchoSysctl> changed) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", SCRIPT, "nyanpong-guardian"));
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

    long pid() {
        return process.pid();
    }

    /** Runs when it ends without having been released. */
    void onDeath(Runnable action) {
        var _ = process.onExit().thenRun(action);
    }

    /** Sends it away: there is nothing to restore. */
    @Override
    public void close() throws IOException {
        try (var pipe = process.getOutputStream()) {
            pipe.write("released\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}

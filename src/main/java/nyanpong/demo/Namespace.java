package nyanpong.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace without a name, which lives as long as one process: at first a shell that waits, then the program that
 * it was made for. When that ends, or we do, the kernel takes the namespace and its interfaces away.
 */
final class Namespace implements AutoCloseable {
    /** Says that it is there, waits for the word, and becomes the program. Ends with us: its word is then an end of file. */
    private static final String WAIT = "echo here && read -r word && exec \"$@\"";

    private static final long GRACE_SECONDS = 5;

    private final Process process;
    private final BufferedReader output;
    private final boolean inUserNamespace;

    private Namespace(Process process, BufferedReader output, boolean inUserNamespace) {
        this.process = process;
        this.output = output;
        this.inUserNamespace = inUserNamespace;
    }

    /** A namespace for a program; as root, else in a user namespace of its own. */
    static Namespace first(List<String> program) throws IOException, DemoException {
        IOException last = null;
        for (boolean user : new boolean[] {false, true}) {
            try {
                return make(user ? List.of("unshare", "--user", "--map-root-user") : List.of("unshare"), program, user);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new DemoException(
                "no network namespace: " + last.getMessage()
                        + "; run it as root (sudo), or where user namespaces are allowed",
                true);
    }

    /** Another namespace for a program, in the same user namespace. */
    Namespace second(List<String> program) throws IOException {
        List<String> unshare = new ArrayList<>(enter("--user"));
        unshare.add("unshare");
        return make(unshare, program, inUserNamespace);
    }

    private static Namespace make(List<String> unshare, List<String> program, boolean user) throws IOException {
        List<String> command = new ArrayList<>(unshare);
        // After unshare: becoming root of a user namespace would clear the signal again, prctl(2).
        command.addAll(List.of("--net", "setpriv", "--pdeathsig", "TERM", "sh", "-c", WAIT, "nyanpong-demo"));
        command.addAll(program);
        Process process = new ProcessBuilder(command).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!"here".equals(output.readLine())) {
            throw new IOException(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        }
        return new Namespace(process, output, user);
    }

    long pid() {
        return process.pid();
    }

    /** Gives lines to {@code ip -batch} inside. */
    void ip(String... lines) throws IOException, InterruptedException, DemoException {
        List<String> command = new ArrayList<>(enter("--user", "--net"));
        command.addAll(List.of("ip", "-batch", "-"));
        Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (Writer writer = new OutputStreamWriter(ip.getOutputStream(), StandardCharsets.UTF_8)) {
            writer.write(String.join("\n", lines) + "\n");
        }
        String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (ip.waitFor() != 0) {
            throw new DemoException("ip: " + said, false);
        }
    }

    /** The shell becomes the program. */
    void go() throws IOException {
        Writer writer = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        writer.write("go\n");
        writer.flush();
    }

    /** The program's standard output. */
    BufferedReader output() {
        return output;
    }

    BufferedReader errors() {
        return new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends the program, and with it the namespace; by force where it takes too long. */
    @Override
    public void close() {
        // Not Process.destroy(), which closes the pipes that its last words come through.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The command that enters this namespace's kinds; the user namespace only where there is one of our own. */
    private List<String> enter(String... kinds) {
        List<String> command = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(process.pid())));
        for (String kind : kinds) {
            if (inUserNamespace || !kind.equals("--user")) {
                command.add(kind);
            }
        }
        if (inUserNamespace) {
            command.add("--preserve-credentials");
        }
        command.add("--");
        return command;
    }
}

package nyanpong.app.control;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nyanpong.app.host.UnavailableException;
import nyanpong.engine.takeover.RuntimeFolder;

/** The responders of this network namespace that can be asked for something: who listens, found by connecting. */
public final class Responders {
    private Responders() {}

    /** What those serve who listen: none where nobody does, or nobody whom this user may ask. */
    public static List<Served> all() throws IOException {
        String prefix = RuntimeFolder.name(Control.CONTROL) + "-";
        Set<String> names = new TreeSet<>();
        for (Path folder : RuntimeFolder.candidates()) {
            for (Path socket : seen(folder, prefix)) {
                // Without waiting: one that is stopped is there all the same.
                if (!Leftovers.isLeft(socket)) {
                    names.add(socket.getFileName().toString().substring(prefix.length()));
                }
            }
        }
        return names.stream().map(Served::of).toList();
    }

    /**
     * The only one that is meant; empty where nobody listens.
     *
     * @param kind of {@link Control}
     * @throws UnavailableException if several are meant, or none of those that listen
     * @throws AccessDeniedException if there are none but other users', and this one may not
     */
    public static Optional<Call> find(String kind, Served meant) throws IOException, UnavailableException {
        Map<String, Call> calls = call(kind, meant);
        if (calls.size() == 1) {
            return Optional.of(calls.values().iterator().next());
        }
        close(calls);
        if (calls.isEmpty() && !meant.equals(Served.ANY)) {
            Map<String, Call> others = call(kind, Served.ANY);
            close(others);
            if (!others.isEmpty()) {
                throw new UnavailableException("no responder has " + meant + " here; there is " + names(others));
            }
        }
        if (calls.size() > 1) {
            throw new UnavailableException("several responders serve here: name one by " + names(calls));
        }
        return Optional.empty();
    }

    /** By what their sockets are called, behind their kind and namespace. */
    private static Map<String, Call> call(String kind, Served meant) throws IOException, UnavailableException {
        String prefix = RuntimeFolder.name(kind) + "-";
        Map<String, Call> calls = new TreeMap<>();
        AccessDeniedException denied = null;
        for (Path folder : RuntimeFolder.candidates()) {
            try {
                for (Path socket : sockets(folder, prefix)) {
                    String name = socket.getFileName().toString().substring(prefix.length());
                    if (meant.includes(Served.of(name))) {
                        call(socket, prefix).ifPresent(call -> calls.put(name, call));
                    }
                }
            } catch (AccessDeniedException e) {
                denied = e;
            }
        }
        if (calls.isEmpty() && denied != null) {
            throw denied;
        }
        return calls;
    }

    private static List<Path> seen(Path folder, String prefix) throws IOException {
        try {
            return sockets(folder, prefix);
        } catch (AccessDeniedException e) {
            return List.of();
        }
    }

    private static List<Path> sockets(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw denied(folder, prefix);
        }
        List<Path> sockets = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, prefix + "*")) {
            found.forEach(sockets::add);
        }
        return sockets;
    }

    private static Optional<Call> call(Path socket, String prefix) throws IOException, UnavailableException {
        try {
            return Optional.of(Call.to(socket));
        } catch (SocketException e) {
            if (!Files.isWritable(socket)) {
                throw denied(socket, prefix);
            }
            return Optional.empty(); // left by one that was killed
        }
    }

    private static AccessDeniedException denied(Path path, String prefix) {
        String group = prefix.startsWith(Control.TOP) ? ", or have a group of yours as its top-group" : "";
        return new AccessDeniedException(
                path.toString(), null, "its responder is another user's: run it with sudo" + group);
    }

    private static String names(Map<String, Call> calls) {
        return calls.keySet().stream().map(name -> Served.of(name).toString()).collect(Collectors.joining(", or "));
    }

    private static void close(Map<String, Call> calls) throws IOException {
        for (Call call : calls.values()) {
            call.close();
        }
    }
}

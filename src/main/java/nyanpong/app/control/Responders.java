package nyanpong.app.control;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nyanpong.app.host.UnavailableException;
import nyanpong.engine.takeover.RuntimeFolder;

/** The responders of this network namespace that can be asked for something: who listens, found by connecting. */
public final class Responders {
    private Responders() {}

    /** What those serve who listen: none where nobody does, or nobody whom this user may ask. */
    public static List<Served> all() throws IOException {
        try {
            Map<String, SocketChannel> channels = connect(Control.CONTROL, Served.ANY);
            close(channels);
            return channels.keySet().stream().map(Served::of).toList();
        } catch (AccessDeniedException e) {
            return List.of();
        }
    }

    /**
     * The only one that is meant; empty where nobody listens.
     *
     * @param kind of {@link Control}
     * @throws UnavailableException if several are meant, or none of those that listen
     * @throws AccessDeniedException if there are none but other users', and this one may not
     */
    public static Optional<SocketChannel> find(String kind, Served meant) throws IOException, UnavailableException {
        Map<String, SocketChannel> channels = connect(kind, meant);
        if (channels.size() == 1) {
            return Optional.of(channels.values().iterator().next());
        }
        close(channels);
        if (channels.isEmpty() && !meant.equals(Served.ANY)) {
            Map<String, SocketChannel> others = connect(kind, Served.ANY);
            close(others);
            if (!others.isEmpty()) {
                throw new UnavailableException("no responder has " + meant + " here; there is " + names(others));
            }
        }
        if (channels.size() > 1) {
            throw new UnavailableException("several responders serve here: name one by " + names(channels));
        }
        return Optional.empty();
    }

    /** By what their sockets are called, behind their kind and namespace. */
    private static Map<String, SocketChannel> connect(String kind, Served meant) throws IOException {
        String prefix = RuntimeFolder.name(kind) + "-";
        Map<String, SocketChannel> channels = new TreeMap<>();
        AccessDeniedException denied = null;
        for (Path folder : RuntimeFolder.candidates()) {
            try {
                for (Path socket : sockets(folder, prefix)) {
                    String name = socket.getFileName().toString().substring(prefix.length());
                    if (meant.includes(Served.of(name))) {
                        connect(socket).ifPresent(channel -> channels.put(name, channel));
                    }
                }
            } catch (AccessDeniedException e) {
                denied = e;
            }
        }
        if (channels.isEmpty() && denied != null) {
            throw denied;
        }
        return channels;
    }

    private static List<Path> sockets(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw denied(folder);
        }
        List<Path> sockets = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, prefix + "*")) {
            found.forEach(sockets::add);
        }
        return sockets;
    }

    private static Optional<SocketChannel> connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return Optional.of(channel);
        } catch (SocketException e) {
            channel.close();
            if (!Files.isWritable(socket)) {
                throw denied(socket);
            }
            return Optional.empty(); // left by one that was killed
        }
    }

    private static AccessDeniedException denied(Path path) {
        return new AccessDeniedException(
                path.toString(),
                null,
                "its responder is another user's: run it with sudo, or have a group of yours as its top-group");
    }

    private static String names(Map<String, SocketChannel> channels) {
        return channels.keySet().stream()
                .map(name -> Served.of(name).toString())
                .collect(Collectors.joining(", or "));
    }

    private static void close(Map<String, SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels.values()) {
            channel.close();
        }
    }
}

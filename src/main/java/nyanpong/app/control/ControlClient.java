package nyanpong.app.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nyanpong.app.host.UnavailableException;

/** Asks the responder of this network namespace for something: {@link Control}. */
public final class ControlClient {
    /**
     * What it said.
     *
     * @param code an exit code
     * @param lines as the responder logged them
     */
    public record Answer(int code, List<String> lines) {
        public Answer {
            lines = List.copyOf(lines);
        }
    }

    private ControlClient() {}

    /** @throws UnavailableException if there is no responder, or none of this user's, or it ends meanwhile */
    public static Answer reload() throws IOException, UnavailableException {
        return ask(Control.RELOAD);
    }

    private static Answer ask(String request) throws IOException, UnavailableException {
        for (Path socket : Control.sockets(Control.CONTROL)) {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                if (connect(channel, socket)) {
                    return ask(channel, request);
                }
            }
        }
        throw new UnavailableException("no responder of this user's serves this network namespace");
    }

    private static boolean connect(SocketChannel channel, Path socket) throws IOException {
        if (!Files.exists(socket)) {
            return false;
        }
        try {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (ConnectException e) {
            return false; // left by one that was killed
        }
    }

    private static Answer ask(SocketChannel channel, String request) throws IOException, UnavailableException {
        ByteBuffer line = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.US_ASCII));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        byte[] bytes = Channels.newInputStream(channel).readNBytes(Control.MOST_ANSWER);
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().matches("[0-9]{1,3}")) {
            throw new UnavailableException("the responder ended without an answer");
        }
        return new Answer(Integer.parseInt(lines.getFirst()), lines.subList(1, lines.size()));
    }
}

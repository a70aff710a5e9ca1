package nyanpong.app.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
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

    /**
     * Asks one to reload.
     *
     * @param meant which one, where there are several
     * @throws UnavailableException if there is no responder, or none of this user's, or it ends meanwhile
     */
    public static Answer reload(Served meant) throws IOException, UnavailableException {
        try (SocketChannel channel = find(meant)) {
            return ask(channel, Control.RELOAD);
        }
    }

    private static SocketChannel find(Served meant) throws IOException, UnavailableException {
        String none = "no responder of this user's serves this network namespace";
        try {
            return Responders.find(Control.CONTROL, meant).orElseThrow(() -> new UnavailableException(none));
        } catch (AccessDeniedException e) {
            throw new UnavailableException(none, false, e);
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

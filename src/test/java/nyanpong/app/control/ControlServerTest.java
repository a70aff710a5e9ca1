package nyanpong.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    /** Who gave up while the server was stopped was told that nothing was done. */
    @Test
    @Timeout(20)
    void aRequestWhoseAskerHasGoneIsDropped(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        List<String> done = new CopyOnWriteArrayList<>();
        try (ControlServer server = new ControlServer(socket, request -> {
            done.add(request);
            return Optional.of("0\ndone\n");
        })) {
            try (Call gone = Call.to(socket)) {
                gone.say("first");
            }
            try (Call call = Call.to(socket)) {
                call.say("second");
                Thread thread = Thread.ofPlatform().start(() -> {
                    try {
                        server.run();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertEquals(Optional.of("0"), call.line(Call.PATIENCE));
                assertEquals(Optional.of("done"), call.line(Call.PATIENCE));
                assertEquals(Optional.empty(), call.line(Call.PATIENCE));
                server.stop();
                thread.join();
            }
        }
        assertEquals(List.of("second"), done);
    }
}

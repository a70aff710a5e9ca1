package nyanpong.app.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import nyanpong.app.claim.Engines.Opening;
import nyanpong.engine.Engine;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import org.junit.jupiter.api.Test;

class EnginesTest {
    private static final Engine FIRST = new None();
    private static final Engine SECOND = new None();
    private static final Opening NO_RING = () -> {
        throw new ErrnoException("setsockopt(PACKET_RX_RING)", Errno.ENOMEM);
    };

    private final List<String> said = new ArrayList<>();

    @Test
    void theRingIsTheBest() throws ErrnoException {
        assertSame(FIRST, Engines.best(() -> FIRST, () -> SECOND, said::add));
        assertEquals(List.of(), said);
    }

    @Test
    void withoutItTheSocketServesAndTheReasonIsTold() throws ErrnoException {
        assertSame(SECOND, Engines.best(NO_RING, () -> SECOND, said::add));
        assertEquals(
                List.of("engine auto: socket, for there is no ring here: setsockopt(PACKET_RX_RING): ENOMEM (out of"
                        + " memory)"),
                said);
    }

    @Test
    void withoutEitherTheSocketsFailureIsTheReason() {
        Opening neither = () -> {
            throw new ErrnoException("socket(AF_PACKET, SOCK_RAW)", Errno.EPERM);
        };
        ErrnoException e = assertThrows(ErrnoException.class, () -> Engines.best(NO_RING, neither, said::add));
        assertEquals(Errno.EPERM, e.errno());
        assertEquals(List.of(), said);
    }

    private static final class None implements Engine {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public void open() {}

        @Override
        public void bind(int ifindex) {}

        @Override
        public void shut() {}

        @Override
        public int poll(Handler handler) {
            return 0;
        }

        @Override
        public void send(MemorySegment p, long at, int length) {}

        @Override
        public void awaitUntil(long nanos) {}

        @Override
        public void wake() {}

        @Override
        public long sent() {
            return 0;
        }

        @Override
        public long sendFailures() {
            return 0;
        }

        @Override
        public void close() {}
    }
}

package nyanpong.app.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.SdNotify;
import nyanpong.sys.Socket;
import nyanpong.sys.Waker;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private static final String ME = Long.toString(ProcessHandle.current().pid());
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(50);

    @Test
    void readyFirstThenLifeThenStopping() throws Exception {
        AtomicLong turns = new AtomicLong();
        List<String> told = told(turns::incrementAndGet, 10);
        assertEquals("READY=1\nSTATUS=ready x", told.getFirst());
        assertEquals("STOPPING=1", told.getLast());
        assertEquals(
                List.of("WATCHDOG=1"),
                told.subList(1, told.size() - 1).stream().distinct().toList());
    }

    /** Every 50 ms for 150 ms, and never again, however long one waits. */
    @Test
    void noSignOfLifeFromAThreadThatStandsStill() throws Exception {
        List<String> told = told(() -> 7, 10);
        assertTrue(told.size() <= 2 + 3, told::toString);
    }

    /** What is said until there are so many messages, or for a second. */
    private static List<String> told(LongSupplier turns, int enough) throws Exception {
        String name = "@nyanpong/test/" + ME;
        try (Listener systemd = new Listener(name);
                SdNotify socket = new SdNotify(name);
                Waker pause = new Waker()) {
            Supervisor supervisor = new Supervisor(socket, PERIOD, TimeUnit.MILLISECONDS.toNanos(100));
            Thread thread = new Thread(() -> supervisor.run(turns, "ready x", pause));
            thread.start();
            List<String> told = new ArrayList<>();
            // The kernel keeps but ten unread.
            for (int i = 0; i < 100 && told.size() < enough; i++) {
                Thread.sleep(10);
                told.addAll(systemd.unread());
            }
            pause.wake();
            thread.join();
            told.addAll(systemd.unread());
            return told;
        }
    }

    @Test
    void aPeriodOfAThirdAndForThisProcessAlone() {
        assertEquals(TimeUnit.SECONDS.toNanos(10), Supervisor.periodNanos(Map.of("WATCHDOG_USEC", "30000000")));
        assertEquals(
                TimeUnit.SECONDS.toNanos(10),
                Supervisor.periodNanos(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", ME)));
        assertEquals(0, Supervisor.periodNanos(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "1")));
        assertEquals(0, Supervisor.periodNanos(Map.of()));
        assertEquals(0, Supervisor.periodNanos(Map.of("WATCHDOG_USEC", "soon")));
    }

    @Test
    void aSocketThatIsNoneIsSaid() {
        assertThrows(ErrnoException.class, () -> new SdNotify("vsock:2:1234"));
        assertThrows(ErrnoException.class, () -> new SdNotify(""));
        assertThrows(ErrnoException.class, () -> new SdNotify("/nonexistent/notify"));
        assertThrows(ErrnoException.class, () -> new SdNotify("/" + "x".repeat(108)));
    }

    /** What systemd is to us: a bound datagram socket. */
    private static final class Listener implements AutoCloseable {
        private final Libc libc = new Libc();
        private final Arena arena = Arena.ofConfined();
        private final int fd;

        Listener(String name) throws ErrnoException {
            byte[] path = name.replace('@', '\0').getBytes(StandardCharsets.US_ASCII);
            MemorySegment address = arena.allocate(2L + path.length, 2);
            address.set(JAVA_SHORT, 0, (short) Socket.AF_UNIX);
            MemorySegment.copy(MemorySegment.ofArray(path), 0, address, 2, path.length);
            fd = Libc.check("socket", libc.socket(Socket.AF_UNIX, Socket.SOCK_DGRAM, 0));
            Libc.check("bind", libc.bind(fd, address));
        }

        List<String> unread() {
            List<String> all = new ArrayList<>();
            MemorySegment buffer = arena.allocate(1000);
            while (true) {
                long n = libc.recv(fd, buffer, 0, buffer.byteSize(), Socket.MSG_DONTWAIT);
                if (n < 0) {
                    return all;
                }
                all.add(new String(buffer.asSlice(0, n).toArray(JAVA_BYTE), StandardCharsets.UTF_8));
            }
        }

        @Override
        public void close() {
            libc.close(fd);
            arena.close();
        }
    }
}

package nyanpong.app.recording;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Threads;
import nyanpong.art.Printable;
import nyanpong.capture.PcapngWriter;
import nyanpong.echo.PacketRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packets of a server, and what became of each, in a pcapng file. The packet thread leaves them in a ring; the thread that
 * runs this writes them, at once where it can and within a second where it cannot. Where the file cannot be written any further
 * the recording ends, and the serving does not.
 */
public final class Recording implements AutoCloseable {
    public static final long MEGABYTE = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final Path STDOUT = Path.of("-");
    private static final int ENTRIES = 1 << 14;
    private static final int OCTETS = 1 << 24;
    /** An ISB, which goes last. */
    private static final int RESERVED = 64;

    private static final long SHORTEST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 200;
    private static final long PATIENCE_MILLIS = 1_500;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MINUTE_NANOS = 60 * SECOND_NANOS;

    private final Path file;
    private final String name;
    private final long limit;
    private final PacketRing ring = new PacketRing(ENTRIES, OCTETS);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final long epochNanos = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
    private FileChannel out;
    private PcapngWriter writer;
    private RecordedPackets packets;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean left;
    private boolean ended;
    private long lostSaid;

    /**
     * @param file to be made, or {@code -} for standard output
     * @param limit octets, at which it ends
     */
    public Recording(Path file, long limit) {
        this.file = file;
        name = file.equals(STDOUT) ? "standard output" : Printable.all(file.toString());
        this.limit = limit;
    }

    /**
     * Makes the file, and starts the thread that fills it.
     *
     * @throws UnavailableException if there is such a file, or anything else of that name: what is there is never written to
     */
    public void start(String interfaceName, Threads threads, Closing closing) throws IOException, UnavailableException {
        closing.add(this);
        String version = Recording.class.getPackage().getImplementationVersion();
        out = open();
        writer = new PcapngWriter(out, "nyanpong" + (version == null ? "" : " " + version), interfaceName);
        flush(); // where it fails at once, that is no other than later
        packets = new RecordedPackets(ring, writer, epochNanos);
        threads.start("record", this::run, this::stop);
    }

    public PacketRing ring() {
        return ring;
    }

    /** When the threads have ended. */
    @Override
    public void close() throws IOException {
        ring.close();
        if (out != null) {
            out.close();
        }
    }

    private FileChannel open() throws IOException, UnavailableException {
        if (file.equals(STDOUT)) {
            return new FileOutputStream(FileDescriptor.out).getChannel();
        }
        try {
            // O_EXCL: not through a link that somebody has laid there, while we may still write everywhere.
            return FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (NoSuchFileException e) {
            throw new UnavailableException(
                    "--write " + file + ": no folder " + file.toAbsolutePath().getParent()
                            + "; make it, or name another",
                    false,
                    e);
        } catch (FileAlreadyExistsException e) {
            throw new UnavailableException(
                    "--write " + file + ": is there already, and is not written over; name another, or remove it",
                    false,
                    e);
        }
    }

    /** Has it end, and leaves a reader of standard output behind that keeps it from that. */
    private void stop() {
        stopped.set(true);
        try {
            if (file.equals(STDOUT) && !finished.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                left = true;
                LOG.error("--write -: its reader does not read; what it has not taken by now is not written");
                out.close(); // which ends a write that waits for it
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void run() throws InterruptedException {
        try {
            record();
        } finally {
            finished.countDown();
        }
    }

    private void record() throws InterruptedException {
        long minute = System.nanoTime();
        long flushed = minute;
        long pause = SHORTEST_PAUSE_MILLIS;
        while (true) {
            boolean last = stopped.get();
            int drained = ring.drain(this::write);
            long now = System.nanoTime();
            if (drained == 0 || now - flushed >= SECOND_NANOS / 2) {
                flush();
                flushed = now;
            }
            if (drained > 0) {
                pause = SHORTEST_PAUSE_MILLIS;
            } else if (last) {
                end("");
                return;
            } else {
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
            if (now - minute >= MINUTE_NANOS) {
                minute = now;
                sayLost();
            }
        }
    }

    private void write(PacketRing.Entry e) {
        if (ended) {
            return; // drained all the same, so that the ring does not count what nobody wants
        }
        try {
            if (writer.length() + RecordedPackets.most(e) + RESERVED > limit) {
                end(": its limit is reached");
                return;
            }
            packets.write(e);
        } catch (IOException failure) {
            fail(failure);
        }
    }

    private void flush() {
        if (!ended) {
            try {
                writer.flush();
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    /** In good order. */
    private void end(String why) {
        if (ended) {
            return;
        }
        try {
            writer.statistics(System.nanoTime() + epochNanos, packets.requests() + ring.lost(), ring.lost());
            writer.flush();
            ended = true;
            LOG.info(
                    "recorded {} packets in {} ({} octets){}{}",
                    packets.written(),
                    name,
                    writer.written(),
                    ring.lost() == 0 ? "" : "; " + ring.lost() + " requests are missing",
                    why);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException e) {
        ended = true;
        if (left) {
            return;
        }
        LOG.error(
                "--write {}: {}: the recording ends, and the serving goes on",
                Printable.all(file.toString()),
                e.getMessage());
        try {
            if (!file.equals(STDOUT)) {
                out.truncate(writer.written()); // to its last whole packet
            }
        } catch (IOException _) {
            // Then it ends in a part of one, which readers say.
        }
    }

    private void sayLost() {
        long lost = ring.lost();
        if (lost != lostSaid && !ended) {
            LOG.warn(
                    "{} requests are missing in {}: they came faster than they could be written",
                    lost - lostSaid,
                    name);
            lostSaid = lost;
        }
    }
}

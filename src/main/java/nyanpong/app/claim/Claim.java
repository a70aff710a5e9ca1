package nyanpong.app.claim;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Threads;
import nyanpong.app.production.Production;
import nyanpong.echo.LocalTable;
import nyanpong.echo.Staging;
import nyanpong.engine.ClaimCounts;
import nyanpong.engine.Engine;
import nyanpong.engine.HostView;
import nyanpong.engine.takeover.TakeoverException;
import nyanpong.score.Sequel;
import nyanpong.sys.ErrnoException;

/**
 * What is claimed from the kernel, and how: a takeover with all that it brings along. {@link #open}, {@link #start} and
 * {@link #begin} are called once, in this order, and {@link #end} on every way out after that; what was opened is in the
 * {@link Closing} that it was made with.
 */
public interface Claim {
    /** The name in the configuration and in the {@code ready} line. */
    String takeover();

    /** What brings claimed requests to the packet thread, and takes its answers; of several threads to the first. */
    Engine engine();

    /** Of each packet thread one. */
    default List<Engine> engines() {
        return List.of(engine());
    }

    /** To be filled by whoever decides sessions, where the engine goes on with them. */
    default Optional<Sequel> sequel() {
        return Optional.empty();
    }

    /** The memory that limits are to be held in, where the engine holds them too. */
    default Optional<MemorySegment> buckets() {
        return Optional.empty();
    }

    /**
     * Is told what packets are to be answered by, at first and each time that it changes, before the packet thread is.
     *
     * @throws IOException if it could not be followed: what was before is in force
     */
    default void stage(Production production, Staging staging) throws IOException {}

    /** Opens what needs to know the host. Nothing is claimed yet. */
    void open(HostView view) throws IOException, UnavailableException, TakeoverException;

    /** Starts what runs beside the packet thread. */
    void start(Threads threads) throws IOException;

    /** From here on the kernel leaves to us what is claimed. */
    void begin() throws IOException, UnavailableException, TakeoverException;

    /** Lets nothing more in, and gives echo back; what has come in by now may still be answered. */
    void end() throws IOException, TakeoverException;

    /**
     * Is told of a change, before the packet thread is. Where the interface is gone, whatever is tied to it is to be let go at
     * once.
     *
     * @throws ErrnoException if it could not be followed; it will be told again
     * @throws UnavailableException if what is gone cannot be claimed again, so that the server must end
     */
    void hostChanged(HostView view) throws ErrnoException, UnavailableException;

    /**
     * Is told of the same change, after the packet thread was: what has come is claimed from here on, an interface that is back
     * among it.
     *
     * @throws ErrnoException as above
     */
    default void hostKnown(HostView view) throws ErrnoException {}

    /** What the packet thread is to know of the host. */
    LocalTable localTable(HostView view);

    /** The addresses that are answered, for people. */
    String addresses(HostView view);

    /** Requests that were answered beside the packet thread. */
    default long answeredBeside() {
        return 0;
    }

    /** What the kernel's part of it has counted; empty where there is none. */
    default Optional<ClaimCounts> counts() {
        return Optional.empty();
    }

    /** What else is to be told at the end, each part after a semicolon. */
    default String counters() {
        return counts().map(counts -> "; " + counts).orElse("");
    }
}

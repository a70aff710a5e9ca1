package nyanpong.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a command end in its own way and with its own exit code where SIGINT, SIGTERM or SIGHUP would end the JVM with 128
 * and the signal's number: while open, a shutdown hook tells the command to stop and waits for {@link Main} to have its
 * code.
 */
final class Abort implements AutoCloseable {
    private static final CompletableFuture<Integer> EXIT_CODE = new CompletableFuture<>();

    /** A command that does not end, on a full pipe perhaps, must not outlive its signal. */
    private static final int PATIENCE_SECONDS = 2;

    private final Thread hook;

    /** @param stop makes the command end promptly; called by another thread */
    Abort(Runnable stop) {
        hook = Thread.ofPlatform().name("abort").unstarted(() -> {
            stop.run();
            exit();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** All is said and done, but for leaving. */
    static void exitCodeIs(int code) {
        EXIT_CODE.complete(code);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the shutdown has begun, and with it the hook
        }
    }

    /** Within a shutdown System.exit blocks for ever; only halt can still change the exit code. */
    private static void exit() {
        try {
            Runtime.getRuntime().halt(EXIT_CODE.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return; // the JVM ends as the signal would have it
        }
    }
}

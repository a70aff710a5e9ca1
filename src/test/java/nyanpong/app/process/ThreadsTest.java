package nyanpong.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadsTest {
    private final Closing closing = new Closing();
    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    private final CompletableFuture<String> halted = new CompletableFuture<>();
    private final Threads threads = new Threads(closing, failed::complete, () -> halted.complete("halted"));

    @Test
    void whateverAThreadThrowsIsReported() throws Exception {
        StackOverflowError thrown = new StackOverflowError();
        threads.start("one", () -> fail(thrown), () -> {});
        assertSame(thrown, failed.get(5, TimeUnit.SECONDS));
        closing.closeAll();
        assertTrue(!halted.isDone());
    }

    @Test
    void oneThatEndsBeforeItsTimeIsReported() throws Exception {
        threads.start("one", () -> {}, () -> {});
        assertEquals(
                "thread one ended before its time",
                failed.get(5, TimeUnit.SECONDS).getMessage());
    }

    @Test
    void oneThatEndsWhenItIsToldToIsNot() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        threads.start("one", told::await, told::countDown);
        closing.closeAll();
        assertTrue(!failed.isDone() && !halted.isDone());
    }

    @Test
    void withoutMemoryNothingIsLeftToDoInOrder() throws Exception {
        threads.start("one", () -> fail(new OutOfMemoryError("a test's")), () -> {});
        assertEquals("halted", halted.get(5, TimeUnit.SECONDS));
        assertTrue(!failed.isDone());
    }

    @Test
    void whereTheReportFailsTooItIsOver() throws Exception {
        Threads deaf = new Threads(closing, _ -> fail(new OutOfMemoryError("again")), () -> halted.complete("halted"));
        deaf.start("one", () -> fail(new IllegalStateException("first")), () -> {});
        assertEquals("halted", halted.get(5, TimeUnit.SECONDS));
    }

    @Test
    void anErrorWhileOneIsClosedDoesNotKeepTheRestOpen() {
        AtomicInteger closed = new AtomicInteger();
        closing.add(closed::incrementAndGet);
        closing.add(() -> fail(new StackOverflowError()));
        closing.add(closed::incrementAndGet);
        try {
            closing.closeAll();
        } catch (Exception e) {
            assertInstanceOf(StackOverflowError.class, e.getCause());
        }
        assertEquals(2, closed.get());
    }

    private static void fail(Error error) {
        throw error;
    }

    private static void fail(RuntimeException exception) {
        throw exception;
    }
}

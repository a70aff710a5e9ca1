package nyanpong.app.process;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP as daemons have it: a reload. Only for a process without a controlling terminal, whose end the signal would else tell
 * of. Java's one way to a signal is sun.misc.Signal, whose warning no annotation silences; so it is reached by reflection.
 */
public final class HangUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    /** Of the fields behind the name in proc_pid_stat(5): state, ppid, pgrp, session, tty_nr. */
    private static final int TTY_NR = 4;

    private final Object before;

    private HangUp(Object before) {
        this.before = before;
    }

    /** Has {@code action} run on each SIGHUP; several that come while one waits for its turn are one. */
    public static HangUp on(Runnable action) {
        AtomicBoolean waits = new AtomicBoolean();
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    HangUp.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass().equals(Object.class)) {
                            return method.invoke(waits, arguments); // Signal compares handlers
                        }
                        if (waits.compareAndSet(false, true)) {
                            synchronized (waits) {
                                waits.set(false);
                                action.run();
                            }
                        }
                        return null;
                    });
            return new HangUp(handle(ours));
        } catch (ReflectiveOperationException e) {
            LOG.warn("SIGHUP does not reload: {}", e.toString());
            return new HangUp(null);
        }
    }

    /** Whether a terminal's end would end this process: asked at the start, for afterwards the terminal is gone. */
    public static boolean isTerminals() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return !fields[TTY_NR].equals("0");
    }

    @Override
    public void close() throws ReflectiveOperationException {
        if (before != null) {
            handle(before);
        }
    }

    private static Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
        Object hup = signal.getConstructor(String.class).newInstance("HUP");
        return signal.getMethod("handle", signal, handlerClass).invoke(null, hup, handler);
    }
}

package nyanpong.jfr;

import java.util.Map;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/** Whether somebody may be recording. A Java without the module jdk.jfr is one where nobody is. */
public final class Flight {
    private static final boolean HAS_MODULE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private static volatile boolean on;

    private Flight() {}

    /**
     * True from the first recording of this process on, whether or not it has these events; who is told so makes them, and they
     * ask further.
     */
    public static boolean isOn() {
        return on;
    }

    /**
     * Notices recordings from here on, also one that was started before.
     *
     * @param drops as {@link Drops} wants them; asked by a thread of the recorder's
     * @return ends it
     */
    public static AutoCloseable start(Supplier<Map<String, Long>> drops) {
        return HAS_MODULE ? Listener.start(drops) : () -> {};
    }

    /** Apart, for where there is no such module. */
    private static final class Listener implements FlightRecorderListener {
        private final Drops drops;

        private Listener(Supplier<Map<String, Long>> counts) {
            drops = new Drops(counts);
        }

        static AutoCloseable start(Supplier<Map<String, Long>> counts) {
            Listener listener = new Listener(counts);
            FlightRecorder.addListener(listener);
            return listener::stop;
        }

        /** Called at once where there is a recorder already. */
        @Override
        public void recorderInitialized(FlightRecorder recorder) {
            on = true;
            FlightRecorder.addPeriodicEvent(DropsEvent.class, drops);
        }

        private void stop() {
            FlightRecorder.removeListener(this);
            if (on) {
                FlightRecorder.removePeriodicEvent(drops);
            }
        }
    }
}

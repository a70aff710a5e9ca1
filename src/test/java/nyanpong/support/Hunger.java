package nyanpong.support;

import java.util.ArrayList;
import java.util.List;

/** An agent that takes all memory of the process it is loaded into, and keeps it: {@code jcmd PID JVMTI.agent_load JAR}. */
public final class Hunger {
    private static final List<byte[]> EATEN = new ArrayList<>(1 << 16);

    private Hunger() {}

    public static void agentmain(String arguments) {
        Thread.ofPlatform().daemon().name("hunger").start(Hunger::eat);
    }

    private static void eat() {
        for (int size = 1 << 20; ; ) {
            try {
                EATEN.add(new byte[size]);
            } catch (OutOfMemoryError e) {
                size = Math.max(16, size / 2); // down to the last crumb, and whatever is freed later
            }
        }
    }
}

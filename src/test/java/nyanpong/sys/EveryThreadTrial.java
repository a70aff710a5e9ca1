package nyanpong.sys;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import nyanpong.sys.SyscallCode.Call;

/** Has every thread, the JVM's own too, set no-new-privileges for itself, while threads come and go and garbage is collected. */
final class EveryThreadTrial {
    private EveryThreadTrial() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println("parent's death " + EveryThread.parentDeathSignal());
        AtomicBoolean stop = new AtomicBoolean();
        Thread busy = new Thread(() -> {
            while (!stop.get()) {
                System.gc();
            }
        });
        busy.start();
        Thread maker = new Thread(() -> {
            while (!stop.get()) {
                Thread.ofPlatform().start(() -> Thread.onSpinWait());
            }
        });
        maker.start();
        boolean before = Task.all().stream().anyMatch(EveryThreadTrial::isDone);
        boolean done = EveryThread.call(
                List.of(Call.of(Syscall.PRCTL, Prctl.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)), EveryThreadTrial::isDone);
        stop.set(true);
        busy.join();
        maker.join();
        System.out.println("before " + before);
        System.out.println("done " + done);
        System.out.println(
                "others " + Task.all().stream().filter(t -> !isDone(t)).count());
        System.out.println("threads enough " + (Task.all().size() > 5));
    }

    private static boolean isDone(Task task) {
        return task.first("NoNewPrivs").equals("1");
    }
}

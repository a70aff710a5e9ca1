package nyanpong.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Denies itself what {@link Seccomp} does, and says what calls give before and after; ends with exit code 7. */
final class SeccompTrial {
    private static final int EXIT_CODE = 7;
    private static final int THREADS = 200;
    private static final int CLONE_NEW_PROCESS = 17; // SIGCHLD, no flags

    private SeccompTrial() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch denied = new CountDownLatch(1);
        Thread older = new Thread(() -> {
            try {
                denied.await();
                System.out.println("older thread " + new Credentials().syscall(Syscall.SOCKET, Socket.AF_UNIX, 1, 0));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        older.start();
        new ProcessBuilder("true").start().waitFor(); // what may then not be, and its classes
        tell("before");
        long update = new Credentials().syscall(Syscall.BPF, Bpf.BPF_MAP_UPDATE_ELEM, 0, 0);
        System.out.println("denied " + Seccomp.deny());
        tell("after");
        // A process, which without the filter would be a second one that prints.
        System.out.println("after clone " + new Credentials().syscall(Syscall.CLONE, CLONE_NEW_PROCESS, 0, 0));
        System.out.println("after bpf, a new map " + new Credentials().syscall(Syscall.BPF, 0, 0, 0));
        System.out.println("after bpf, a map's value "
                + (new Credentials().syscall(Syscall.BPF, Bpf.BPF_MAP_UPDATE_ELEM, 0, 0) == update));
        denied.countDown();
        older.join();
        List<Task> tasks = Task.all();
        System.out.println("threads without "
                + tasks.stream()
                        .filter(t -> !t.first("Seccomp").equals("2")
                                || !t.first("NoNewPrivs").equals("1"))
                        .count());
        System.out.println("threads enough " + (tasks.size() > 5));
        try {
            new ProcessBuilder("true").start();
            System.out.println("a program was started");
        } catch (IOException e) {
            System.out.println("no program");
        }
        System.out.println("work " + work());
        try (Rtnetlink rtnetlink = new Rtnetlink(0)) {
            System.out.println("links " + !rtnetlink.links().isEmpty());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        System.exit(EXIT_CODE);
    }

    /** Calls that do nothing, or fail for what they were given, unless they are denied. */
    private static void tell(String when) {
        Credentials kernel = new Credentials();
        record Try(Syscall call, long first, long second, long third) {}
        List<Try> tries = List.of(
                new Try(Syscall.SOCKET, Socket.AF_UNIX, Socket.SOCK_STREAM, 0),
                new Try(Syscall.SOCKET, Socket.AF_INET, Socket.SOCK_DGRAM, 0),
                new Try(Syscall.SOCKET, Socket.AF_NETLINK, Socket.SOCK_RAW, 15), // NETLINK_KOBJECT_UEVENT
                new Try(Syscall.EXECVE, 0, 0, 0),
                new Try(Syscall.EXECVEAT, -1, 0, 0),
                new Try(Syscall.UNSHARE, 0, 0, 0),
                new Try(Syscall.PERSONALITY, 0xffff_ffffL, 0, 0),
                new Try(Syscall.SETNS, -1, 0, 0),
                new Try(Syscall.PROCESS_VM_READV, ProcessHandle.current().pid(), 0, 0),
                new Try(Syscall.NAME_TO_HANDLE_AT, -1, 0, 0),
                new Try(Syscall.SETRESUID, -1, -1, -1),
                new Try(Syscall.ADD_KEY, 0, 0, 0),
                new Try(Syscall.PIDFD_OPEN, ProcessHandle.current().pid(), 0, 0));
        List<String> results = new ArrayList<>();
        for (Try t : tries) {
            long result = kernel.syscall(t.call, t.first, t.second, t.third);
            results.add(t.call + ":" + (result >= 0 ? "ok" : String.valueOf(result)));
        }
        System.out.println(when + " " + String.join(" ", results));
        System.out.println(when + " clone3:" + kernel.syscall(Syscall.CLONE3, 0, 0, 0));
    }

    /** What a JVM lives by: threads of both kinds, garbage and its collection, files, memory. */
    private static int work() throws Exception {
        AtomicInteger done = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Runnable body = () -> {
                long sum = 0;
                for (int n = 0; n < 10_000; n++) {
                    sum += new byte[64].length;
                }
                done.addAndGet(sum == 640_000 ? 1 : 0);
            };
            threads.add(
                    i % 2 == 0
                            ? Thread.ofVirtual().start(body)
                            : Thread.ofPlatform().start(body));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.gc();
        try (Arena arena = Arena.ofShared()) {
            arena.allocate(1 << 20);
        }
        return done.get();
    }
}

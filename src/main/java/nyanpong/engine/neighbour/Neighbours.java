package nyanpong.engine.neighbour;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import nyanpong.engine.neighbour.Talk.Heard;
import nyanpong.engine.neighbour.Tenancy.Act;
import nyanpong.engine.neighbour.Tenancy.State;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Waker;
import nyanpong.wire.AddressSet;
import nyanpong.wire.AddressText;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Ndp;
import nyanpong.wire.Prefix;

/**
 * Has addresses that the kernel does not own: asks whether somebody else has them, answers for them, defends them. The kernel's
 * settings, addresses and neighbour tables stay as they are; when the process ends, the addresses are gone.
 */
public final class Neighbours implements AutoCloseable {
    /** What a flood of questions can make us say; who really asks, asks again. */
    private static final int ANSWERS_PER_SECOND = 1_000;

    private static final int BATCH = 64;
    private static final long LONGEST_SLEEP = 1_000_000_000;

    private final List<Tenancy> tenancies;
    private final Consumer<String> warn;
    private final Runnable changed;
    private final NeighbourSocket socket;
    private final GroupReports reports;
    private final Waker waker;
    private final Talk arp;
    private final Talk ndp;
    private final Allowance answers = new Allowance(ANSWERS_PER_SECOND, System.nanoTime());
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private volatile Set<Prefix> held = Set.of();
    private volatile AddressSet kernels = new AddressSet(List.of());
    private AddressSet yielded = kernels;
    private AddressSet ours;

    /**
     * Lets in what is sent to the addresses. Nothing is sent before {@link #run}.
     *
     * @param mac what is told to neighbours; whatever differs from the interface's own is let in too
     * @param addresses single ones
     * @param warn told of addresses that are not ours, or no longer
     * @param changed called after {@link #held} has changed, on the thread of {@link #run}
     */
    public Neighbours(
            int ifindex,
            long interfaceAddress,
            long mac,
            Collection<Prefix> addresses,
            Consumer<String> warn,
            Runnable changed)
            throws ErrnoException {
        this.warn = warn;
        this.changed = changed;
        ours = new AddressSet(addresses);
        long now = System.nanoTime();
        tenancies = addresses.stream()
                .distinct()
                .map(a -> new Tenancy(a.high(), a.low(), timing(a), RandomGenerator.getDefault(), now))
                .toList();
        socket = new NeighbourSocket(ifindex);
        reports = new GroupReports(ifindex);
        arp = new ArpTalk(socket.out, mac, this::isOurs);
        ndp = new NdpTalk(socket.out, mac, this::isOurs);
        waker = new Waker(socket.fd);
        try {
            if (mac != interfaceAddress) {
                socket.addUnicast(mac);
            }
            joinGroups();
            socket.open();
        } catch (ErrnoException e) {
            close();
            throw e;
        }
    }

    /** Waits until every address has been asked for; {@link #held} has those that we then have. */
    public void awaitSettled() throws ErrnoException, InterruptedException {
        try {
            settled.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ErrnoException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The addresses that are ours now; from any thread. */
    public Set<Prefix> held() {
        return held;
    }

    /** Gives up, soon, what the kernel has now; from any thread. */
    public void yieldTo(Collection<Prefix> kernelsOwn) {
        kernels = new AddressSet(kernelsOwn);
    }

    /**
     * Until {@link #stop}, or until no address is left.
     *
     * @return whether none is
     * @throws ErrnoException if an address cannot be asked for
     */
    public boolean run() throws ErrnoException {
        try {
            while (!waker.isWoken()) {
                yieldToTheKernel();
                long next = actAll(System.nanoTime());
                hearSome();
                if (tenancies.stream().noneMatch(t -> t.state() == State.PROBING)) {
                    settled.complete(null);
                    if (held.isEmpty()) {
                        return true;
                    }
                }
                waker.awaitUntil(next);
            }
            return false;
        } catch (ErrnoException | RuntimeException e) {
            settled.completeExceptionally(e);
            throw e;
        } finally {
            settled.complete(null);
        }
    }

    /** Ends {@link #run}, from any thread. */
    public void stop() {
        waker.wake();
    }

    @Override
    public void close() {
        waker.close();
        reports.close();
        socket.close();
    }

    private void joinGroups() throws ErrnoException {
        List<Long> groups = tenancies.stream()
                .filter(t -> !AddressText.isMapped(t.high, t.low))
                .map(t -> Ndp.solicitedNodeLow(t.low))
                .distinct()
                .toList();
        for (long group : groups) {
            socket.addMulticast(Ndp.groupAddress(group));
        }
        try {
            for (long group : groups) {
                reports.join(Ndp.ALL_NODES_HIGH, group);
            }
        } catch (ErrnoException e) {
            warn.accept("no MLD for solicited-node groups (" + e.getMessage()
                    + "): a switch that looks for it may keep neighbor solicitations from us");
        }
    }

    /** Does what is due; returns when the next thing is. */
    private long actAll(long now) throws ErrnoException {
        long next = now + LONGEST_SLEEP;
        for (Tenancy t : tenancies) {
            switch (t.act(now)) {
                case PROBE -> send("send(probe)", talk(t).probe(t.high, t.low));
                case ANNOUNCE -> {
                    socket.send(talk(t).announcement(t.high, t.low));
                    publish();
                }
                case NOTHING -> {}
            }
            if (t.isWaiting() && t.due() - next < 0) {
                next = t.due();
            }
        }
        return next;
    }

    private void hearSome() {
        for (int i = 0; i < BATCH; i++) {
            int length = socket.receive();
            if (length == -Errno.EINTR || length == -Errno.ENETDOWN) {
                continue; // the latter comes once: packet(7)
            }
            if (length < Ethernet.HEADER_LENGTH) {
                return;
            }
            Talk talk = Ethernet.type(socket.in, 0) == Ethernet.ARP ? arp : ndp;
            Heard heard = talk.hear(socket.in, length);
            if (heard != Heard.NOTHING) {
                heard(talk, heard);
            }
        }
    }

    private void heard(Talk talk, Heard heard) {
        for (Tenancy t : tenancies) {
            if (t.high == talk.high() && t.low == talk.low()) {
                if (heard == Heard.CLAIM || (heard == Heard.PROBE && t.state() == State.PROBING)) {
                    conflict(t, talk);
                } else if (t.state() == State.HELD && answers.take(System.nanoTime())) {
                    socket.send(talk.answer());
                }
                return;
            }
        }
    }

    private void conflict(Tenancy t, Talk talk) {
        State before = t.state();
        String who = "address " + AddressText.of(t.high, t.low) + ": " + AddressText.ethernet(talk.speaker());
        if (t.conflict(System.nanoTime()) == Act.ANNOUNCE) {
            warn.accept(who + " says that it has it; defended, once");
            socket.send(talk.announcement(t.high, t.low));
        } else {
            warn.accept(who
                    + (before == State.PROBING
                            ? " has it, so it is not used"
                            : " goes on saying so, so it is given up"));
            publish();
        }
    }

    private void yieldToTheKernel() {
        AddressSet now = kernels;
        if (now == yielded) {
            return;
        }
        yielded = now;
        for (Tenancy t : tenancies) {
            if (t.state() != State.LOST && now.contains(t.high, t.low)) {
                t.giveUp();
                warn.accept("address " + AddressText.of(t.high, t.low)
                        + ": this host has it now, and its kernel answers; given up");
                publish();
            }
        }
    }

    private boolean isOurs(long high, long low) {
        return ours.contains(high, low);
    }

    private Set<Prefix> those(Predicate<State> condition) {
        return tenancies.stream()
                .filter(t -> condition.test(t.state()))
                .map(t -> new Prefix(t.high, t.low, 128))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void publish() {
        ours = new AddressSet(those(state -> state != State.LOST));
        Set<Prefix> now = those(state -> state == State.HELD);
        if (!now.equals(held)) {
            held = now;
            changed.run();
        }
    }

    private void send(String call, int length) throws ErrnoException {
        int result = socket.send(length);
        if (result < 0) {
            throw new ErrnoException(call, -result); // an address that was not asked for must not be used
        }
    }

    private Talk talk(Tenancy t) {
        return AddressText.isMapped(t.high, t.low) ? arp : ndp;
    }

    private static Timing timing(Prefix address) {
        return AddressText.isMapped(address.high(), address.low()) ? Timing.ARP : Timing.NDP;
    }
}

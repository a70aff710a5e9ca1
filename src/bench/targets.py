"""What nyanpong wants to reach, and whether it did: each target is a ratio, or a time, that make bench measures."""
from dataclasses import dataclass

from figures import Spread, spread, times

OTHER_JAVA = ["VarHandle layouts", "direct ByteBuffer", "Netty ByteBuf", "Agrona UnsafeBuffer", "byte[] reused", "byte[] new", "pcap4j"]
OURS, C = "nyanpong: MemorySegment", "C -O2"

# Why a target may be missed; it is told of those only that are.
DRIVER = ("Beside the kernel's own echo, or the simplest one, the cat does more with each packet: it reads every octet for the checksum, finds "
          "the session, and makes errors with headers of their own of two fifths.")
CACHE = ("With a core for the responder each packet comes from the other core's cache, and a checksum reads all of it; and the generic hook "
         "runs after the kernel has made a packet buffer, which is most of what its own echo costs.")
PEER = ("On veth's native hook an answer reaches the other end's sockets by a queue, a poll and a packet buffer made anew, which `kernel-pass` "
        "has on one of the two ways and the kernel's own echo on none.")
TAIL = "Once in four seconds, and for each frame's last cell, a request goes up to Java, which is far behind the hundredth; the rest is the machine's."
RING = ("The kernel brings each packet to the raw sockets, too, which answer what the ring does not see, and copies it before their filter is "
        "asked (`napi_cpu_ns`, below); takeover `tcx` ends that way early. C's check neither sums nor addresses, and have no sessions.")
WAKE = "Both sleep between two pings, so most of it is a wake-up and code gone cold, of which a JVM has more."
XSK = "A veth knows AF_XDP in copy mode only: each frame is copied in and out, which a network card's driver may save."
MEMORY = "Each access to a MemorySegment is checked against its bounds, C's against nothing."
BEST = ("All ways do the same checks and sums and find the same session; how the octets are reached, in which alone they differ, is the smaller "
        "part of the time.")
SCAPY = "A flood comes to both by the kernel's path on the asking processor, which limits the faster of the two."
START = ("The JVM starts its compilers on the same two processors while the packet path is warmed for the first pings, which a hello-world has no "
         "need of; of a plain `java -jar` no flag can be set from the jar.")
HEAP = "A plain `java -jar` has G1 with a heap for the whole machine; the installed one is told to be small."
TURN = "A round trip has the pinger's own system calls and the veth, both ways, in it, below which the kernel's own echo does not get either."
GROWTH = "What is looked up lies in tables that outgrow the processor's caches: there are no more steps, but they wait for memory, a batch's packets together."


@dataclass(frozen=True)
class Target:
    what: str
    sign: str  # at least, at most
    limit: float
    unit: str
    reached: Spread | None
    why: str
    absolute: bool = False

    @property
    def met(self):
        return self.reached.median >= self.limit if self.sign == "≥" else self.reached.median <= self.limit

    @property
    def within(self):
        """Whether the range reaches what the median did not."""
        return self.reached.high >= self.limit if self.sign == "≥" else self.reached.low <= self.limit

    def row(self):
        wide = self.reached.high > 4 * self.reached.low
        verdict = "too wide a range to tell" if wide else "yes" if self.met else "no, but within the range" if self.within else "no"
        show = (lambda v: f"{v:.1f}") if self.absolute else times
        return [self.what, f"{self.sign} {self.limit:g} {self.unit}", f"{show(self.reached.median)} ({show(self.reached.low)}-{show(self.reached.high)})", verdict]


def memory(figures, others):
    """Ours to the best of others, over the cases that both have: C's include none of what is our own alone."""
    ratios = []
    for case in ("ipv4 reply", "ipv6 reply", "ipv4 error"):
        theirs = [figures.packets[way, case][0] for way in others if (way, case) in figures.packets]
        if theirs and (OURS, case) in figures.packets:
            ratios.append(figures.packets[OURS, case][0] / min(theirs))
    return spread(ratios)


def growth(figures, way):
    """The last of a series to its first, with what JMH's errors leave open."""
    series = figures.series(way)
    if len(series) < 2:
        return None
    (_, first, first_error, _), (_, last, last_error, _) = series[0], series[-1]
    return Spread(last / first, max(last - last_error, 0) / (first + first_error), (last + last_error) / max(first - first_error, first / 10))


def targets(f):
    """In the order of the page; what was not measured is not among them."""
    native, generic, ring, xsk = "xdp-native-draw", "xdp-generic-draw", "ring-draw", "xsk-draw"
    kernel = "x kernel"
    own = f.of("kernel", "rtt_p50_us")
    here = f"here {own.median:.1f}" if own else "not measured"
    all_of_them = [
        Target("`xdp-native`, live frames inline", "≥", 4.5, kernel, f.ratio(native, "live_inline_per_s", "kernel"), DRIVER),
        Target("`xdp-native`, live frames on one core", "≥", 4.5, kernel, f.ratio(native, "live_core_per_s", "kernel"), DRIVER),
        Target("the same, beside the simplest XDP echo, inline", "≥", 0.8, "x `xdp-echo`", f.ratio(native, "live_inline_per_s", "xdp-echo"), DRIVER),
        Target("`xdp-generic`, live frames inline", "≥", 2, kernel, f.ratio(generic, "live_inline_per_s", "kernel"), DRIVER),
        Target("`xdp-generic`, live frames on one core", "≥", 2, kernel, f.ratio(generic, "live_core_per_s", "kernel"), CACHE),
        Target("`xdp-native`, round trip p50", "≤", 0.85, kernel, f.ratio(native, "rtt_p50_us", "kernel"), PEER),
        Target("the same, beside the kernel's echo where its answers go the same way", "≤", 0.85, "x `kernel-pass`", f.ratio(native, "rtt_p50_us", "kernel-pass"), PEER),
        Target("`xdp-native`, round trip p99", "≤", 1, kernel, f.ratio(native, "rtt_p99_us", "kernel"), TAIL),
        Target("`xdp-generic`, round trip p50", "≤", 0.85, kernel, f.ratio(generic, "rtt_p50_us", "kernel"), TAIL),
        Target("`xdp-generic`, round trip p99", "≤", 1, kernel, f.ratio(generic, "rtt_p99_us", "kernel"), TAIL),
        Target("`ring`, knee on one core", "≥", 1, "x `c-ring`", f.ratio(ring, "knee_per_s", "c-ring"), RING),
        Target("`ring`, knee on one core", "≥", 0.7, kernel, f.ratio(ring, "knee_per_s", "kernel"), RING),
        Target("`tcx`, knee on one core", "≥", 1, "x `c-ring`", f.ratio("tcx-draw", "knee_per_s", "c-ring"), RING),
        Target(f"`ring`, round trip p50, awake, where the kernel takes 3 to 4 µs ({here})", "≤", 6, "µs", f.of(ring, "rtt_p50_us"), RING, True),
        Target("`ring`, round trip p50, each woken by its ping", "≤", 1.05, "x `c-ring`", f.ratio(ring, "rtt_1ms_p50_us", "c-ring"), WAKE),
        Target("`xsk`, knee on one core", "≥", 0.9, kernel, f.ratio(xsk, "knee_per_s", "kernel"), XSK),
        Target("`ring`, flood", "≥", 100, "x `scapy`", f.ratio(ring, "flood_per_s", "scapy"), SCAPY),
        Target("`xdp-native`, knee on one core", "≥", 100, "x `scapy`", f.ratio(native, "knee_per_s", "scapy"), SCAPY),
        Target("`ring`, round trip p50", "≤", 0.02, "x `scapy`", f.ratio(ring, "rtt_p50_us", "scapy"), TURN),
        Target("first answer, plain `java -jar`", "≤", 1.3, "x `hello`", f.ratio(ring, "start_ms", "hello"), START),
        Target("first answer, installed", "≤", 0.65, "x `hello`", f.ratio("installed", "start_ms", "hello"), START),
        Target("memory resident, plain `java -jar`", "≤", 90, "MB", f.of(ring, "rss_mb"), HEAP, True),
        Target("a packet in memory: parse, decide, rewrite", "≤", 1.5, "x C -O2", memory(f, [C]), MEMORY),
        Target("the same, beside the best other way in Java", "≤", 0.5, "x best", memory(f, OTHER_JAVA), BEST),
    ]
    for way, what in (("rules", "1000 rules beside one"), ("sessions", "a million sessions beside one"), ("sources", "16 million source addresses beside one")):
        all_of_them.append(Target("a packet in memory: " + what, "≤", 1.1, "x", growth(f, way), GROWTH))
    return [target for target in all_of_them if target.reached]

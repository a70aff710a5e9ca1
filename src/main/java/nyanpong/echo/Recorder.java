package nyanpong.echo;

import java.lang.foreign.MemorySegment;

/** Answers as its responder does, and leaves a copy of each packet, as it came and as it goes, in a ring. For the packet thread. */
public final class Recorder {
    private final Responder responder;
    private final PacketRing ring;

    public Recorder(Responder responder, PacketRing ring) {
        this.responder = responder;
        this.ring = ring;
    }

    /** As of {@link Responder#respond}. */
    public long respond(MemorySegment p, long at, int length, int arrival) {
        PacketRing.Entry copy = ring.claim(p, at, length, arrival);
        long departure = responder.respond(p, at, length, arrival);
        if (copy != null) {
            ring.publish(copy, p, departure, responder);
        }
        return departure;
    }

    /** The same for answers that were kept, and leave now. */
    public DelayQueue.Sender sender(DelayQueue.Sender next) {
        return (p, at, length) -> {
            ring.offer(p, at, length);
            next.send(p, at, length);
        };
    }
}

package nyanpong.app.recording;

/**
 * What a packet is, and what it would get.
 *
 * @param number from 1
 * @param seconds since the capture's first packet
 * @param what as of {@link nyanpong.wire.PacketText}
 * @param verdict as in docs/verdicts.md
 * @param answers the number of the request that it is itself an answer to; 0 where that is not in the capture, -1 for no answer
 * @param art the picture that decided, or null
 * @param cell of it, or -1
 * @param lateMillis how much later than at once
 * @param answer as of {@link nyanpong.wire.PacketText}, or null for nothing
 * @param octets the answer's, from the Ethernet header on; empty for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // printed once, never compared
public record Explained(
        long number,
        double seconds,
        String what,
        String verdict,
        long answers,
        String art,
        int cell,
        int lateMillis,
        String answer,
        byte[] octets) {}

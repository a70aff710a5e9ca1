package nyanpong.app.recording;

/**
 * What a packet is, and what it would get.
 *
 * @param number from 1
 * @param seconds since the capture's first packet
 * @param what as of {@link nyanpong.wire.PacketText}
 * @param verdict as in docs/verdicts.md
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
        String art,
        int cell,
        int lateMillis,
        String answer,
        byte[] octets) {}

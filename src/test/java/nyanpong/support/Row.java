package nyanpong.support;

import nyanpong.echo.Verdict;
import nyanpong.wire.Arrival;

/** A row of a table of inputs: its name, what arrives and how, what becomes of it. */
public final class Row {
    public final String name;
    public final Verdict verdict;
    public final int arrival;
    private final byte[] packet;

    public Row(String name, Verdict verdict, byte[] packet, int arrival) {
        this.name = name;
        this.verdict = verdict;
        this.arrival = arrival;
        this.packet = packet.clone();
    }

    public Row(String name, Verdict verdict, EchoPacket packet) {
        this(name, verdict, packet.build(), Arrival.PLAIN);
    }

    public byte[] packet() {
        return packet.clone();
    }

    @Override
    public String toString() {
        return name + ": " + verdict.label();
    }
}

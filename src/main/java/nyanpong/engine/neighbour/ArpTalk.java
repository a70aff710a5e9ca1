package nyanpong.engine.neighbour;

import java.lang.foreign.MemorySegment;
import nyanpong.wire.AddressText;
import nyanpong.wire.Arp;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Martians;

/** ARP: RFC 826, and RFC 5227 for probes, announcements and conflicts. */
final class ArpTalk implements Talk {
    private static final int ARP = Ethernet.HEADER_LENGTH;

    private final MemorySegment out;
    private final long mac;
    private final Ours ours;
    private long speaker;
    private int asker;
    private int subject;

    ArpTalk(MemorySegment out, long mac, Ours ours) {
        this.out = out;
        this.mac = mac;
        this.ours = ours;
    }

    /** Section 2.1.1: from no address yet, so that nobody takes it for ours. */
    @Override
    public int probe(long high, long low) {
        return say(Ethernet.BROADCAST, Arp.REQUEST, 0, 0, (int) low);
    }

    /** Section 2.3. */
    @Override
    public int announcement(long high, long low) {
        return say(Ethernet.BROADCAST, Arp.REQUEST, (int) low, 0, (int) low);
    }

    @Override
    public int answer() {
        return say(speaker, Arp.REPLY, subject, speaker, asker);
    }

    @Override
    public Heard hear(MemorySegment p, int length) {
        if (length < ARP + Arp.LENGTH || !Arp.isIpv4OnEthernet(p, ARP)) {
            return Heard.NOTHING;
        }
        int operation = Arp.operation(p, ARP);
        speaker = Arp.senderHardware(p, ARP);
        // Our own come back where a switch or an access point sends broadcasts to all.
        boolean own = speaker == mac || Ethernet.source(p, 0) == mac;
        if (own || speaker == 0 || Ethernet.isGroup(speaker) || (operation != Arp.REQUEST && operation != Arp.REPLY)) {
            return Heard.NOTHING;
        }
        asker = Arp.sender(p, ARP);
        subject = asker;
        if (isOurs(asker)) {
            return Heard.CLAIM;
        }
        subject = Arp.target(p, ARP);
        long to = Ethernet.destination(p, 0);
        if (operation != Arp.REQUEST || !isOurs(subject) || (to != mac && !Ethernet.isGroup(to))) {
            return Heard.NOTHING;
        }
        if (asker == 0) {
            return Heard.PROBE;
        }
        return Martians.isSource(0, AddressText.mapped(asker)) ? Heard.NOTHING : Heard.QUESTION;
    }

    @Override
    public long high() {
        return 0;
    }

    @Override
    public long low() {
        return AddressText.mapped(subject);
    }

    @Override
    public long speaker() {
        return speaker;
    }

    private boolean isOurs(int address) {
        return ours.contains(0, AddressText.mapped(address));
    }

    private int say(long to, int operation, int sender, long targetHardware, int target) {
        Ethernet.destination(out, 0, to);
        Ethernet.source(out, 0, mac);
        Ethernet.type(out, 0, Ethernet.ARP);
        Arp.write(out, ARP, operation, mac, sender, targetHardware, target);
        return ARP + Arp.LENGTH;
    }
}

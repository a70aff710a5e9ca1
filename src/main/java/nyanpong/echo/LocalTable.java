package nyanpong.echo;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import nyanpong.wire.AddressSet;
import nyanpong.wire.Prefix;

/**
 * What this host's kernel knows of itself, as of one moment: an immutable snapshot, replaced whole when addresses change.
 */
public final class LocalTable {
    /** Answers nothing. */
    public static final LocalTable EMPTY = new LocalTable(List.of(), List.of(), List.of(), List.of());

    private final AddressSet local;
    private final AddressSet answered;
    private final AddressSet subnetEnds;
    private final BitSet vlans = new BitSet(4096);
    private final long linkAddress;

    /**
     * @param local every address that the kernel takes as its own
     * @param answered those of them that are ours to answer on this interface
     * @param subnetEnds the network and broadcast addresses of the subnets that this host is in
     * @param vlans the VLANs that have a device on this interface
     */
    public LocalTable(
            Collection<Prefix> local,
            Collection<Prefix> answered,
            Collection<Prefix> subnetEnds,
            Collection<Integer> vlans) {
        this(local, answered, subnetEnds, vlans, 0);
    }

    /**
     * The same for addresses that have an Ethernet address of their own, which the kernel takes for another host's.
     *
     * @param linkAddress the only one that is answered, as the low 48 bits; 0 for the interface's
     */
    public LocalTable(
            Collection<Prefix> local,
            Collection<Prefix> answered,
            Collection<Prefix> subnetEnds,
            Collection<Integer> vlans,
            long linkAddress) {
        this.local = new AddressSet(local);
        this.answered = new AddressSet(answered);
        this.subnetEnds = new AddressSet(subnetEnds);
        vlans.forEach(this.vlans::set);
        this.linkAddress = linkAddress;
    }

    public boolean isLocal(long high, long low) {
        return local.contains(high, low);
    }

    public boolean isAnswered(long high, long low) {
        return answered.contains(high, low);
    }

    boolean isSubnetEnd(long high, long low) {
        return subnetEnds.contains(high, low);
    }

    /** 0 for the interface's. */
    long linkAddress() {
        return linkAddress;
    }

    boolean hasVlan(int vlan) {
        return vlans.get(vlan);
    }
}

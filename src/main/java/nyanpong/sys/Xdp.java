package nyanpong.sys;

/**
 * The hook before all others, in the driver or where the kernel imitates it: {@code <linux/bpf.h>}, {@code <linux/if_link.h>},
 * the kernel's Documentation/networking/af_xdp.rst. A program gets a {@link Md} in R1 and returns what is to become of the packet.
 */
public final class Xdp {
    /** The program is given up, and the packet dropped; the kernel traces it. */
    public static final int XDP_ABORTED = 0;

    public static final int XDP_DROP = 1;

    /** The kernel goes on with the packet, as the program has left it. */
    public static final int XDP_PASS = 2;

    /** The packet goes out where it came in, as the program has left it. */
    public static final int XDP_TX = 3;

    public static final int XDP_REDIRECT = 4;

    /** Flags of {@link Bpf#linkCreate}: before the driver, on packets that it has made already. On any interface. */
    public static final int XDP_FLAGS_SKB_MODE = 1 << 1;

    /** In the driver; EOPNOTSUPP where it knows no such thing. Without any flag, in the driver where it does. */
    public static final int XDP_FLAGS_DRV_MODE = 1 << 2;

    private Xdp() {}

    /**
     * {@code struct xdp_md}: what a program may know of a packet. Offsets of 32-bit words; the verifier has a load of the first three
     * give a pointer.
     */
    public static final class Md {
        public static final int SIZE = 24;

        /** The first octet of the Ethernet header. */
        public static final int DATA = 0;

        /** Behind the last octet. */
        public static final int DATA_END = 4;

        public static final int DATA_META = 8;
        public static final int INGRESS_IFINDEX = 12;
        public static final int RX_QUEUE_INDEX = 16;

        private Md() {}
    }
}

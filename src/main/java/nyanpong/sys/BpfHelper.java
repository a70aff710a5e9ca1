package nyanpong.sys;

/**
 * Functions of the kernel that an eBPF program may call, of {@code <linux/bpf.h>} and bpf-helpers(7), where their arguments
 * and results are. A constant's name is the function's in capitals, without {@code bpf_}.
 */
public enum BpfHelper {
    MAP_LOOKUP_ELEM(1),
    MAP_UPDATE_ELEM(2),
    MAP_DELETE_ELEM(3),
    KTIME_GET_NS(5),
    GET_PRANDOM_U32(7),
    GET_SMP_PROCESSOR_ID(8),
    SKB_LOAD_BYTES(26),
    CSUM_DIFF(28),
    XDP_ADJUST_HEAD(44),
    REDIRECT_MAP(51),
    XDP_ADJUST_TAIL(65),
    RINGBUF_OUTPUT(130),
    RINGBUF_RESERVE(131),
    RINGBUF_SUBMIT(132),
    RINGBUF_DISCARD(133),
    RINGBUF_QUERY(134),
    /** The same clock as of the last tick, some milliseconds ago, for much less. */
    KTIME_GET_COARSE_NS(160),
    XDP_GET_BUFF_LEN(188),
    XDP_LOAD_BYTES(189),
    XDP_STORE_BYTES(190);

    /** Of {@link #RINGBUF_QUERY}: where the reader is. */
    public static final int BPF_RB_CONS_POS = 2;

    /** Of {@link #RINGBUF_QUERY}: where the next record goes. */
    public static final int BPF_RB_PROD_POS = 3;

    final int number;

    BpfHelper(int number) {
        this.number = number;
    }
}

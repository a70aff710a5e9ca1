package nyanpong.sys;

/** How much of memory an instruction of eBPF moves: 1, 2, 4 or 8 octets. What is loaded is filled up with zeros. */
public enum BpfSize {
    B(0x10),
    H(0x08),
    W(0x00),
    DW(0x18);

    final int code;

    BpfSize(int code) {
        this.code = code;
    }
}

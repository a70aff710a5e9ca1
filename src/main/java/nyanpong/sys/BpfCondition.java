package nyanpong.sys;

/** When an instruction of eBPF jumps; those with an S compare signed numbers, SET asks for a common bit. */
public enum BpfCondition {
    EQ(0x10),
    GT(0x20),
    GE(0x30),
    SET(0x40),
    NE(0x50),
    SGT(0x60),
    SGE(0x70),
    LT(0xa0),
    LE(0xb0),
    SLT(0xc0),
    SLE(0xd0);

    final int code;

    BpfCondition(int code) {
        this.code = code;
    }
}

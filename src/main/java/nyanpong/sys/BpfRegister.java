package nyanpong.sys;

/**
 * A register of eBPF, of 64 bits. R0 holds results; R1 to R5 the arguments of a call, which leaves nothing in them; R6 to R9
 * outlast calls; R10 is the end of 512 octets of stack. A program starts with its context in R1.
 */
public enum BpfRegister {
    R0,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    R10
}

package nyanpong.config;

/** Under which Ethernet address takeover {@code virtual} answers: one of its own, or the interface's. */
public enum VirtualMacKind {
    OWN,
    INTERFACE
}

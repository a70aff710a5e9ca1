package nyanpong.sys;

/** Of the processor, where numbers and instructions are its own. */
enum Architecture {
    X86_64(0xc000003e),
    AARCH64(0xc00000b7),
    OTHER(0);

    static final Architecture HERE = of(System.getProperty("os.arch"));

    /** {@code AUDIT_ARCH_X86_64} or {@code AUDIT_ARCH_AARCH64} of {@code <linux/audit.h>}. */
    final int audit;

    Architecture(int audit) {
        this.audit = audit;
    }

    static Architecture of(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> OTHER;
        };
    }
}

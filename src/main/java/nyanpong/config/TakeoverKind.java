package nyanpong.config;

/** How the kernel's own echo is kept quiet. AUTO is TCX, else SYSCTL. */
public enum TakeoverKind {
    AUTO,
    SYSCTL,
    TCX,
    VIRTUAL
}

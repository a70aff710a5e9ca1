package nyanpong.config;

/** How the kernel's own echo is kept quiet. */
public enum TakeoverKind {
    AUTO,
    SYSCTL,
    VIRTUAL
}

package nyanpong.config;

/** What is done where this host's firewall drops the pings that are answered: end, or answer them all the same. */
public enum FirewallKind {
    RESPECT,
    IGNORE
}

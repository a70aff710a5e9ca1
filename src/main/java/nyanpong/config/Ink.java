package nyanpong.config;

/** What a dark cell gets: an ICMP error at once, or nothing, which costs the client its timeout. */
public enum Ink {
    UNREACHABLE,
    SILENCE
}

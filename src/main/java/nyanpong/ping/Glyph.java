package nyanpong.ping;

import nyanpong.wire.Icmp;

/**
 * What became of one request, as the character that IOS prints for it: "Understanding the Ping and Traceroute Commands",
 * Cisco document 12778.
 *
 * <p>For IPv6 the same characters are used. IOS knows finer ones there, which differ between releases.
 */
public enum Glyph {
    REPLY('!'),
    TIMEOUT('.'),
    UNREACHABLE('U'),
    COULD_NOT_FRAGMENT('M'),
    SOURCE_QUENCH('Q'),
    TIME_EXCEEDED('&'),
    UNKNOWN('?');

    private final char character;

    Glyph(char character) {
        this.character = character;
    }

    public char character() {
        return character;
    }

    /** What an ICMP error means to a request that it quotes; null for a type that is no error: RFC 792. */
    static Glyph ofError(int type, int code) {
        return switch (type) {
            case Icmp.DESTINATION_UNREACHABLE -> code == Icmp.FRAGMENTATION_NEEDED ? COULD_NOT_FRAGMENT : UNREACHABLE;
            case Icmp.SOURCE_QUENCH -> SOURCE_QUENCH;
            case Icmp.TIME_EXCEEDED -> TIME_EXCEEDED;
            case Icmp.PARAMETER_PROBLEM -> UNKNOWN;
            // A redirect quotes the request too, but the router has forwarded it: its answer is yet to come.
            default -> null;
        };
    }

    /** What an ICMPv6 error means to a request that it quotes; null for a type that is no error: RFC 4443. */
    static Glyph ofErrorV6(int type) {
        return switch (type) {
            case Icmp.V6_DESTINATION_UNREACHABLE -> UNREACHABLE;
            case Icmp.V6_PACKET_TOO_BIG -> COULD_NOT_FRAGMENT;
            case Icmp.V6_TIME_EXCEEDED -> TIME_EXCEEDED;
            default -> type < Icmp.V6_INFORMATIONAL ? UNKNOWN : null;
        };
    }
}

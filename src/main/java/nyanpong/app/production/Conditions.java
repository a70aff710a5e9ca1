package nyanpong.app.production;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import nyanpong.config.AddressPrefix;
import nyanpong.config.ClientKind;
import nyanpong.config.Range;
import nyanpong.programme.Client;
import nyanpong.programme.Match;
import nyanpong.wire.Prefix;

/** The conditions of a rule, as the packet thread decides them. */
public final class Conditions {
    private Conditions() {}

    static Match of(nyanpong.config.Match match) {
        Match.Builder builder = new Match.Builder()
                .clients(match.clients().stream().map(Conditions::client).collect(Collectors.toSet()));
        if (match.source() != null) {
            builder.source(prefix(match.source()));
        }
        if (match.destination() != null) {
            builder.destination(prefix(match.destination()));
        }
        if (match.size() != null) {
            builder.size(match.size().from(), match.size().to());
        }
        if (match.pattern() != null) {
            builder.pattern(HexFormat.of().parseHex(match.pattern()));
        }
        if (match.keyword() != null) {
            builder.keyword(match.keyword().getBytes(StandardCharsets.US_ASCII));
        }
        if (match.tos() != null) {
            builder.tos(match.tos());
        }
        if (match.pace() != null) {
            builder.pace(match.pace().from(), most(match.pace()));
        }
        if (match.time() != null) {
            builder.time(match.time().fromMinute(), match.time().toMinute());
        }
        if (match.sequenceMultipleOf() != null) {
            builder.sequenceMultipleOf(match.sequenceMultipleOf());
        }
        return builder.build();
    }

    /** The fastest that can be written is as fast as can be: two requests may come at once. */
    private static double most(Range pace) {
        return pace.to() >= 1_000_000 ? Double.POSITIVE_INFINITY : pace.to();
    }

    private static Prefix prefix(AddressPrefix prefix) {
        return Prefix.of(prefix.address().getAddress(), prefix.length());
    }

    private static Client client(ClientKind kind) {
        return switch (kind) {
            case CISCO -> Client.CISCO;
            case IPUTILS -> Client.IPUTILS;
            case INETUTILS -> Client.INETUTILS;
            case BUSYBOX -> Client.BUSYBOX;
            case FPING -> Client.FPING;
            case OPING -> Client.OPING;
            case MTR -> Client.MTR;
            case TRACEROUTE -> Client.TRACEROUTE;
            case HPING3 -> Client.HPING3;
            case NPING -> Client.NPING;
            case MACOS -> Client.MACOS;
            case FREEBSD -> Client.FREEBSD;
            case WINDOWS -> Client.WINDOWS;
            case DOTNET -> Client.DOTNET;
            case JAVA -> Client.JAVA;
            case UNKNOWN -> Client.UNKNOWN;
        };
    }
}

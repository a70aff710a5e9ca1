package nyanpong.programme;

import nyanpong.echo.Request;
import nyanpong.wire.Prefix;

/**
 * The conditions of a rule; null or 0 is no condition. All but the last are decided at a session's first request.
 *
 * @param client the pinging program
 * @param source where requests come from
 * @param sequenceMultipleOf decided for each request: its sequence number is a multiple of this, 0 counts
 */
public record Match(Client client, Prefix source, int sequenceMultipleOf) {
    /** Every request. */
    public static final Match ALL = new Match(null, null, 0);

    boolean matchesSession(Client is, Request r) {
        return (client == null || client == is) && (source == null || matchesSource(r));
    }

    private boolean matchesSource(Request r) {
        // ::/0 holds the mapped form of every IPv4 address too, but who writes it means IPv6.
        return (r.isIpv6() || source.length() >= 96) && source.contains(r.sourceHigh(), r.sourceLow());
    }

    boolean isPerRequest() {
        return sequenceMultipleOf != 0;
    }

    boolean matchesRequest(Request r) {
        return r.sequence() % sequenceMultipleOf == 0;
    }
}

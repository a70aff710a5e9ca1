package nyanpong.programme;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The data that clients send, as their own sources build it; sent on 21 September 2026, or 90,000 s after a start. */
final class ClientData {
    static final long SECONDS = 1_789_968_998L;
    static final int FRACTION = 123_456;
    static final int UPTIME = 90_000;

    private static final String LIBOPING = "liboping -- ICMP ping library <http://octo.it/liboping/>";

    private ClientData() {}

    /** As long as they are unless told otherwise. */
    static byte[] usual(Client client) {
        return of(
                client,
                switch (client) {
                    case CISCO -> 72;
                    case HPING3, NPING -> 0;
                    case JAVA -> 16;
                    case MTR -> 36;
                    case TRACEROUTE, WINDOWS, DOTNET -> 32;
                    default -> 56;
                });
    }

    /** As many octets as wanted; where there is no room for a time, there is none. */
    static byte[] of(Client client, int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) octet(client, i);
        }
        return stamp(client, data);
    }

    private static int octet(Client client, int i) {
        return switch (client) {
            case CISCO -> i % 2 == 0 ? 0xab : 0xcd;
            case IPUTILS, MACOS, FREEBSD -> i;
            case INETUTILS -> i - 16;
            case OPING -> LIBOPING.getBytes(StandardCharsets.US_ASCII)[i % LIBOPING.length()];
            case TRACEROUTE -> 0x40 + (i + 8) % 64;
            case HPING3 -> 'X';
            case WINDOWS, DOTNET -> 'a' + i % 23;
            case BUSYBOX, FPING, MTR, JAVA, NPING -> 0;
            case UNKNOWN -> (i * 181 + 57) % 251;
        };
    }

    private static byte[] stamp(Client client, byte[] data) {
        ByteBuffer b = ByteBuffer.wrap(data);
        switch (client) {
            case IPUTILS, INETUTILS, JAVA -> {
                if (data.length >= 16) {
                    b.order(ByteOrder.LITTLE_ENDIAN).putLong(SECONDS).putLong(FRACTION);
                }
            }
            case MACOS, FREEBSD -> {
                if (data.length >= 8) {
                    b.putInt(client == Client.MACOS ? (int) SECONDS : UPTIME).putInt(FRACTION);
                }
            }
            case BUSYBOX -> {
                if (data.length >= 4) {
                    b.order(ByteOrder.LITTLE_ENDIAN).putInt(FRACTION);
                }
            }
            default -> {
                // No time.
            }
        }
        return data;
    }
}

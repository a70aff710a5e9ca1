package nyanpong.engine.neighbour;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** An Ethernet address of our own. */
public final class VirtualMac {
    /** Locally administered, and one host's: IEEE 802-2014 section 8.4. */
    private static final long LOCAL = 0x0200_0000_0000L;

    private VirtualMac() {}

    /** Always the same for one interface's address, another for any other: 02, and 40 bits of a hash. */
    public static long of(long interfaceAddress) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update("nyanpong virtual".getBytes(StandardCharsets.US_ASCII));
            byte[] hash =
                    sha.digest(ByteBuffer.allocate(8).putLong(interfaceAddress).array());
            return LOCAL | ByteBuffer.wrap(hash).getLong() >>> 24;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

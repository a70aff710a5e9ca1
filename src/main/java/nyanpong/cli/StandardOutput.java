package nyanpong.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Standard output that remembers what became of it: System.out forgets. */
final class StandardOutput extends OutputStream {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private IOException failure;

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        try {
            out.write(octets, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why not all was written. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** True where the reader of a pipe has what it wanted. */
    static boolean isReaderGone(IOException e) {
        return String.valueOf(e.getMessage()).contains("Broken pipe");
    }
}

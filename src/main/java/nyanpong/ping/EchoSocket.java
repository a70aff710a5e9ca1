package nyanpong.ping;

/** Sends echo requests to one address and tells what answers them. Confined to one thread; nothing here blocks. */
interface EchoSocket extends AutoCloseable {
    /** The descriptor to wait on for input. */
    int fd();

    /** Sends the request of that number; less than 0 is {@code -errno}, and nothing was sent. */
    int send(int sequence);

    /** The answer to the request of that number, or null where none has come. Whatever else waits is thrown away. */
    Glyph receive(int sequence);

    @Override
    void close();
}

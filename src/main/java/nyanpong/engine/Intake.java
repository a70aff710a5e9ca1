package nyanpong.engine;

/**
 * What came in by the kernel's own count, which knows nothing of what became of it.
 *
 * @param received packets that passed the engine's filter, those without room among them
 * @param lost packets that found no room
 */
public record Intake(long received, long lost) {
    /** Packets that an engine has offered, or will. */
    public long taken() {
        return received - lost;
    }
}

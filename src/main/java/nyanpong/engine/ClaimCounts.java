package nyanpong.engine;

/**
 * What a claiming program has counted.
 *
 * @param claimed packets that were delivered to us, and to nobody else
 * @param full packets that the kernel answered because the ring had no room
 * @param late packets that the kernel answered because we had not read for long
 */
public record ClaimCounts(long claimed, long full, long late) {}

package nyanpong.echo;

/**
 * What requests are answered by, replaced as a whole while they come: {@link Responder#stage}.
 *
 * @param late where answers wait that are to be late; null where all are sent at once
 */
public record Staging(Director director, RateLimits limits, DelayQueue late) {}

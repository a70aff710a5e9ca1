/**
 * Pings as a Cisco router does and writes what it would print: for people without a router.
 *
 * <p>{@link nyanpong.ping.Pinger} sends one request at a time over an {@link nyanpong.ping.EchoSocket}, of which there are
 * two kinds; {@link nyanpong.ping.Match} says which messages answer, {@link nyanpong.ping.Glyph} how that is shown, {@link
 * nyanpong.ping.Transcript} where. What IOS prints was taken from published sessions and Cisco's manuals.
 */
package nyanpong.ping;

/**
 * A load generator that checks what it gets: echo requests by the packet ring, each identifier, sequence number, octet and
 * checksum of every answer held against what it must be.
 *
 * <p>{@link nyanpong.blast.Ground} says where it may run and how hard, {@link nyanpong.blast.Target} whom it may ask;
 * {@link nyanpong.blast.Requests} writes the requests, {@link nyanpong.blast.Checker} judges the answers, {@link
 * nyanpong.blast.Blaster} sends and receives.
 */
package nyanpong.blast;

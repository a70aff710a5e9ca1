/**
 * The engine {@code xsk}: an eBPF program in the driver, or behind it, puts claimed packets into memory that the kernel and the
 * packet thread share, AF_XDP, and they are answered there.
 *
 * <p>A <em>chunk</em> is a piece of that memory for one packet. It goes round: the fill ring (the kernel's, empty), the receive ring
 * (a request, ours), the transmit ring (its answer, the kernel's), the completion ring (sent, ours).
 */
package nyanpong.engine.xsk;

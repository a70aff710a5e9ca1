/**
 * Addresses that the kernel does not own: claimed and answered for by ARP and Neighbor Discovery of our own, on a packet socket.
 *
 * <p>One thread, {@code Neighbours.run}, has it all. Addresses are pairs of longs, IPv4 in its mapped form; Ethernet addresses
 * are the low 48 bits of a long.
 */
package nyanpong.engine.neighbour;

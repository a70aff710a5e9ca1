/**
 * Captures of packets on disk: pcap (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng), read packet by packet; and
 * pcapng, written.
 *
 * <p>Not for the packet path: each packet read is an array of its own. Files come from anywhere, so every length is checked before it
 * is believed, and a file that breaks off is told as such.
 */
package nyanpong.capture;

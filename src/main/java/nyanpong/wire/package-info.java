/**
 * Packet headers as static accessors over a segment and an offset.
 *
 * <p>Values are in host order and unsigned. Nothing here allocates, keeps state, or checks a length beyond the segment's
 * own bounds: {@code echo} has established that the header fits. Offsets ({@code at}) are of the header, not of the field.
 */
package nyanpong.wire;

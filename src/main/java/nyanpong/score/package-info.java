/**
 * The table that the hot path reads: what each request of a session is answered with.
 *
 * <p>An answer is a {@code long}, a score a flat array of them; both are immutable, hold no reference and can be copied
 * into a kernel map as they are.
 */
package nyanpong.score;

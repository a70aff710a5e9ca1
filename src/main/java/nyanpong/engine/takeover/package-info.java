/**
 * How the kernel's own echo is kept quiet while we answer, and given back whatever becomes of us.
 *
 * <p>The order is that of a write-ahead log: lock, journal, guardian, and only then the change; and nothing is restored that
 * was not changed by us.
 */
package nyanpong.engine.takeover;

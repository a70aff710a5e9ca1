/**
 * The kernel's interfaces as C declares them: system calls, structures, constants, netlink, BPF.
 *
 * <p>Names are C's. Structures are offsets into segments; sizes and layouts are those of 64-bit little-endian Linux
 * (x86-64, aarch64). Calls return the kernel's result or {@code -errno}; {@link nyanpong.sys.Libc#check} turns a failure of
 * set-up into an exception. This is the only package that touches {@link java.lang.foreign.Linker}.
 */
package nyanpong.sys;

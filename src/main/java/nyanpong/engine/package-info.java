/**
 * How packets get in and out: the packet engines, the plain answers above IP, what the kernel knows of this host, and the
 * ways to take echo over from it. Knows nothing of programmes and pictures.
 */
package nyanpong.engine;

/**
 * A few pages over HTTP, RFC 9110 and RFC 9112, to be read and not changed; on one thread, by clients that may be slow or mean.
 * Loaded only where it is configured.
 */
package nyanpong.http;

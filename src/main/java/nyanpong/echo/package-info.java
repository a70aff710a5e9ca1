/**
 * From a request to its answer, in place: validation, the ask for an answer, the rewrite, the verdict.
 *
 * <p>One {@link nyanpong.echo.Responder} per packet thread. Nothing here allocates, locks, logs or slices once constructed.
 * A packet that is not answered is left as it came.
 */
package nyanpong.echo;

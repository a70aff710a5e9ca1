/**
 * Which art on which canvas for whom: the ordered rules, their rotation, and the sessions that they were decided for.
 *
 * <p>A {@link nyanpong.programme.Programme} is used by one packet thread and allocates nothing per request.
 */
package nyanpong.programme;

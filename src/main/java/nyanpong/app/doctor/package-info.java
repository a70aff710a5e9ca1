/**
 * What stands in the way of serving here, or would surprise who does: each finding read from the kernel or tried, none guessed, and
 * nothing touched. Works without privileges, and then says what it could not see.
 */
package nyanpong.app.doctor;

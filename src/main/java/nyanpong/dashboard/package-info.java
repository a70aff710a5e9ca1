/** What is drawn now, on a terminal: the only package that names JLine. Where snapshots come from is for others. */
package nyanpong.dashboard;

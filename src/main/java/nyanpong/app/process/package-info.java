/** What the process is made of: its threads, its privileges, its listeners, its heap, and its end. */
package nyanpong.app.process;

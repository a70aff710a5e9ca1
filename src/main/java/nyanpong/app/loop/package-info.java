/** The packet thread, and the books that its packets must balance in. */
package nyanpong.app.loop;

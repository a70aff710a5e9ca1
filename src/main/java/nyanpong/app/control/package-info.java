/** How another process of this user asks a running responder for something. */
package nyanpong.app.control;

/** Joins configuration, art, programme and engine into a running responder, and takes it apart again. */
package nyanpong.app;

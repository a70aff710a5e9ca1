/**
 * Events for the JDK's Flight Recorder. None of their classes is loaded before a recording was started in this process, for
 * loading them takes a tenth of a second; and none is made on the packet thread.
 */
package nyanpong.jfr;

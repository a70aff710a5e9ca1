/** Packets kept, and packets of a file: recorded, explained, replayed. */
package nyanpong.app.recording;

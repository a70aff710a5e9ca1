/**
 * How each kind of client turns answers into visible cells: one class a canvas, which compiles an art into a score and
 * predicts what the client will print.
 */
package nyanpong.canvas;

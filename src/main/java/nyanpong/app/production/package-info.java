/** From the programme as it is written to the one that packets are answered by: arts read, canvases chosen, scores compiled. */
package nyanpong.app.production;

/** For those who only look: the drawings now and before, to a terminal and to a browser. */
package nyanpong.app.watch;

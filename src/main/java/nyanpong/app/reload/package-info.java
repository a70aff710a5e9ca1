/** From a changed file, a signal or a request to the next programme, or to the reason why the one before stays. */
package nyanpong.app.reload;

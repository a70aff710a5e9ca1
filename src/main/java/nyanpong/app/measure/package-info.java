/** What is measured of a running responder, and whether it is well. */
package nyanpong.app.measure;

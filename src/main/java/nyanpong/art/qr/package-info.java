/** QR codes that a phone reads from the screen. Alone in using {@code io.nayuki.qrcodegen}. */
package nyanpong.art.qr;

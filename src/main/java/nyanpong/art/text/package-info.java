/** Text drawn large, by FIGlet fonts. */
package nyanpong.art.text;

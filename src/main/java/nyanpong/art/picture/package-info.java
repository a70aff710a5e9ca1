/** Images made into pictures of ink, and those into the characters of a frame. Alone in using {@code java.desktop}. */
package nyanpong.art.picture;

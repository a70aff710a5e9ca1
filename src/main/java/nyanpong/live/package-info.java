/**
 * What a responder does at this moment, as it is told to those who watch: {@code nyanpong top}, the gallery, programs. Plain
 * values, and their form as JSON; where they come from, and who shows them, is for others.
 */
package nyanpong.live;

/** Pictures as their author drew them: frames of text, their palette, their credits. Knows no client and no packet. */
package nyanpong.art;

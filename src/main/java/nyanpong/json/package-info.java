/** What programs read: one JSON object a line, versioned. Knows nothing of what it prints. */
package nyanpong.json;

/** What is claimed from the kernel, and how: each takeover, and each engine that claims by itself, with all that it brings along. */
package nyanpong.app.claim;

/** A responder and a pinging client in two network namespaces joined by a veth pair, for people who want to see it work. */
package nyanpong.demo;

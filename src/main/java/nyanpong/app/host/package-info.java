/** What this host has, by the names that a configuration gives: accounts, interfaces, VLAN devices; and which kernel it runs. */
package nyanpong.app.host;

/**
 * Drawing in the kernel. Java opens sessions, {@link nyanpong.engine.xdp.DrawingProgram} goes on with them at the interface's XDP hook: begin
 * there, each of its parts is a file. {@link nyanpong.engine.xdp.XdpMaps} is what both see; {@link nyanpong.engine.xdp.XdpEngine} takes what
 * comes up and enters sessions; {@link nyanpong.engine.xdp.Shelves} has the scores. Numbers are as they lie in memory, low octet first, but for
 * those of packets, which are in network order. docs/xdp.md tells the whole.
 */
package nyanpong.engine.xdp;

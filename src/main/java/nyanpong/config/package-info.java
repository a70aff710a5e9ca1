/**
 * config.yaml and art.yaml: text to checked, immutable records, every problem found at once and placed.
 *
 * <p>YAML is read as a small closed language: Jackson's event stream becomes a tree of {@code Node}s that
 * know their line and column, {@code Section} walks it, and a {@link nyanpong.config.Config} that exists
 * can be run. Nothing here looks at the host: whether an interface or an art exists is for later, who then ask
 * {@link nyanpong.config.Locations} for the place to blame. The only package that
 * names Jackson, and of it the streaming half alone: databind is never loaded.
 */
package nyanpong.config;

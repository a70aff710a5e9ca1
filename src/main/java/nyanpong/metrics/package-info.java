/**
 * Metrics as Prometheus and its kin read them. Knows nothing of what is measured, and is loaded only where it is configured.
 */
package nyanpong.metrics;

/// The client of the Prometheus HTTP API: requests, retries, and what a failure means.
@NullMarked
package dev.flatline.connectors.prometheus.client;

import org.jspecify.annotations.NullMarked;

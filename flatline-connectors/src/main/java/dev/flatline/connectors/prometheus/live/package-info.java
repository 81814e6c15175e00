/// Profiles over series that are pushed: their queries evaluated step by step over the newest
/// points of each series, with the answers that Prometheus would give.
@NullMarked
package dev.flatline.connectors.prometheus.live;

import org.jspecify.annotations.NullMarked;

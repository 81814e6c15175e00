/// The Prometheus HTTP API as a source of samples: what to ask, in which slices, and how answers
/// become samples.
@NullMarked
package dev.flatline.connectors.prometheus;

import org.jspecify.annotations.NullMarked;

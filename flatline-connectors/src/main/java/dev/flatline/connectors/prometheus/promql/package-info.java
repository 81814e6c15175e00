/// The part of PromQL that profiles may use where no server answers it: parsed, not yet
/// evaluated.
@NullMarked
package dev.flatline.connectors.prometheus.promql;

import org.jspecify.annotations.NullMarked;

/// What the Prometheus HTTP API answers: JSON to series, names and notes, as a stream.
@NullMarked
package dev.flatline.formats.prometheus;

import org.jspecify.annotations.NullMarked;

/// Prometheus remote write 1.0 and 2.0: the body of a request to series and samples.
@NullMarked
package dev.flatline.formats.remotewrite;

import org.jspecify.annotations.NullMarked;

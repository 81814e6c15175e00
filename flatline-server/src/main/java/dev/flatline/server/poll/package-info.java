/// Reads Prometheus servers stretch after stretch of time, and what was missed of it.
@NullMarked
package dev.flatline.server.poll;

import org.jspecify.annotations.NullMarked;

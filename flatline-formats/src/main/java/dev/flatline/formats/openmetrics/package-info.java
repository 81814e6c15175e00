/// OpenMetrics text and the Prometheus text exposition format.
@NullMarked
package dev.flatline.formats.openmetrics;

import org.jspecify.annotations.NullMarked;

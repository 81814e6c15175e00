/// Files as sources: telemetry CSV, Parquet, OpenMetrics text.
@NullMarked
package dev.flatline.connectors.file;

import org.jspecify.annotations.NullMarked;

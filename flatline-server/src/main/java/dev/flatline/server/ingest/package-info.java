/// Services that take telemetry over HTTP: they decode, queue, and answer.
@NullMarked
package dev.flatline.server.ingest;

import org.jspecify.annotations.NullMarked;

/// OpenTelemetry metrics, as OTLP carries them in protobuf and in JSON, to series and samples named
/// as Prometheus names them.
@NullMarked
package dev.flatline.formats.otlp;

import org.jspecify.annotations.NullMarked;

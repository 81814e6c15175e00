/// Sinks: each moves one message to one place and says what became of it.
@NullMarked
package dev.flatline.connectors.sink;

import org.jspecify.annotations.NullMarked;

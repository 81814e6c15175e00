/// Sources and sinks: everything that moves bytes between Flatline and the outside.
@NullMarked
package dev.flatline.connectors;

import org.jspecify.annotations.NullMarked;

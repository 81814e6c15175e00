/// Event-time windows, lateness, gaps and counter resets.
@NullMarked
package dev.flatline.core.window;

import org.jspecify.annotations.NullMarked;

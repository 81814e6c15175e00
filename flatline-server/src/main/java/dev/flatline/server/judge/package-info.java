/// The one thread that owns the engine: what waits for it, what it has reached, and the file from
/// which it goes on after a restart.
@NullMarked
package dev.flatline.server.judge;

import org.jspecify.annotations.NullMarked;

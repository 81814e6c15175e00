/// Tells sinks of findings and of warnings: which is told what, in order, again where it failed,
/// and
/// what is given up.
@NullMarked
package dev.flatline.server.outbox;

import org.jspecify.annotations.NullMarked;

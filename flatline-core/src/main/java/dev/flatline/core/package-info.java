/// What was seen in a fleet, and how it is judged: no clock, thread, socket, file or logger.
@NullMarked
package dev.flatline.core;

import org.jspecify.annotations.NullMarked;

/// Pages for people: what was found, the fleet, and what could be judged.
@NullMarked
package dev.flatline.server.console;

import org.jspecify.annotations.NullMarked;

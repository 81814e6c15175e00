/// Findings in SQL, and the data folder that one server at a time may use.
@NullMarked
package dev.flatline.server.store;

import org.jspecify.annotations.NullMarked;

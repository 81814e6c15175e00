/// What is wrong with the server itself, told to whoever looks after it.
@NullMarked
package dev.flatline.server.warning;

import org.jspecify.annotations.NullMarked;

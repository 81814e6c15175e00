/// What a file tells the server: where to listen, what to read, whom to tell.
@NullMarked
package dev.flatline.server.config;

import org.jspecify.annotations.NullMarked;

/// What every workload did lately, by the minute, and the pictures of findings that are made of it.
@NullMarked
package dev.flatline.server.recent;

import org.jspecify.annotations.NullMarked;

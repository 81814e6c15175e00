/// The `flatline` command line: one class per command.
@NullMarked
package dev.flatline.cli;

import org.jspecify.annotations.NullMarked;

/// How the server's log is written: as text or JSON, and not more often than somebody reads.
@NullMarked
package dev.flatline.cli.log;

import org.jspecify.annotations.NullMarked;

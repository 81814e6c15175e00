/// Who was heard with telemetry, and when last.
@NullMarked
package dev.flatline.server.heard;

import org.jspecify.annotations.NullMarked;

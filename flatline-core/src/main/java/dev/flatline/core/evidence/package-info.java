/// What a detector answers: evidence, clear, or inconclusive with the reason.
@NullMarked
package dev.flatline.core.evidence;

import org.jspecify.annotations.NullMarked;

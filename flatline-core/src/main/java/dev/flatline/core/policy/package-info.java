/// What the operator declares: roles, expectations, thresholds and suppressions.
@NullMarked
package dev.flatline.core.policy;

import org.jspecify.annotations.NullMarked;

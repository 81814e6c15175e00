/// Policy files: YAML to [dev.flatline.core.policy.Policy], with everything that is wrong in one
/// report.
@NullMarked
package dev.flatline.formats.policy;

import org.jspecify.annotations.NullMarked;

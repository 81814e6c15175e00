/// The calculation behind a finding, term by term, done again from the finding's own values.
@NullMarked
package dev.flatline.formats.explain;

import org.jspecify.annotations.NullMarked;

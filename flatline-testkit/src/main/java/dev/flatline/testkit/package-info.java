/// Fixtures and contract tests that the tests of every module share.
@NullMarked
package dev.flatline.testkit;

import org.jspecify.annotations.NullMarked;

/// Data folders that nobody serves from: whether all in them is whole, and copies of them.
@NullMarked
package dev.flatline.server.backup;

import org.jspecify.annotations.NullMarked;

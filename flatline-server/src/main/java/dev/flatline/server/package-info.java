/// Watches a fleet live: starts and stops all that takes, judges, keeps and shows.
@NullMarked
package dev.flatline.server;

import org.jspecify.annotations.NullMarked;

/// Findings, health and the server's own metrics over HTTP.
@NullMarked
package dev.flatline.server.api;

import org.jspecify.annotations.NullMarked;

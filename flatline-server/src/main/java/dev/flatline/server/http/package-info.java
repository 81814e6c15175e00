/// What all services over HTTP share: how failures are answered.
@NullMarked
package dev.flatline.server.http;

import org.jspecify.annotations.NullMarked;

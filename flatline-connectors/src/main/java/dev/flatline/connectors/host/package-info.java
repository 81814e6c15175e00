/// This machine: the host and its cgroups, read from `/proc` and `/sys/fs/cgroup` of Linux and
/// recorded into a file of telemetry.
@NullMarked
package dev.flatline.connectors.host;

import org.jspecify.annotations.NullMarked;

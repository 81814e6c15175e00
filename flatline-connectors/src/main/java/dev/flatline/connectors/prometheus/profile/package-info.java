/// Profiles: what a kind of exporter calls the canonical metrics, read from YAML.
@NullMarked
package dev.flatline.connectors.prometheus.profile;

import org.jspecify.annotations.NullMarked;

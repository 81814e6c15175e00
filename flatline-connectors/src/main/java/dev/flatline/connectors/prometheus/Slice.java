package dev.flatline.connectors.prometheus;

import java.util.List;

/// What is fetched, joined and delivered together: some times of some series of one profile.
///
/// @param reading of which profile
/// @param grid which times
/// @param group which series
/// @param asks what is asked
record Slice(ProfileReading reading, TimeGrid grid, SeriesGroup group, List<Ask> asks) {}

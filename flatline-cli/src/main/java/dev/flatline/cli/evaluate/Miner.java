package dev.flatline.cli.evaluate;

/// What moves in.
///
/// @param shape how it spreads its work
/// @param level the share of capacity that it is set to, above 0 to 1
/// @param recording whose noise it has
record Miner(MinerShape shape, double level, MinerRecording recording) {}

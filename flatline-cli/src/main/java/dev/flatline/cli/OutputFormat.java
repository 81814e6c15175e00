package dev.flatline.cli;

/// How findings are written. The names are what `--format` takes.
enum OutputFormat {
  /// For a person at a terminal.
  table,
  /// One JSON array.
  json,
  /// One finding a line.
  jsonl,
  /// With a header, for spreadsheets.
  csv,
  /// One self-contained page with pictures.
  html
}

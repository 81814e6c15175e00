package dev.flatline.formats.report;

import java.util.List;

/// A table with a heading.
///
/// @param title its heading
/// @param note what a reader must know of it, empty where nothing
/// @param header names of the columns
/// @param rows cells as they are shown, as many in each row as there are columns
public record TitledTable(String title, String note, List<String> header, List<List<String>> rows) {

  /// Copies the cells.
  ///
  /// @throws IllegalArgumentException where a row has another number of cells than the header
  public TitledTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(row + " under " + header);
      }
    }
  }
}

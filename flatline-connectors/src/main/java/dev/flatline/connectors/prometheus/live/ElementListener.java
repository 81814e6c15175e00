package dev.flatline.connectors.prometheus.live;

/// Is told which elements a vector has.
interface ElementListener {
  /// An element came.
  void added(int id, LabelSet labels);

  /// An element went; its number may come again.
  void removed(int id);
}

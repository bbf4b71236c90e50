package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.DoubleColumn;
import java.util.zip.CRC32C;

/** What decoding needs and keeps for the next time. For one thread. */
final class Reading {
  final ByteCursor cursor = new ByteCursor();
  final CRC32C crc = new CRC32C();
  final DoubleColumn.Decoder values = new DoubleColumn.Decoder();
}

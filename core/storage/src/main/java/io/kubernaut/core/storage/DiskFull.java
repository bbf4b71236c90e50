package io.kubernaut.core.storage;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Knows a full disk by what systems say: Java has no type for it. */
final class DiskFull {

  private static final List<String> SIGNS =
      List.of("no space left", "quota exceeded", "not enough space", "disk full", "disk is full");

  private DiskFull() {}

  static IOException translated(String name, IOException refused) {
    String said = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
    return SIGNS.stream().anyMatch(said::contains)
        ? new StorageFullException(name, refused)
        : refused;
  }
}

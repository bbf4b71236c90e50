package io.kubernaut.core.storage;

import java.util.regex.Pattern;

/** What files and folders may be called. */
final class StorageNames {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}(/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){0,15}");

  private StorageNames() {}

  /** Returns the name of a file, or of a folder other than the root. */
  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("Invalid name \"%s\" of a stored file: use parts of 1 to 128 letters, digits, '.', '-' and"
                  + " '_' that begin with a letter or digit, with '/' between them, for example"
                  + " \"blocks/0001.chunk\".")
              .formatted(name));
    }
    return name;
  }

  static String folderOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  static String within(String folder, String name) {
    return name.isEmpty() ? folder : folder + "/" + name;
  }
}

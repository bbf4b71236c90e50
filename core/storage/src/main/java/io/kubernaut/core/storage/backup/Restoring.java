package io.kubernaut.core.storage.backup;

import io.kubernaut.core.storage.Progress;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.backup.BackupSource.Content;
import io.kubernaut.core.storage.backup.Manifest.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Writes the files of one store, aside first: its folder appears when everything is in it. */
final class Restoring {

  private Restoring() {}

  static String aside(String name) {
    return name + ".restoring";
  }

  static void refuseIfThere(String name, Storage into) throws IOException {
    if (!into.list(name).isEmpty()) {
      throw new BackupException(
          "There is something in folder \"%s\" of %s already: restore into another place, or move it away first."
              .formatted(name, into));
    }
  }

  static void run(Source source, Pieces pieces, Storage into, Progress progress)
      throws IOException {
    String aside = aside(source.name());
    into.createFolder(aside);
    into.deleteFolder(aside);
    into.createFolder(aside);
    for (Map.Entry<Content, List<String>> file : source.files().entrySet()) {
      write(file.getKey(), file.getValue(), pieces, into.folder(aside), progress);
    }
    into.force(aside);
    into.delete(source.name());
    into.rename(aside, source.name());
    into.force("");
  }

  private static void write(
      Content content, List<String> names, Pieces pieces, Storage folder, Progress progress)
      throws IOException {
    int slash = content.name().lastIndexOf('/');
    if (slash > 0) {
      folder.createFolder(content.name().substring(0, slash));
    }
    long at = 0;
    try (StorageFile file = folder.create(content.name())) {
      for (String name : names) {
        ByteBuffer piece = pieces.read(name);
        long size = piece.remaining();
        file.writeFully(piece, at);
        at += size;
        progress.add(size);
      }
      file.force();
    }
    refuseUnless(at == content.size(), content);
    if (slash > 0) {
      folder.force(content.name().substring(0, slash));
    }
  }

  static void check(Content content, List<String> names, Pieces pieces, Progress progress)
      throws IOException {
    long size = 0;
    for (String name : names) {
      int piece = pieces.read(name).remaining();
      size += piece;
      progress.add(piece);
    }
    refuseUnless(size == content.size(), content);
  }

  private static void refuseUnless(boolean whole, Content content) throws BackupException {
    if (!whole) {
      throw new BackupException(
          "File %s of the backup has not the size it should have.".formatted(content.name()));
    }
  }
}

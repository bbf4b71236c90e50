package io.kubernaut.core.storage.backup;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which backups there are: a small file each in {@code backups}, which names the piece that holds
 * the manifest, and the key. It is written last, so a backup that was not finished is not there.
 */
final class Catalogue {

  private static final String FOLDER = "backups";
  private static final Pattern NAME = Pattern.compile("[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z");
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Storage target;
  private final Pieces pieces;
  private final Sealing sealing;

  Catalogue(Storage target, Pieces pieces, Sealing sealing) {
    this.target = target;
    this.pieces = pieces;
    this.sealing = sealing;
  }

  static String id(Instant time) {
    return ID.format(time);
  }

  String add(Instant time, Manifest manifest) throws IOException {
    target.createFolder(FOLDER);
    String id = id(later(time));
    String piece = pieces.store(manifest.encoded());
    String line = "%s %s\n".formatted(piece, sealing.isEncrypted() ? sealing.keyId() : "plain");
    target.replace(path(id), ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    return id;
  }

  /** A new backup is the newest by its name, too, also when the clock was set back. */
  private Instant later(Instant time) throws IOException {
    List<String> all = list();
    if (all.isEmpty()) {
      return time;
    }
    Instant next = ID.parse(all.get(all.size() - 1), Instant::from).plusMillis(1);
    return time.isAfter(next) ? time : next;
  }

  private static String path(String id) {
    return FOLDER + "/" + id;
  }

  List<String> list() throws IOException {
    return target.list(FOLDER).stream()
        .map(StorageEntry::name)
        .filter(name -> NAME.matcher(name).matches())
        .toList();
  }

  Manifest read(String id) throws IOException {
    return Manifest.decoded(id, pieces.read(pointer(id)));
  }

  /** Returns the piece that holds the manifest, if it can be read with the key there is. */
  private String pointer(String id) throws IOException {
    String[] words;
    try {
      String line = StandardCharsets.UTF_8.decode(target.readAll(path(id))).toString();
      words = line.strip().split(" ", -1);
    } catch (NoSuchFileException none) {
      throw new BackupException("There is no backup %s in %s.".formatted(id, target), none);
    }
    if (words.length != 2 || !words[0].matches("[0-9a-f]{64}")) {
      throw new BackupException(
          "Backup %s is damaged: its first file makes no sense.".formatted(id));
    }
    String key = sealing.isEncrypted() ? sealing.keyId() : "plain";
    if (!words[1].equals(key)) {
      throw new BackupException(
          "Backup %s was written with key \"%s\", and key \"%s\" was given. Use the one it was written with."
              .formatted(id, words[1], key));
    }
    return words[0];
  }

  /** Deletes older backups, and the pieces that only they needed. */
  void keepNewest(int count) throws IOException {
    List<String> all = list();
    List<String> old = all.subList(0, Math.max(0, all.size() - count));
    if (old.isEmpty()) {
      return;
    }
    Set<String> needed = new HashSet<>();
    for (String id : all.subList(old.size(), all.size())) {
      needed.add(pointer(id));
      read(id).sources().forEach(source -> source.files().values().forEach(needed::addAll));
    }
    for (String id : old) {
      target.delete(path(id));
    }
    target.force(FOLDER); // first the backups are gone for good, then what they needed
    pieces.keepOnly(needed);
  }
}

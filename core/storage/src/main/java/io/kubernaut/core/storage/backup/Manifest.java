package io.kubernaut.core.storage.backup;

import io.kubernaut.core.storage.backup.BackupSource.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backup consists of. As text, a line each:
 *
 * <pre>
 * kubernaut-backup 1
 * source wal 2026-01-01T00:00:00Z
 * file 0000000000000001.segment 67108800
 * piece 3f5a…          in the order of the file's bytes
 * end 4                how many lines there are above
 * </pre>
 */
record Manifest(List<Source> sources) {

  private static final String HEADER = "kubernaut-backup 1";

  /** The files of one store, as they were at one moment. */
  record Source(String name, Instant time, Map<Content, List<String>> files) {

    long bytes() {
      return files.keySet().stream().mapToLong(Content::size).sum();
    }
  }

  long bytes() {
    return sources.stream().mapToLong(Source::bytes).sum();
  }

  /** Only some stores of it; all if none is named. */
  Manifest only(String id, List<String> names) throws BackupException {
    List<Source> chosen =
        sources.stream()
            .filter(source -> names.isEmpty() || names.contains(source.name()))
            .toList();
    if (chosen.size() < names.size()) {
      throw new BackupException(
          "Backup %s does not hold all of %s, only %s."
              .formatted(id, names, sources.stream().map(Source::name).toList()));
    }
    return new Manifest(chosen);
  }

  ByteBuffer encoded() {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    for (Source source : sources) {
      lines.add("source " + source.name() + " " + source.time());
      source
          .files()
          .forEach(
              (file, pieces) -> {
                lines.add("file " + file.name() + " " + file.size());
                pieces.forEach(piece -> lines.add("piece " + piece));
              });
    }
    lines.add("end " + lines.size());
    return ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Manifest decoded(String id, ByteBuffer content) throws BackupException {
    String text = StandardCharsets.UTF_8.decode(content).toString();
    List<String> lines = Arrays.asList(text.split("\n", -1));
    int end = lines.size() - 2;
    if (end < 1 || !lines.get(0).equals(HEADER) || !lines.get(end).equals("end " + end)) {
      throw new BackupException(
          "Backup %s has no whole manifest that this version can read.".formatted(id));
    }
    try {
      return parsed(lines.subList(1, end));
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException wrong) {
      throw new BackupException("The manifest of backup %s makes no sense.".formatted(id), wrong);
    }
  }

  private static Manifest parsed(List<String> lines) {
    List<Source> sources = new ArrayList<>();
    List<String> pieces = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "source" ->
            sources.add(new Source(words[1], Instant.parse(words[2]), new LinkedHashMap<>()));
        case "file" -> {
          pieces = new ArrayList<>();
          Content file = new Content(words[1], Long.parseLong(words[2]));
          sources.get(sources.size() - 1).files().put(file, pieces);
        }
        default -> pieces.add(words[1]);
      }
    }
    return new Manifest(List.copyOf(sources));
  }
}

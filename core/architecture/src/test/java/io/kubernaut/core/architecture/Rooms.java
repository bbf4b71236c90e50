package io.kubernaut.core.architecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rooms of the house, read from {@code rooms.md}. */
final class Rooms {

  static final String TABLE =
      "core/architecture/src/test/resources/io/kubernaut/core/architecture/rooms.md";

  private static final Pattern ROW = Pattern.compile("\\| `([a-z/*]+)` \\|(.*)\\|");
  private static final Pattern LIBRARY = Pattern.compile("`([^`]+)`");
  private static final List<String> EVERYWHERE = List.of("org.slf4j", "org.jspecify");

  private final List<Room> rows;

  private Rooms(List<Room> rows) {
    this.rows = rows;
  }

  static Rooms read() {
    return parse(Resources.text("rooms.md"));
  }

  private static Rooms parse(String table) {
    return new Rooms(
        ROW.matcher(table)
            .results()
            .map(row -> new Room(row.group(1), libraries(row.group(2))))
            .toList());
  }

  private static List<String> libraries(String cell) {
    return LIBRARY.matcher(cell).results().map(library -> library.group(1)).toList();
  }

  /** The room of this path. */
  Optional<Room> at(String path) {
    return rows.stream().filter(row -> row.path().equals(path)).findFirst().map(this::whole);
  }

  private Room whole(Room row) {
    List<String> libraries = new ArrayList<>(EVERYWHERE);
    libraries.addAll(row.libraries());
    rows.stream()
        .filter(area -> covers(area, row))
        .forEach(area -> libraries.addAll(area.libraries()));
    return new Room(row.path(), libraries);
  }

  private static boolean covers(Room area, Room row) {
    return area.path().endsWith("/*")
        && row.path().startsWith(area.path().substring(0, area.path().length() - 1));
  }

  /**
   * The room that a package belongs to: of those that could own it, the one with the longest name.
   */
  Optional<Room> ofPackage(String packageName) {
    return rooms()
        .filter(room -> room.owns(packageName))
        .max(Comparator.comparingInt(room -> room.module().length()))
        .map(this::whole);
  }

  private Stream<Room> rooms() {
    return rows.stream().filter(row -> !row.path().endsWith("*"));
  }
}

package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The steps between the versions of a type.
 *
 * <p>Immutable; safe for any thread.
 */
public final class MigrationChain {

  private static final int READABLE_BEFORE = 2;

  private final String name;
  private final int current;
  private final NavigableMap<Integer, Migration> steps = new TreeMap<>();

  private MigrationChain(String name, int current) {
    this.name = name;
    this.current = current;
  }

  static MigrationChain of(Class<?> type, SchemaType declared) {
    MigrationChain chain = new MigrationChain(declared.name(), declared.version());
    for (Class<? extends Migration> step : declared.migrations()) {
      chain.add(type, create(step));
    }
    for (int from = Math.max(1, chain.current - READABLE_BEFORE); from < chain.current; from++) {
      if (!chain.steps.containsKey(from)) {
        throw new IllegalArgumentException(
            "%s is version %d but has no step from version %d. Add one to its migrations: the two versions before can be read."
                .formatted(type.getName(), chain.current, from));
      }
    }
    return chain;
  }

  private static Migration create(Class<? extends Migration> step) {
    try {
      Constructor<? extends Migration> constructor = step.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          step.getName() + " cannot be created. Give it a constructor without parameters.", e);
    }
  }

  private void add(Class<?> type, Migration step) {
    if (step.from() < 1 || step.from() >= current || steps.put(step.from(), step) != null) {
      throw new IllegalArgumentException(
          "%s has a step from version %d that is one too many: its versions are 1 to %d, one step between two."
              .formatted(type.getName(), step.from(), current));
    }
  }

  /**
   * Returns the oldest version that can be brought up to date.
   *
   * @return 1 or more
   */
  public int oldest() {
    int oldest = current;
    while (steps.containsKey(oldest - 1)) {
      oldest--;
    }
    return oldest;
  }

  /**
   * Brings one document to another version and finds what that loses.
   *
   * @param document JSON with the tag of its version, as a tagged codec writes it
   * @param to the version to bring it to
   * @return the document in that version
   * @throws InvalidDocumentException if it is not one of this type, or a version is out of reach
   */
  public Migrated migrate(byte[] document, int to) {
    if (!(Trees.json(document) instanceof ObjectNode tagged)) {
      throw new InvalidDocumentException(
          name, List.of(new Violation("", "no object", "must be an object", "Write fields.")));
    }
    int from = Tags.version(tagged, name);
    tagged.remove(Tags.FIELD);
    ObjectNode moved = tagged.deepCopy();
    move(moved, from, to);
    ObjectNode back = moved.deepCopy();
    move(back, to, from);
    return new Migrated(
        from, to, RawJson.of(Tags.put(moved, name, to)), Losses.between(tagged, back, to));
  }

  /** Takes the tag off a document and brings it to the current version. */
  ObjectNode read(ObjectNode tagged) {
    int version = Tags.version(tagged, name);
    ObjectNode document = tagged.deepCopy();
    document.remove(Tags.FIELD);
    move(document, version, current);
    return document;
  }

  /** Changes a document without tag from one version to another. */
  void move(ObjectNode document, int from, int to) {
    requireReachable(from);
    requireReachable(to);
    for (int version = from; version < to; version++) {
      int older = version;
      changed(document, older, () -> step(older).up(document));
    }
    for (int version = from; version > to; version--) {
      int older = version - 1;
      changed(document, older, () -> step(older).down(document));
    }
  }

  // A step expects what its version's schema promises; a document may not keep the promise.
  private void changed(ObjectNode document, int older, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      throw new InvalidDocumentException(
          name + "/" + older,
          List.of(
              new Violation(
                  "",
                  Violations.shown(document),
                  "cannot be migrated between versions " + older + " and " + (older + 1),
                  "Correct the document by the schema of its version. " + e)));
    }
  }

  private Migration step(int from) {
    return Objects.requireNonNull(steps.get(from), "reachable versions have their steps");
  }

  private void requireReachable(int version) {
    if (version < oldest() || version > current) {
      throw new InvalidDocumentException(
          name + "/" + current,
          List.of(
              new Violation(
                  "/" + Tags.FIELD,
                  "version " + version,
                  "must be between " + oldest() + " and " + current,
                  version > current
                      ? "It was written by newer code: upgrade, or migrate it down there."
                      : "Migrate it with the release that still knew it.")));
    }
  }

  String name() {
    return name;
  }

  int current() {
    return current;
  }
}

package io.kubernaut.types.internal;

import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which record holds the payload of which type of event, for the registries of payloads. */
public final class PayloadCodecs {

  private final String events;
  private final Map<String, Codec<?>> codecs;

  private PayloadCodecs(String events, Map<String, Codec<?>> codecs) {
    this.events = events;
    this.codecs = codecs;
  }

  /**
   * Starts a registry.
   *
   * @param events what messages call the events
   * @return a builder
   */
  public static Builder builder(String events) {
    return new Builder(events);
  }

  /**
   * Returns the types of event that have a record.
   *
   * @return in alphabetical order
   */
  public Set<String> types() {
    return codecs.keySet();
  }

  /**
   * Returns the codec of a type's record.
   *
   * @param eventType the type of event
   * @param record the record that the type has
   * @return its codec
   * @throws IllegalArgumentException if the type has no record, or another one
   */
  public Codec<?> codec(String eventType, Class<?> record) {
    Codec<?> codec = codecs.get(eventType);
    if (codec == null) {
      throw new IllegalArgumentException(
          "No record holds the payload of "
              + events
              + " of type \""
              + eventType
              + "\". Name one with type(…), as for "
              + codecs.keySet()
              + ".");
    }
    if (codec.schema().type() != record) {
      throw new IllegalArgumentException(
          "The payload of "
              + events
              + " of type \""
              + eventType
              + "\" is a "
              + codec.schema().type().getSimpleName()
              + ", not a "
              + record.getSimpleName()
              + ". Give the record of this type, or the type of this record.");
    }
    return codec;
  }

  /** Builds a registry. Used by one thread. */
  public static final class Builder {

    private final String events;
    private final Map<String, Codec<?>> codecs = new TreeMap<>();

    private Builder(String events) {
      this.events = events;
    }

    /**
     * Names the record of a type of event.
     *
     * @param eventType the type of event
     * @param record a record with a schema
     * @throws IllegalArgumentException if the type has another record already
     */
    public void type(String eventType, Class<?> record) {
      Codec<?> before = codecs.put(eventType, Codecs.json(record));
      if (before != null && before.schema().type() != record) {
        String first = Character.toUpperCase(events.charAt(0)) + events.substring(1);
        throw new IllegalArgumentException(
            first
                + " of type \""
                + eventType
                + "\" have two records: "
                + before.schema().type().getName()
                + " and "
                + record.getName()
                + ". Name one.");
      }
    }

    /**
     * Returns the registry.
     *
     * @return the registry
     */
    public PayloadCodecs build() {
      return new PayloadCodecs(events, Collections.unmodifiableMap(new TreeMap<>(codecs)));
    }
  }
}

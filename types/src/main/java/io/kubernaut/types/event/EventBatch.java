package io.kubernaut.types.event;

import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.DocumentReader;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Limits;
import io.kubernaut.types.schema.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several events in one document: the batch format of CloudEvents, an array of JSON events. For
 * batches that do not fit into memory, {@code Codecs.json(CloudEvent.class).reader(stream)} reads
 * the same form one event at a time.
 */
public final class EventBatch {

  /** The media type of a batch. */
  public static final String MEDIA_TYPE = "application/cloudevents-batch+json";

  private static final Codec<CloudEvent> EVENTS = Codecs.json(CloudEvent.class);

  private EventBatch() {}

  /**
   * Reads a batch whose events are within the standard limits. Payloads stay as they are, byte for
   * byte.
   *
   * @param document all its bytes
   * @return its events, in order; a batch may be empty
   * @throws InvalidDocumentException if it is no batch or an event breaks a rule, with all problems
   *     of all events
   */
  public static List<CloudEvent> read(byte[] document) {
    return read(document, Limits.standard());
  }

  /**
   * Reads a batch.
   *
   * @param document all its bytes
   * @param limits what an event has at most
   * @return its events, in order; a batch may be empty
   * @throws InvalidDocumentException if it is no batch or an event breaks a rule, with all problems
   *     of all events
   */
  public static List<CloudEvent> read(byte[] document, Limits limits) {
    if (!isArray(document)) {
      throw refused(
          List.of(
              new Violation(
                  "", "no array", "must be an array of events", "Put the event into brackets.")));
    }
    List<CloudEvent> events = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    try (DocumentReader<CloudEvent> reader =
        EVENTS.limits(limits).reader(new ByteArrayInputStream(document))) {
      for (int i = 0; reader.hasNext(); i++) {
        add(reader, i, events, violations);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("An array in memory failed", e);
    }
    if (!violations.isEmpty()) {
      throw refused(violations);
    }
    return List.copyOf(events);
  }

  private static boolean isArray(byte[] document) {
    int start = Json.start(document, 0);
    return start < document.length && document[start] == '[';
  }

  private static void add(
      DocumentReader<CloudEvent> reader,
      int index,
      List<CloudEvent> events,
      List<Violation> violations) {
    try {
      events.add(reader.next());
    } catch (InvalidDocumentException e) {
      e.violations().forEach(v -> violations.add(below("/" + index, v)));
    }
  }

  private static Violation below(String at, Violation v) {
    return new Violation(at + v.pointer(), v.given(), v.rule(), v.remedy());
  }

  private static InvalidDocumentException refused(List<Violation> violations) {
    return new InvalidDocumentException("batch of events", violations);
  }

  /**
   * Writes a batch.
   *
   * @param events the events, in order
   * @return its bytes
   * @throws InvalidDocumentException if an event breaks a rule
   */
  public static byte[] write(List<CloudEvent> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('[');
    for (int i = 0; i < events.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(EVENTS.write(events.get(i)));
    }
    out.write(']');
    return out.toByteArray();
  }
}

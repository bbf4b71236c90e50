package io.kubernaut.types.schema;

import io.kubernaut.types.event.CloudEvent;
import java.net.URI;
import java.time.Instant;
import java.util.Random;

/** Makes events: names and values of their extensions have rules of their own. */
final class EventSamples {

  private EventSamples() {}

  static CloudEvent event(Samples samples) {
    Random random = samples.random();
    CloudEvent.Builder event =
        CloudEvent.builder(
            "id-" + random.nextInt(), URI.create("/orders/" + random.nextInt(9)), "com.example.a");
    if (random.nextBoolean()) {
      event.subject("Größe " + random.nextInt(9)).time(samples.below(Instant.class));
    }
    if (random.nextBoolean()) {
      event.dataschema(URI.create("urn:example:schema"));
    }
    // CSV has no kinds: an attribute that the type does not know is a text there.
    event.extension("traceparent", "00-" + random.nextInt());
    if (!samples.isFlat() && random.nextBoolean()) {
      event.extension("attempt", random.nextInt()).extension("sampled", random.nextBoolean());
    }
    return switch (random.nextInt(4)) {
      case 0 -> event.data(samples.below(RawJson.class)).build();
      case 1 -> event.text("text/plain; charset=utf-8", "Größe \"1\",\n 2").build();
      case 2 -> event.bytes("image/png", new byte[] {1, 2, (byte) random.nextInt()}).build();
      default -> event.build();
    };
  }
}

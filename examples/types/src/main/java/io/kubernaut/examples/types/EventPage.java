package io.kubernaut.examples.types;

import io.kubernaut.types.event.CloudEvent;
import io.kubernaut.types.event.EventBinding;
import io.kubernaut.types.event.EventPayloads;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** The page of {@code io.kubernaut.types.event}. */
public final class EventPage {

  private static final String SENT = "com.example.parcel.sent";
  private static final EventPayloads PAYLOADS =
      EventPayloads.builder().type(SENT, Parcel.class).build();

  private EventPage() {}

  /**
   * Tells that a parcel was sent.
   *
   * @param parcel the parcel
   * @param now the time
   * @return the event
   */
  public static CloudEvent sent(Parcel parcel, Instant now) {
    return PAYLOADS.write(
        CloudEvent.builder(parcel.id(), URI.create("/parcels"), SENT).time(now), parcel);
  }

  /**
   * Reads which parcel was sent from a request.
   *
   * @param headers the headers of the request
   * @param body its body
   * @return the parcel
   */
  public static Parcel received(Map<String, String> headers, byte[] body) {
    return PAYLOADS.read(EventBinding.HTTP.read(headers, body), Parcel.class);
  }
}

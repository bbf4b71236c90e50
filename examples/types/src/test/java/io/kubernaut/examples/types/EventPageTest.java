package io.kubernaut.examples.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.event.CloudEvent;
import io.kubernaut.types.event.EventBinding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventPageTest {

  @Test
  void whatIsSentIsReceived() {
    Parcel parcel = new Parcel("p-1", 2.5, null, List.of("DE"), Map.of());
    CloudEvent event = EventPage.sent(parcel, Instant.EPOCH);

    assertThat(EventPage.received(EventBinding.HTTP.headers(event), EventBinding.HTTP.body(event)))
        .isEqualTo(parcel);
  }
}

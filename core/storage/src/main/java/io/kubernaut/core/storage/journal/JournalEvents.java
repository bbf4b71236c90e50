package io.kubernaut.core.storage.journal;

import io.kubernaut.core.runtime.Platform;
import java.time.Instant;
import java.util.function.Function;

/** Says on the platform's event stream what happens to one journal. */
record JournalEvents(Platform platform, String journal) {

  void publish(Function<Instant, JournalEvent> event) {
    platform.events().publish(event.apply(now()));
  }

  Instant now() {
    return platform.wallClock().instant();
  }
}

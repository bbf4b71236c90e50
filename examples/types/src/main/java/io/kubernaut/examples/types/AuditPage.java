package io.kubernaut.examples.types;

import io.kubernaut.types.audit.AuditCategory;
import io.kubernaut.types.audit.AuditEvent;
import io.kubernaut.types.audit.AuditOutcome;
import io.kubernaut.types.audit.AuditPayloads;
import java.time.Instant;

/** The page of {@code io.kubernaut.types.audit}. */
public final class AuditPage {

  private static final String TYPE = "shipping.parcel.sent";

  private static final AuditPayloads PAYLOADS =
      AuditPayloads.builder().type(TYPE, Parcel.class).build();

  private AuditPage() {}

  /**
   * Says that a parcel was sent.
   *
   * @param parcel the parcel
   * @param by who sent it
   * @param now the time
   * @return the event, with the parcel as its payload
   */
  public static AuditEvent sent(Parcel parcel, String by, Instant now) {
    return AuditEvent.builder(TYPE, AuditCategory.GATEWAY, AuditOutcome.SUCCESS, now)
        .correlation("rr-2026-001")
        .actor("user", by)
        .resource("Parcel", parcel.id(), parcel.id())
        .payload(PAYLOADS.write(TYPE, parcel))
        .build();
  }

  /**
   * Returns the parcel of an event.
   *
   * @param event the event
   * @return its payload
   */
  public static Parcel parcel(AuditEvent event) {
    return PAYLOADS.read(event, Parcel.class);
  }
}

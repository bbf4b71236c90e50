package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A type with one component of each kind, to try the machinery on. */
@SchemaType(name = "parcel", version = 1)
record Parcel(
    @NotBlank @Size(max = 8) String id,
    @Min(0) @Max(30) double kilograms,
    @Min(1) int pieces,
    boolean isFragile,
    @Nullable @Size(max = 40) String note,
    @JsonProperty("declared_value") @Nullable BigDecimal declaredValue,
    Instant sent,
    @Nullable Instant arrived,
    @Nullable Duration transit,
    @Size(max = 3) List<@Matches(value = "[A-Z]{2}", as = "two capital letters") String> route,
    Set<Handling> handling,
    Map<String, @Min(0) Integer> counts,
    @Nullable Address to,
    List<Stop> stops,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  enum Handling {
    UPRIGHT,
    @JsonProperty("keep-dry")
    KEEP_DRY
  }

  record Address(
      @NotBlank String street, @Nullable Integer number, @Extra Map<String, RawJson> extra) {

    Address {
      extra = Frozen.map(extra);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Hub.class, name = "hub"),
    @JsonSubTypes.Type(value = Door.class, name = "door")
  })
  sealed interface Stop permits Hub, Door {}

  record Hub(@Size(min = 3, max = 3) String code) implements Stop {}

  record Door(int floor, @Nullable String bell) implements Stop {}

  Parcel {
    route = Frozen.list(route);
    handling = Frozen.set(handling);
    counts = Frozen.map(counts);
    stops = Frozen.list(stops);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        arrived == null || !arrived.isBefore(sent),
        "/arrived",
        arrived,
        "must not be before sent " + sent,
        "Swap them?");
  }

  /** A method that looks like a field and is none. */
  boolean isHeavy() {
    return kilograms > 20;
  }

  static Parcel example() {
    return new Parcel(
        "p-1",
        2.5,
        1,
        true,
        "näive \"quotes\"\nand lines",
        new BigDecimal("12.50"),
        Instant.parse("2026-01-31T10:00:00.5Z"),
        Instant.parse("2026-02-01T10:00:00Z"),
        Duration.ofHours(24),
        List.of("DE", "FR"),
        Set.of(Handling.KEEP_DRY),
        Map.of("box", 2),
        new Address("Main, street", 5, Map.of("zip", RawJson.of("\"0123\""))),
        List.of(new Hub("FRA"), new Door(2, null)),
        Map.of());
  }
}

package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Function;

/** How the JDK's values and sparse types are written, and who reads records and maps. */
final class StandardModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  StandardModule() {
    super("kubernaut-types", Version.unknownVersion());
    String time = "2026-01-31T23:59:59.5Z";
    addSerializer(Instant.class, new InstantText.Writer());
    addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, InstantText::parse, time));
    text(OffsetDateTime.class, OffsetDateTime::parse, "2026-01-31T23:59:59.5+01:00");
    text(LocalDate.class, LocalDate::parse, "2026-01-31");
    text(Duration.class, Duration::parse, "PT1M30S");
    text(ZoneId.class, ZoneId::of, "Europe/Berlin");
    text(URI.class, URI::create, "https://example.com/path");
    addDeserializer(BigDecimal.class, new DecimalDeserializer());
    addDeserializer(Double.class, new DoubleReader());
    addDeserializer(double.class, new DoubleReader());
    addDeserializer(Open.class, new OpenReader());
    setDeserializerModifier(new RecordReaders());
    setSerializerModifier(new RecordWriters());
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    // Behind Jackson's own annotations: what a component says for itself counts.
    context.appendAnnotationIntrospector(new SparseInclusion());
  }

  private <T> void text(Class<T> type, Function<String, T> parse, String example) {
    addSerializer(type, new ToStringSerializer(type));
    addDeserializer(type, new TextDeserializer<>(type, parse, example));
  }
}

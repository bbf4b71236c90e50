package io.kubernaut.types.health;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a service is: the body {@code application/health+json} that a health endpoint answers with.
 *
 * <pre>{@code
 * HealthReport report =
 *     HealthReport.builder(HealthStatus.DEGRADED)
 *         .service("orders", "takes orders")
 *         .check("cassandra:responseTime", CheckResult.builder(HealthStatus.DEGRADED, now).build())
 *         .build();
 * byte[] body = Codecs.json(HealthReport.class).write(report);      // answered with report.status().httpStatus()
 * }</pre>
 *
 * @param status how it is
 * @param version the public version of the service
 * @param releaseId which build of that version
 * @param notes notes on how it is
 * @param output what is wrong, in raw form; left out if nothing is
 * @param serviceId which service this is, unique within the application
 * @param description the service, for people
 * @param checks what was found out, by {@code component}, {@code measurement} or {@code
 *     component:measurement}, with an element for each node
 * @param links where to read more, by relation
 * @param extra other fields
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check-06">Health
 *     Check Response Format for HTTP APIs</a>
 */
@Sparse
@SchemaType(name = "health-report", version = 1)
public record HealthReport(
    HealthStatus status,
    @Nullable String version,
    @Nullable String releaseId,
    List<String> notes,
    @Nullable String output,
    @Nullable String serviceId,
    @Nullable String description,
    Map<@Size(min = 1) String, List<CheckResult>> checks,
    Map<String, URI> links,
    @Extra Map<String, RawJson> extra) {

  /** The media type of the body. */
  public static final String MEDIA_TYPE = "application/health+json";

  /**
   * Copies the collections.
   *
   * @param status how it is
   * @param version the public version of the service
   * @param releaseId which build of that version
   * @param notes notes on how it is
   * @param output what is wrong
   * @param serviceId which service this is
   * @param description the service
   * @param checks what was found out
   * @param links where to read more
   * @param extra other fields
   */
  public HealthReport {
    notes = Frozen.list(notes);
    checks = copy(checks);
    links = Frozen.map(links);
    extra = Frozen.map(extra);
  }

  private static Map<String, List<CheckResult>> copy(
      @Nullable Map<String, List<CheckResult>> checks) {
    Map<String, List<CheckResult>> copy = new LinkedHashMap<>();
    if (checks != null) {
      checks.forEach((name, results) -> copy.put(name, Frozen.list(results)));
    }
    return Frozen.map(copy);
  }

  /**
   * Starts a report.
   *
   * @param status how the service is
   * @return a builder
   */
  public static Builder builder(HealthStatus status) {
    return new Builder(status);
  }

  /**
   * Returns what a check found out.
   *
   * @param name for example {@code cassandra:responseTime}
   * @return its worst result; empty if there is none
   */
  public Optional<CheckResult> check(String name) {
    return checks.getOrDefault(name, List.of()).stream()
        .reduce((one, other) -> status(one).or(status(other)) == status(one) ? one : other);
  }

  static HealthStatus status(CheckResult result) {
    return result.status() == null ? HealthStatus.UNKNOWN : result.status();
  }

  /** Builds a report. Used by one thread. */
  public static final class Builder {

    private final HealthStatus status;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, List<CheckResult>> checks = new LinkedHashMap<>();
    private @Nullable String version;
    private @Nullable String releaseId;
    private @Nullable String output;
    private @Nullable String serviceId;
    private @Nullable String description;
    private Map<String, URI> links = Map.of();

    private Builder(HealthStatus status) {
      this.status = status;
    }

    /**
     * Says which service this is.
     *
     * @param id unique within the application
     * @param text the service, for people
     * @return this builder
     */
    public Builder service(String id, String text) {
      serviceId = id;
      description = text;
      return this;
    }

    /**
     * Says which version this is.
     *
     * @param number the public version
     * @param release which build of it
     * @return this builder
     */
    public Builder version(String number, String release) {
      version = number;
      releaseId = release;
      return this;
    }

    /**
     * Adds a note.
     *
     * @param text the note
     * @return this builder
     */
    public Builder note(String text) {
      notes.add(text);
      return this;
    }

    /**
     * Says what is wrong.
     *
     * @param text in raw form
     * @return this builder
     */
    public Builder output(String text) {
      output = text;
      return this;
    }

    /**
     * Adds what was found out about one node.
     *
     * @param name {@code component}, {@code measurement} or {@code component:measurement}
     * @param result what was found out
     * @return this builder
     */
    public Builder check(String name, CheckResult result) {
      checks.computeIfAbsent(name, ignored -> new ArrayList<>()).add(result);
      return this;
    }

    /**
     * Says where to read more.
     *
     * @param places by relation
     * @return this builder
     */
    public Builder links(Map<String, URI> places) {
      links = places;
      return this;
    }

    /**
     * Returns the report.
     *
     * @return the report
     */
    public HealthReport build() {
      return new HealthReport(
          status,
          version,
          releaseId,
          notes,
          output,
          serviceId,
          description,
          checks,
          links,
          Map.of());
    }
  }
}

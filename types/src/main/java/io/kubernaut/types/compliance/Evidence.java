package io.kubernaut.types.compliance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.container.Digest;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that was seen, as a proof: what and how, the hash of the content, and the hash of the
 * evidence before it. So nothing can be changed, left out or put in between without breaking the
 * chain; {@link EvidenceChain} verifies it.
 *
 * @param id names it
 * @param control the control it is about
 * @param method how it was seen
 * @param subjects what was looked at
 * @param collected when
 * @param content the hash of what was seen
 * @param previous the hash of the evidence before; none for the first
 * @param hash the hash of this one
 * @param extra fields this version does not know
 */
@SchemaType(name = "evidence", version = 1)
public record Evidence(
    @NotBlank @Size(max = 128) String id,
    @NotBlank @Size(max = 64) String control,
    Open<Method> method,
    @Size(max = 1000) List<String> subjects,
    Instant collected,
    Digest content,
    @Nullable Digest previous,
    Digest hash,
    @Extra Map<String, RawJson> extra) {

  /** How something was seen. */
  public enum Method {
    /** It was read. */
    @JsonProperty("EXAMINE")
    EXAMINE,
    /** Somebody was asked. */
    @JsonProperty("INTERVIEW")
    INTERVIEW,
    /** It was tried. */
    @JsonProperty("TEST")
    TEST
  }

  /**
   * Copies the collections.
   *
   * @param id names it
   * @param control the control it is about
   * @param method how it was seen
   * @param subjects what was looked at
   * @param collected when
   * @param content the hash of what was seen
   * @param previous the hash of the evidence before; none for the first
   * @param hash the hash of this one
   * @param extra fields this version does not know
   */
  public Evidence {
    subjects = Frozen.list(subjects);
    extra = Frozen.map(extra);
  }

  /**
   * Tells whether the hash is that of the other fields.
   *
   * @return false if something was changed
   */
  public boolean isIntact() {
    return hash.equals(sealed(previous).hash);
  }

  /** Returns this evidence behind another, with its hash computed. */
  Evidence sealed(@Nullable Digest before) {
    // Each field with its length in front, so that no two different evidences read the same.
    StringBuilder text = new StringBuilder();
    Stream.of(
            id,
            control,
            method.text(),
            collected.toString(),
            content.toString(),
            String.valueOf(before))
        .forEach(field -> append(text, field));
    subjects.forEach(subject -> append(text, subject));
    append(text, "");
    new TreeMap<>(extra).forEach((name, value) -> append(append(text, name), value.json()));
    Digest computed = Digest.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    return new Evidence(id, control, method, subjects, collected, content, before, computed, extra);
  }

  private static StringBuilder append(StringBuilder text, String field) {
    return text.append(field.length()).append(':').append(field);
  }
}

package io.kubernaut.types.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is known: a person, a service or the platform itself. A subject is unique for its
 * issuer only, so two principals are the same if both are equal: see {@link #id()}.
 *
 * @param subject who, as the issuer names it
 * @param issuer who says so
 * @param kind what it is
 * @param groups the groups it is in
 * @param roles the roles it has of its own
 * @param authTime when it last proved who it is
 * @param acr how well it did so
 * @param extra fields this version does not know
 */
@SchemaType(name = "principal", version = 1)
public record Principal(
    @NotBlank @Size(max = 256) String subject,
    @NotBlank @Size(max = 512) String issuer,
    Kind kind,
    @Size(max = 1000) Set<String> groups,
    @Size(max = 1000) Set<String> roles,
    @Nullable Instant authTime,
    @Nullable @Size(max = 256) String acr,
    @Extra Map<String, RawJson> extra) {

  /** What a principal is. */
  public enum Kind {
    /** A person. */
    @JsonProperty("user")
    USER,
    /** A program. */
    @JsonProperty("service")
    SERVICE,
    /** The platform itself. */
    @JsonProperty("system")
    SYSTEM
  }

  /**
   * Copies the collections.
   *
   * @param subject who, as the issuer names it
   * @param issuer who says so
   * @param kind what it is
   * @param groups the groups it is in
   * @param roles the roles it has of its own
   * @param authTime when it last proved who it is
   * @param acr how well it did so
   * @param extra fields this version does not know
   */
  public Principal {
    groups = Frozen.set(groups);
    roles = Frozen.set(roles);
    extra = Frozen.map(extra);
  }

  /**
   * Returns who this is, in all the world.
   *
   * @return issuer and subject
   */
  public String id() {
    return issuer + "#" + subject;
  }
}

package io.kubernaut.types.access;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A set of permissions under a name. What a role denies, no other role can give.
 *
 * @param name names the role
 * @param allow what it gives
 * @param deny what it forbids, whatever other roles give
 * @param extra fields this version does not know
 */
@SchemaType(name = "role", version = 1)
public record Role(
    @NotBlank @Size(max = 128) String name,
    @Size(max = 1000) Set<Permission> allow,
    @Size(max = 1000) Set<Permission> deny,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param name names the role
   * @param allow what it gives
   * @param deny what it forbids, whatever other roles give
   * @param extra fields this version does not know
   */
  public Role {
    allow = Frozen.set(allow);
    deny = Frozen.set(deny);
    extra = Frozen.map(extra);
  }

  /**
   * Returns a role that gives permissions.
   *
   * @param name names the role
   * @param allow what it gives, each as {@link Permission#parse} reads it
   * @return the role
   * @throws IllegalArgumentException if one is no permission
   */
  public static Role of(String name, String... allow) {
    Set<Permission> permissions = new LinkedHashSet<>();
    for (String each : allow) {
      permissions.add(Permission.parse(each));
    }
    return new Role(name, permissions, Set.of(), Map.of());
  }
}

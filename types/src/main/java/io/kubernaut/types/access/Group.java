package io.kubernaut.types.access;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import java.util.Map;
import java.util.Set;

/**
 * People and services that have the same roles.
 *
 * @param name names the group, as tokens do
 * @param roles the roles that members have
 * @param extra fields this version does not know
 */
@SchemaType(name = "group", version = 1)
public record Group(
    @NotBlank @Size(max = 256) String name, Set<String> roles, @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param name names the group, as tokens do
   * @param roles the roles that members have
   * @param extra fields this version does not know
   */
  public Group {
    roles = Frozen.set(roles);
    extra = Frozen.map(extra);
  }
}

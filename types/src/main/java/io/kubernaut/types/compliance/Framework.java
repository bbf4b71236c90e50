package io.kubernaut.types.compliance;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A set of rules that an organisation keeps to, for example SOC 2 or ISO 27001.
 *
 * @param id short name, for example {@code soc2}
 * @param title its name
 * @param version its edition
 * @param controls what it asks for
 * @param extra fields this version does not know
 */
@SchemaType(name = "framework", version = 1)
public record Framework(
    @NotBlank @Size(max = 64) String id,
    @NotBlank @Size(max = 256) String title,
    @NotBlank @Size(max = 64) String version,
    List<Control> controls,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param id short name, for example {@code soc2}
   * @param title its name
   * @param version its edition
   * @param controls what it asks for
   * @param extra fields this version does not know
   */
  public Framework {
    controls = Frozen.list(controls);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < controls.size(); i++) {
      String control = controls.get(i).id();
      found.unless(
          seen.add(control), "/controls/" + i + "/id", control, "must be unique", "Rename one.");
    }
  }

  /**
   * Finds a control.
   *
   * @param id its id
   * @return the control, if the framework has it
   */
  public Optional<Control> control(String id) {
    return controls.stream().filter(control -> control.id().equals(id)).findFirst();
  }
}

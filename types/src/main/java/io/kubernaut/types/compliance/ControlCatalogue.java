package io.kubernaut.types.compliance;

import io.kubernaut.types.compliance.OscalCatalog.OscalControl;
import io.kubernaut.types.compliance.OscalCatalog.OscalGroup;
import io.kubernaut.types.compliance.OscalProfile.Choice;
import io.kubernaut.types.compliance.OscalProfile.Import;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All controls of a catalogue, by id, enhancements included. Immutable; safe for any thread.
 *
 * <pre>{@code
 * ControlCatalogue nist = ControlCatalogue.load(bytes);
 * nist.control("ac-2.1").title();
 * nist.missing(profile);            // ids that the profile chooses and the catalogue does not have
 * }</pre>
 */
public final class ControlCatalogue {

  private final OscalMetadata metadata;
  private final Map<String, OscalControl> controls;

  private ControlCatalogue(OscalMetadata metadata, Map<String, OscalControl> controls) {
    this.metadata = metadata;
    this.controls = controls;
  }

  /**
   * Loads a catalogue.
   *
   * @param json an OSCAL document with a catalogue
   * @return its controls
   * @throws InvalidDocumentException if the document breaks a rule
   * @throws IllegalArgumentException if it has no catalogue, or an id twice
   */
  public static ControlCatalogue load(byte[] json) {
    OscalCatalog catalog = Codecs.json(OscalDocument.class).read(json).catalog();
    if (catalog == null) {
      throw new IllegalArgumentException(
          "The OSCAL document has no catalogue. Load the catalogue that it refers to.");
    }
    Map<String, OscalControl> controls = new LinkedHashMap<>();
    catalog.controls().forEach(control -> add(control, controls));
    catalog.groups().forEach(group -> add(group, controls));
    return new ControlCatalogue(catalog.metadata(), Collections.unmodifiableMap(controls));
  }

  private static void add(OscalGroup group, Map<String, OscalControl> controls) {
    group.controls().forEach(control -> add(control, controls));
    group.groups().forEach(inner -> add(inner, controls));
  }

  private static void add(OscalControl control, Map<String, OscalControl> controls) {
    if (controls.put(control.id(), control) != null) {
      throw new IllegalArgumentException(
          "The catalogue has the control \"" + control.id() + "\" twice. Keep one.");
    }
    control.controls().forEach(inner -> add(inner, controls));
  }

  /**
   * Returns the ids.
   *
   * @return in the order of the catalogue
   */
  public Set<String> ids() {
    return controls.keySet();
  }

  /**
   * Returns a control.
   *
   * @param id its id
   * @return the control
   * @throws IllegalArgumentException if the catalogue does not have it
   */
  public OscalControl control(String id) {
    OscalControl control = controls.get(id);
    if (control == null) {
      throw new IllegalArgumentException(
          "\"%s\" has no control \"%s\". It has %d, for example \"%s\"."
              .formatted(
                  metadata.title(),
                  id,
                  controls.size(),
                  controls.keySet().stream().findFirst().orElse("")));
    }
    return control;
  }

  /**
   * Tells what a profile chooses that is not here.
   *
   * @param profile the profile
   * @return the ids that do not resolve
   */
  public List<String> missing(OscalProfile profile) {
    return chosen(profile).stream().filter(id -> !controls.containsKey(id)).toList();
  }

  /**
   * Returns what a profile chooses.
   *
   * @param profile the profile
   * @return the controls that are here, in the order of the profile
   */
  public List<OscalControl> resolve(OscalProfile profile) {
    return chosen(profile).stream().flatMap(id -> Stream.ofNullable(controls.get(id))).toList();
  }

  private Set<String> chosen(OscalProfile profile) {
    Set<String> ids = new LinkedHashSet<>();
    for (Import each : profile.imports()) {
      Set<String> of =
          new LinkedHashSet<>(each.includeAll() == null ? Set.of() : controls.keySet());
      of.addAll(ids(each.includeControls()));
      of.removeAll(ids(each.excludeControls()));
      ids.addAll(of);
    }
    return ids;
  }

  private static Set<String> ids(List<Choice> choices) {
    Set<String> ids = new LinkedHashSet<>();
    choices.forEach(choice -> ids.addAll(choice.withIds()));
    return ids;
  }

  /**
   * Returns the framework that the catalogue describes.
   *
   * @param id a short name for it
   * @return its controls without their texts
   */
  public Framework framework(String id) {
    List<Control> all =
        controls.values().stream().map(c -> new Control(c.id(), c.title(), Map.of())).toList();
    return new Framework(id, metadata.title(), metadata.version(), all, Map.of());
  }
}

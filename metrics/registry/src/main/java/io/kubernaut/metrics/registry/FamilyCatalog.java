package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.Cells;
import io.kubernaut.metrics.registry.cells.Labels;
import io.kubernaut.metrics.registry.cells.Series;
import io.kubernaut.metrics.registry.cells.SeriesDefinition;
import io.kubernaut.metrics.registry.cells.SeriesGroup;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricType;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The families of a registry by the name they are exposed with, in the order of names. Two
 * definitions that would be exposed under one name with two types are refused: the text would be
 * invalid. Safe for any thread.
 */
final class FamilyCatalog {
  private final ConcurrentSkipListMap<String, ExposedFamily> families =
      new ConcurrentSkipListMap<>();
  private final Cells cells;
  private final MetricNames names;
  private final Supplier<NamingConvention> convention;

  FamilyCatalog(Cells cells, MetricNames names, Supplier<NamingConvention> convention) {
    this.cells = cells;
    this.names = names;
    this.convention = convention;
  }

  Collection<ExposedFamily> families() {
    return families.values();
  }

  @Nullable ExposedFamily family(String exposedName) {
    return families.get(exposedName);
  }

  /** Finds the group of a definition, or makes it; null when another type has the name. */
  synchronized @Nullable SeriesGroup group(
      FamilyKind kind, SeriesDefinition definition, Function<Labels, Series> maker) {
    ExposedFamily family = family(kind, definition);
    if (family == null) {
      return null;
    }
    for (ExposedGroup exposed : family.groups) {
      if (sameLabels(exposed.group().definition(), definition)) {
        return exposed.group();
      }
    }
    SeriesGroup group = new SeriesGroup(cells, definition, maker);
    family.groups.add(new ExposedGroup(group, new LabelText(definition, names)));
    return group;
  }

  /** Finds the family of a definition, or makes it; null when another type has the name. */
  synchronized @Nullable ExposedFamily family(FamilyKind kind, SeriesDefinition definition) {
    String name = exposedName(definition);
    ExposedFamily family = families.get(name);
    if (family == null) {
      if (clash(kind, name) != null) {
        return null;
      }
      family = made(kind, name, definition);
      families.put(name, family);
    }
    return family.kind() == kind ? family : null;
  }

  /** What has the name that a definition wants, described; null when nothing has. */
  synchronized @Nullable SeriesDefinition clash(FamilyKind kind, SeriesDefinition definition) {
    String name = exposedName(definition);
    ExposedFamily family = families.get(name);
    if (family != null) {
      return family.kind() == kind ? null : family.origin();
    }
    ExposedFamily other = clash(kind, name);
    return other == null ? null : other.origin();
  }

  /** A distribution also exposes its maximum, under a name that may be another's. */
  private @Nullable ExposedFamily clash(FamilyKind kind, String name) {
    ExposedFamily found = kind.isDistribution() ? families.get(name + "_max") : null;
    if (found == null && name.endsWith("_max")) {
      ExposedFamily base = families.get(name.substring(0, name.length() - "_max".length()));
      found = base != null && base.kind().isDistribution() ? base : null;
    }
    return found;
  }

  String exposedName(SeriesDefinition definition) {
    Meter.Type type = definition.type();
    String wished = convention.get().name(definition.name(), type, definition.baseUnit());
    // A convention of the user's may wish for what can not be exposed; a unit is in the name by
    // now.
    return names.name(wished, type == Meter.Type.COUNTER ? type : Meter.Type.OTHER, null);
  }

  /** Makes a family, without taking it up. */
  static ExposedFamily made(FamilyKind kind, String name, SeriesDefinition definition) {
    String help = definition.description() == null ? "" : definition.description();
    String unit = MetricNames.unit(kind.type(), definition.baseUnit());
    String shownUnit = !unit.isEmpty() && name.endsWith("_" + unit) ? unit : "";
    MetricMetadata metadata = new MetricMetadata(name, kind.exposedAs(), shownUnit, help);
    MetricMetadata max = new MetricMetadata(name + "_max", MetricType.GAUGE, "", help);
    return new ExposedFamily(kind, metadata, max, definition);
  }

  private static boolean sameLabels(SeriesDefinition one, SeriesDefinition other) {
    return one.labels().size() == other.labels().size()
        && new HashSet<>(one.labels()).equals(new HashSet<>(other.labels()))
        && one.constant().equals(other.constant());
  }

  /** Describes a definition for a message about a conflict. */
  static String describe(SeriesDefinition definition) {
    return "%s \"%s\" with labels %s%s"
        .formatted(
            definition.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            definition.name(),
            definition.labels(),
            definition.baseUnit() == null ? "" : " in " + definition.baseUnit());
  }
}

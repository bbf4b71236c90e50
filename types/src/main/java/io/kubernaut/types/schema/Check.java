package io.kubernaut.types.schema;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled constraint. Values are nearly always right, so the question whether one is right is
 * asked first, and no pointer is written for it; only a wrong one is looked at again, to say why.
 * The rules of a {@link Validated} type are the exception: they are asked by collecting what is
 * wrong, and write what they pass to {@link Violations}.
 */
interface Check {

  /** Holds for everything. */
  Check NONE =
      new Check() {
        @Override
        public boolean holds(Object value) {
          return true;
        }

        @Override
        public void report(Object value, Violations found) {}
      };

  boolean holds(Object value);

  /** Adds what is wrong; adds nothing if the check holds. */
  void report(Object value, Violations found);

  /** One rule on one value. */
  record Rule(java.util.function.Predicate<Object> test, String rule, String remedy)
      implements Check {

    @Override
    public boolean holds(Object value) {
      return test.test(value);
    }

    @Override
    public void report(Object value, Violations found) {
      found.unless(test.test(value), "", value, rule, remedy);
    }
  }

  /** All of several checks. */
  record All(List<Check> checks) implements Check {

    @Override
    public boolean holds(Object value) {
      for (int i = 0; i < checks.size(); i++) {
        if (!checks.get(i).holds(value)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void report(Object value, Violations found) {
      checks.forEach(check -> check.report(value, found));
    }
  }

  /** A check on each element. */
  record Each(Check element) implements Check {

    @Override
    public boolean holds(Object value) {
      for (Object each : (Collection<?>) value) {
        if (!element.holds(each)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void report(Object value, Violations found) {
      int index = 0;
      for (Object each : (Collection<?>) value) {
        element.report(each, found.below(Integer.toString(index++)));
      }
    }
  }

  /** Checks on each key and each value. */
  record Entries(Check key, Check value) implements Check {

    @Override
    public boolean holds(Object map) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
        if (!key.holds(entry.getKey()) || !value.holds(entry.getValue())) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void report(Object map, Violations found) {
      ((Map<?, ?>) map)
          .forEach(
              (k, v) -> {
                Violations at = found.below(k.toString());
                key.report(k, at);
                value.report(v, at);
              });
    }
  }

  /** A check on each component of a record, and the rules between them. */
  final class Fields implements Check {

    private final Components components;
    private final String[] names;
    private final Check[] checks;

    Fields(Components components, String[] names, Check[] checks) {
      this.components = components;
      this.names = names;
      this.checks = checks;
    }

    @Override
    public boolean holds(Object owner) {
      @Nullable Object[] values = components.values(owner);
      for (int i = 0; i < checks.length; i++) {
        Object value = values[i];
        if (value == null ? !components.mayBeMissing(i) : !checks[i].holds(value)) {
          return false;
        }
      }
      return !(owner instanceof Validated validated) || isValid(validated);
    }

    private static boolean isValid(Validated validated) {
      Violations found = new Violations();
      validated.validate(found);
      return found.isEmpty();
    }

    @Override
    public void report(Object owner, Violations found) {
      boolean isWhole = true;
      @Nullable Object[] values = components.values(owner);
      for (int i = 0; i < checks.length; i++) {
        Object value = values[i];
        if (value != null) {
          checks[i].report(value, found.below(names[i]));
        } else if (!components.mayBeMissing(i)) {
          found.add("/" + names[i], null, "must be there", "Add it.");
          isWhole = false;
        }
      }
      // The rules between components rely on those that must be there.
      if (isWhole && owner instanceof Validated validated) {
        validated.validate(found);
      }
    }
  }

  /** A check that is looked up by the value's class, for interfaces and for types in themselves. */
  record ByClass(java.util.function.Function<Class<?>, Check> lookup) implements Check {

    @Override
    public boolean holds(Object value) {
      return lookup.apply(value.getClass()).holds(value);
    }

    @Override
    public void report(@Nullable Object value, Violations found) {
      if (value != null) {
        lookup.apply(value.getClass()).report(value, found);
      }
    }
  }
}

package io.kubernaut.types.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kubernaut.types.access.BearerToken;
import io.kubernaut.types.access.TokenHash;
import io.kubernaut.types.cloud.AzureResourceId;
import io.kubernaut.types.container.ImageReference;
import io.kubernaut.types.kubernetes.IntOrString;
import io.kubernaut.types.kubernetes.PodPhase;
import io.kubernaut.types.network.Cidr;
import io.kubernaut.types.parameter.Arguments;
import io.kubernaut.types.parameter.Parameters;
import io.kubernaut.types.patch.JsonPatch;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Samples;
import io.kubernaut.types.schema.Trees;
import io.kubernaut.types.value.Quantity;
import io.kubernaut.types.value.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What equality means for every public type that has values: the contract of {@link Object#equals},
 * all that a value says counts, and nothing of a value can be changed through what it was made of.
 */
@Tag("BR-TYPE-001")
class EqualityContractTest {

  private static final int SEEDS = 20;

  /** Types with an equality of their own, and makers of values that all differ. */
  private static final Map<Class<?>, List<Supplier<Object>>> OWN =
      Map.ofEntries(
          own(
              Arguments.class,
              () -> arguments("integer", "1"),
              () -> arguments("integer", "2"),
              () -> arguments("float", "1")),
          own(
              AzureResourceId.class,
              () -> AzureResourceId.parse("/subscriptions/00000000-0000-0000-0000-000000000001"),
              () -> AzureResourceId.parse("/subscriptions/00000000-0000-0000-0000-000000000002")),
          own(
              BearerToken.class,
              () -> BearerToken.parse("abc.def.ghi"),
              () -> BearerToken.parse("abc.def.ghj")),
          own(
              Cidr.class,
              () -> Cidr.parse("10.0.0.0/8"),
              () -> Cidr.parse("10.0.0.0/16"),
              () -> Cidr.parse("11.0.0.0/8"),
              () -> Cidr.parse("::/8")),
          own(
              ImageReference.class,
              () -> ImageReference.parse("orders"),
              () -> ImageReference.parse("orders:1"),
              () -> ImageReference.parse("shop/orders")),
          own(
              IntOrString.class,
              () -> IntOrString.of(80),
              () -> IntOrString.of("80"),
              () -> IntOrString.of(81)),
          own(
              JsonPatch.class,
              () -> patch("[]"),
              () -> patch("[{\"op\":\"remove\",\"path\":\"/a\"}]"),
              () -> patch("[{\"op\":\"remove\",\"path\":\"/b\"}]")),
          own(
              Open.class,
              () -> Open.of(PodPhase.RUNNING),
              () -> Open.of(PodPhase.PENDING),
              () -> Open.of(PodPhase.class, "Later")),
          own(
              Quantity.class,
              () -> Quantity.parse("1"),
              () -> Quantity.parse("2"),
              () -> Quantity.parse("1Ki")),
          own(
              RawJson.class,
              () -> RawJson.of("1"),
              () -> RawJson.of("1.0"),
              () -> RawJson.of("\"1\"")),
          own(Secret.class, () -> Secret.of("a".toCharArray()), () -> Secret.of("b".toCharArray())),
          own(
              TokenHash.class,
              () -> TokenHash.parse("ab".repeat(32)),
              () -> TokenHash.parse("cd".repeat(32))));

  /** Components of which chance has one value only, or the constructor takes no other. */
  private static final Map<String, Set<String>> UNTRIED =
      Map.ofEntries(
          Map.entry("Arn", Set.of("accountId", "partition", "regionName", "resource", "service")),
          Map.entry(
              "BillingLine",
              Set.of("commitmentDiscountId", "commitmentDiscountStatus", "serviceCategory")),
          Map.entry("CloudEvent", Set.of("specversion", "type")),
          Map.entry("Connection", Set.of("protocol")),
          Map.entry("Deadline", Set.of("at")),
          Map.entry("Digest", Set.of("algorithm", "encoded")),
          Map.entry("Exemplar", Set.of("labels")),
          Map.entry("GcpResourceName", Set.of("path", "service")),
          Map.entry("MetricFamily", Set.of("name", "type", "unit")),
          Map.entry("MicroTime", Set.of("instant")),
          Map.entry("OpenApi", Set.of("info", "paths", "webhooks")),
          Map.entry(
              "PackageUrl",
              Set.of("name", "namespace", "qualifiers", "subpath", "type", "version")),
          Map.entry("Page", Set.of("total")),
          Map.entry("Parameter", Set.of("dependsOn")),
          Map.entry("Region", Set.of("provider")),
          Map.entry("RoutingConfig", Set.of("receivers")),
          Map.entry("Selector", Set.of("matchers")),
          Map.entry("WorkflowDefinition", Set.of("input", "output", "schedule", "timeout", "use")));

  @SafeVarargs
  private static Map.Entry<Class<?>, List<Supplier<Object>>> own(
      Class<?> type, Supplier<Object>... values) {
    List<Supplier<Object>> all = new ArrayList<>();
    for (Supplier<Object> value : values) {
      all.add(value);
    }
    return Map.entry(type, all);
  }

  private static Arguments arguments(String type, String value) {
    RawJson parameter = RawJson.of("{\"name\":\"COUNT\",\"type\":\"" + type + "\"}");
    return Parameters.ofJson(List.of(parameter)).parse(Map.of("COUNT", value));
  }

  private static JsonPatch patch(String operations) {
    return JsonPatch.of(Trees.json(operations.getBytes(UTF_8)));
  }

  @Test
  void knowsEveryTypeWithAnEqualityOfItsOwn() {
    Set<Class<?>> declaring =
        TypesOfTheModule.all().stream()
            .filter(type -> !type.isRecord())
            .filter(type -> Arrays.stream(type.getDeclaredMethods()).anyMatch(this::isEquals))
            .collect(Collectors.toSet());

    assertThat(OWN.keySet()).containsExactlyInAnyOrderElementsOf(declaring);
  }

  private boolean isEquals(Method method) {
    return method.getName().equals("equals") && !Modifier.isStatic(method.getModifiers());
  }

  @TestFactory
  Stream<DynamicTest> valuesWithAnEqualityOfTheirOwnKeepTheContract() {
    return OWN.entrySet().stream()
        .map(type -> dynamicTest(type.getKey().getName(), () -> contract(type.getValue())));
  }

  private static void contract(List<Supplier<Object>> values) {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i).get();
      keepsTheContract(value, values.get(i).get());
      for (int k = 0; k < values.size(); k++) {
        assertThat(value.equals(values.get(k).get())).as("%d and %d", i, k).isEqualTo(i == k);
      }
    }
  }

  private static void keepsTheContract(Object value, Object same) {
    assertThat(value.equals(value)).isTrue();
    assertThat(value).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(same).isEqualTo(value);
    Object none = null;
    assertThat(value.equals(none)).isFalse();
    assertThat(value.equals(new Object())).isFalse();
    assertThat(value.hashCode()).isEqualTo(value.hashCode());
  }

  @TestFactory
  Stream<DynamicTest> recordsKeepTheContract() {
    return records(
        type -> {
          for (long seed = 0; seed < 10; seed++) {
            keepsTheContract(Samples.seeded(seed).of(type), Samples.seeded(seed).of(type));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyComponentCounts() {
    return records(
        type -> {
          Set<String> untried = new TreeSet<>();
          for (int at = 0; at < type.getRecordComponents().length; at++) {
            RecordComponent component = type.getRecordComponents()[at];
            Set<Boolean> counts = counts(type, at);
            if (counts.isEmpty()) {
              untried.add(component.getName());
            } else {
              assertThat(counts).as("%s", component).contains(true);
            }
          }
          assertThat(untried).isEqualTo(UNTRIED.getOrDefault(type.getSimpleName(), Set.of()));
        });
  }

  /**
   * Puts the component of another value into a value: it is then another value, too.
   *
   * @return whether a component that was put in stood in the value that was made, for each try
   */
  private static Set<Boolean> counts(Class<?> type, int at) throws ReflectiveOperationException {
    Set<Boolean> counts = new LinkedHashSet<>();
    for (long seed = 0; seed < SEEDS && !counts.contains(true); seed++) {
      Object value = Samples.seeded(seed).of(type);
      Object[] arguments = arguments(value);
      Object other = arguments(Samples.seeded(seed + SEEDS).of(type))[at];
      if (same(arguments[at], other)) {
        continue;
      }
      arguments[at] = other;
      Object changed = made(type, arguments);
      if (changed != null) {
        counts.add(!changed.equals(value) && !value.equals(changed));
      }
    }
    return counts;
  }

  private static boolean same(Object one, Object other) {
    return one == null ? other == null : one.equals(other);
  }

  @TestFactory
  Stream<DynamicTest> cannotBeChangedThroughWhatItWasMadeOf() {
    return records(
        type -> {
          for (long seed = 0; seed < 5; seed++) {
            Object[] arguments = arguments(Samples.seeded(seed).of(type));
            Object[] open = Arrays.stream(arguments).map(EqualityContractTest::open).toArray();
            Object value = made(type, open);
            Object same = made(type, arguments);
            if (value != null) {
              Arrays.stream(open).forEach(EqualityContractTest::clear);
              assertThat(value).as("seed %d", seed).isEqualTo(same).hasSameHashCodeAs(same);
            }
          }
        });
  }

  // A copy that can be changed.
  private static Object open(Object value) {
    if (value instanceof Set<?> set) {
      return new LinkedHashSet<>(set);
    }
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    return value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : value;
  }

  private static void clear(Object value) {
    if (value instanceof Collection<?> collection) {
      collection.clear();
    } else if (value instanceof Map<?, ?> map) {
      map.clear();
    }
  }

  private static Object[] arguments(Object value) throws ReflectiveOperationException {
    RecordComponent[] components = value.getClass().getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = components[i].getAccessor().invoke(value);
    }
    return arguments;
  }

  private static Object made(Class<?> type, Object[] arguments)
      throws ReflectiveOperationException {
    Constructor<?> canonical =
        type.getDeclaredConstructor(
            Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
    canonical.setAccessible(true);
    try {
      return canonical.newInstance(arguments);
    } catch (InvocationTargetException e) {
      // The two components do not go together.
      assertThat(e.getCause()).isInstanceOf(RuntimeException.class);
      return null;
    }
  }

  private interface Claim {
    void check(Class<?> type) throws ReflectiveOperationException;
  }

  private static Stream<DynamicTest> records(Claim claim) {
    return TypesOfTheModule.all().stream()
        .filter(Class::isRecord)
        .map(type -> dynamicTest(type.getName(), () -> claim.check(type)));
  }
}

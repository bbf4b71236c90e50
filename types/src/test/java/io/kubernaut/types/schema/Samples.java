package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.kubernaut.types.alert.RoutingConfig;
import io.kubernaut.types.audit.AuditEvent;
import io.kubernaut.types.audit.AuditPayload;
import io.kubernaut.types.cloud.BillingLine;
import io.kubernaut.types.compliance.OscalDocument;
import io.kubernaut.types.web.OpenApi;
import io.kubernaut.types.workflow.WorkflowDefinition;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of any type of this module from what it declares: its components, their kinds and
 * their constraints. So whatever is true of all types is tried on a new one without a line of its
 * own. Rules between fields are met by trying again.
 *
 * <p>What has a grammar of its own needs texts in {@link #TEXTS}; what chance does not find needs a
 * maker in {@link #MAKERS}.
 */
public final class Samples {

  private static final int MOST_TRIES = 500;
  private static final int DEEPEST = 4;

  /** Texts of types that are read from text, by simple name. */
  private static final Map<String, List<String>> TEXTS =
      Map.ofEntries(
          entry("Quantity", List.of("0", "1.5Gi", "100m", "3", "-2Ki", "12e6", "1n")),
          entry("Cidr", List.of("10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32", "0.0.0.0/0")),
          entry(
              "ImageReference",
              List.of("orders", "registry.local:5000/team/orders:1.4", "team/orders:latest")),
          entry("Digest", List.of("sha256:" + "ab".repeat(32), "sha512:" + "cd".repeat(64))),
          entry(
              "PackageUrl", List.of("pkg:maven/com.example/orders@1.4", "pkg:npm/lodash@4.17.21")),
          entry("PrometheusDuration", List.of("5m", "1h30m", "30s")),
          entry("Selector", List.of("{severity=\"critical\",team!=\"shop\"}", "{a=~\"b.*\"}")),
          entry("IntOrString", List.of("80", "http", "25%")),
          entry("MicroTime", List.of("2026-01-31T23:59:59.500000Z")),
          entry("Permission", List.of("config/pool:read", "config/*:read", "*:*")),
          entry("Deadline", List.of("2026-01-31T23:59:59Z", "2026-01-31T23:59:59.500Z")),
          entry("GoDuration", List.of("1h30m0s", "100ms", "0s")),
          entry("ByteSize", List.of("1KiB", "0", "5MiB")),
          entry(
              "Arn",
              List.of("arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc", "arn:aws:s3:::bucket")),
          entry(
              "GcpResourceName",
              List.of(
                  "//compute.googleapis.com/projects/shop/zones/europe-west1-b/instances/a",
                  "//storage.googleapis.com/projects/_/buckets/b")),
          entry("Unit", List.of("1", "s", "ms", "By", "KiBy", "%", "{request}")));

  /** Makers of types whose rules chance does not meet. */
  private static final Map<String, Function<Samples, Object>> MAKERS =
      Map.ofEntries(
          entry("WorkflowDefinition", Samples::workflow),
          entry("RoutingConfig", Samples::routing),
          entry("Connection", PlatformSamples::connection),
          entry("HttpStatus", PlatformSamples::status),
          entry("Page", PlatformSamples::page),
          entry("PageRequest", PlatformSamples::request),
          entry("TraceParent", PlatformSamples::trace),
          entry("HistogramValue", MetricSamples::histogram),
          entry("ExponentialHistogramValue", MetricSamples::exponential),
          entry("SummaryValue", MetricSamples::summary),
          entry("Exemplar", MetricSamples::exemplar),
          entry("MetricFamily", MetricSamples::family),
          entry("CloudEvent", EventSamples::event),
          entry("Parameter", ParameterSamples::parameter),
          entry("Parameters", ParameterSamples::parameters));

  private final Random random;
  private final boolean isFlat;
  private final Map<Class<?>, Supplier<Object>> known;
  private int depth;

  private Samples(long seed, boolean isFlat) {
    this.random = new Random(seed);
    this.isFlat = isFlat;
    this.known = known();
  }

  /** Returns a source that makes the same values for the same seed. */
  public static Samples seeded(long seed) {
    return new Samples(seed, false);
  }

  /** Returns a source whose values have only texts as unknown fields, for CSV. */
  public static Samples flat(long seed) {
    return new Samples(seed, true);
  }

  // A task must be of a known kind.
  private WorkflowDefinition workflow() {
    depth++;
    try {
      return new WorkflowDefinition(
          of(WorkflowDefinition.Document.class),
          null,
          null,
          List.of(
              Map.of(word(1, 8), RawJson.of("{\"wait\":{\"seconds\":3}}")),
              Map.of(word(1, 8), RawJson.of("{\"set\":{\"a\":1}}"))),
          RawJson.of("{\"after\":{\"minutes\":1}}"),
          null,
          null,
          extra());
    } finally {
      depth--;
    }
  }

  // The root has a receiver and no conditions, and every receiver that is named is there.
  private RoutingConfig routing() {
    StringBuilder document = new StringBuilder("{\"route\":{\"receiver\":\"pager\",\"routes\":[");
    document.append("{\"receiver\":\"").append(pick("pager", "mail")).append("\",");
    document.append("\"matchers\":[\"severity=").append(word(1, 8)).append("\"]}]},");
    depth++;
    extra().forEach((name, value) -> document.append(quoted(name, value)));
    depth--;
    document.append("\"receivers\":[{\"name\":\"pager\"},{\"name\":\"mail\"}]}");
    return Codecs.json(RoutingConfig.class).read(document.toString().getBytes(UTF_8));
  }

  /** Returns the source of chance, for makers. */
  Random random() {
    return random;
  }

  boolean isFlat() {
    return isFlat;
  }

  /** Returns fields of a later version, for makers. */
  Map<String, RawJson> unknown() {
    depth++;
    try {
      return extra();
    } finally {
      depth--;
    }
  }

  /** Makes a value or none, for makers. */
  <T> @Nullable T maybe(Class<T> type) {
    return random.nextBoolean() ? null : below(type);
  }

  /** Makes a value that is part of another, for makers. */
  <T> T below(Class<T> type) {
    depth++;
    try {
      return of(type);
    } finally {
      depth--;
    }
  }

  private static String quoted(String name, RawJson value) {
    return "\"" + name + "\":" + value.json() + ",";
  }

  /** Makes a value. */
  public <T> T of(Class<T> type) {
    return type.cast(plain(type));
  }

  private Object of(AnnotatedType type) {
    Class<?> raw = Checks.raw(type.getType());
    if (type instanceof AnnotatedParameterizedType generic) {
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      if (Collection.class.isAssignableFrom(raw)) {
        return collection(type, raw, arguments[0]);
      }
      if (Map.class.isAssignableFrom(raw)) {
        return map(type, arguments);
      }
      if (raw == Open.class) {
        return word(Checks.raw(arguments[0].getType()));
      }
    }
    if (raw == String.class) {
      return text(type);
    }
    return number(type, raw).orElseGet(() -> plain(raw));
  }

  private Collection<Object> collection(AnnotatedType type, Class<?> raw, AnnotatedType element) {
    Collection<Object> made = raw == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
    int size = size(type);
    for (int tries = 0; made.size() < size && tries < 50; tries++) {
      made.add(of(element));
    }
    return made;
  }

  private Map<Object, Object> map(AnnotatedType type, AnnotatedType[] arguments) {
    Map<Object, Object> made = new LinkedHashMap<>();
    int size = size(type);
    for (int tries = 0; made.size() < size && tries < 50; tries++) {
      made.put(of(arguments[0]), of(arguments[1]));
    }
    return made;
  }

  private int size(AnnotatedType type) {
    Size declared = type.getAnnotation(Size.class);
    int least = declared == null ? 0 : declared.min();
    int most = declared == null ? 3 : Math.min(declared.max(), least + 3);
    return depth > DEEPEST ? least : least + random.nextInt(most - least + 1);
  }

  private Open<?> word(Class<?> constants) {
    List<String> words = List.copyOf(Open.words(constants));
    String text =
        random.nextInt(4) == 0
            ? "Later" + random.nextInt(9)
            : words.get(random.nextInt(words.size()));
    return open(constants, text);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // The argument of Open is always an enum.
  private static Open<?> open(Class<?> constants, String text) {
    return Open.of((Class) constants, text);
  }

  private String text(AnnotatedType type) {
    Size size = type.getAnnotation(Size.class);
    int least = size == null ? 0 : size.min();
    Matches matches = type.getAnnotation(Matches.class);
    int unlimited = matches == null ? 12 : Integer.MAX_VALUE;
    int most = size == null ? unlimited : size.max();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      String text =
          matches != null
              ? SampleText.matching(matches.value(), random)
              : random.nextBoolean() ? wild(least, most) : word(least, most);
      int length = text.codePointCount(0, text.length());
      if (length >= least
          && length <= most
          && (!type.isAnnotationPresent(NotBlank.class) || !text.isBlank())) {
        return text;
      }
    }
    throw new AssertionError("No text found for " + type);
  }

  private String word(int least, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = Math.max(least, Math.min(most, 1 + random.nextInt(8))); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  // What codecs stumble over: quotes, line ends, words that look like something else.
  private String wild(int least, int most) {
    String[] parts = {
      "no",
      "null",
      "~",
      "1",
      "1e3",
      "0x1F",
      "-",
      "---",
      ": ",
      " #",
      "{",
      "[",
      "*a",
      "&a",
      "!",
      "|",
      ">",
      "\"",
      "'",
      "\\",
      ",",
      ";",
      "\n",
      "\r\n",
      "\t",
      " ",
      "\u0000",
      "\u0007",
      "\u0085",
      "\u2028",
      "\uFEFF",
      "\uFFFD",
      "é",
      "🙂",
      "<<",
      "=",
      "@",
      "`",
      "%",
      "true",
      ".nan",
      "2026-01-31",
      "\u001b",
      "\u007f",
      "\uFFFE"
    };
    StringBuilder text = new StringBuilder();
    int length = Math.min(most, least + random.nextInt(4));
    while (text.codePointCount(0, text.length()) < length) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  private Optional<Object> number(AnnotatedType type, Class<?> raw) {
    Min min = type.getAnnotation(Min.class);
    Max max = type.getAnnotation(Max.class);
    boolean isBound = min != null || max != null;
    double least = min == null ? (max == null ? -1e6 : max.value() - 1000) : min.value();
    double most = max == null ? least + 2e6 : max.value();
    double chosen =
        switch (random.nextInt(4)) {
          case 0 -> least;
          case 1 -> most;
          default -> least + random.nextDouble() * (most - least);
        };
    if (raw == int.class || raw == Integer.class) {
      return Optional.of((int) (isBound ? chosen : random.nextInt()));
    }
    if (raw == long.class || raw == Long.class) {
      return Optional.of(isBound ? (long) chosen : random.nextLong());
    }
    if (raw == short.class || raw == Short.class) {
      return Optional.of((short) chosen);
    }
    if (raw == double.class || raw == Double.class) {
      return Optional.of(isBound ? chosen : aDouble());
    }
    if (raw == float.class || raw == Float.class) {
      return Optional.of((float) chosen);
    }
    if (raw == BigInteger.class) {
      return Optional.of(BigDecimal.valueOf(chosen).toBigInteger());
    }
    return raw == BigDecimal.class
        ? Optional.of(BigDecimal.valueOf((long) chosen, isBound ? 0 : random.nextInt(5)))
        : Optional.empty();
  }

  double aDouble() {
    double[] corners = {
      0,
      -0.0,
      1,
      0.1,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      -1e-7,
      1e21,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    return random.nextBoolean() ? corners[random.nextInt(corners.length)] : random.nextGaussian();
  }

  private Object plain(Class<?> type) {
    Function<Samples, Object> maker = MAKERS.get(type.getSimpleName());
    if (maker != null) {
      return maker.apply(this);
    }
    Supplier<Object> known = this.known.get(type);
    if (known != null) {
      return known.get();
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    if (TEXTS.containsKey(type.getSimpleName()) && creator(type) != null) {
      List<String> texts = TEXTS.get(type.getSimpleName());
      return parsed(type, texts.get(random.nextInt(texts.size())));
    }
    if (creator(type) != null) {
      throw new AssertionError("Add texts of " + type.getName() + " to Samples.TEXTS.");
    }
    if (type.isRecord()) {
      return record(type);
    }
    if (type.isSealed()) {
      Class<?>[] permitted = type.getPermittedSubclasses();
      return plain(permitted[random.nextInt(permitted.length)]);
    }
    throw new AssertionError("Samples does not know how to make " + type.getName() + ".");
  }

  private Map<Class<?>, Supplier<Object>> known() {
    return Map.ofEntries(
        entry(boolean.class, random::nextBoolean),
        entry(Boolean.class, random::nextBoolean),
        entry(String.class, () -> word(0, 12)),
        entry(Instant.class, this::instant),
        entry(
            OffsetDateTime.class, () -> instant().atOffset(ZoneOffset.ofHours(random.nextInt(5)))),
        entry(LocalDate.class, () -> LocalDate.ofEpochDay(random.nextInt(50_000))),
        entry(Duration.class, () -> Duration.ofMillis(random.nextInt(10_000_000) * 100L)),
        entry(URI.class, () -> URI.create("https://example.com/" + random.nextInt(99))),
        entry(UUID.class, () -> new UUID(random.nextLong(), random.nextLong())),
        entry(ZoneId.class, () -> ZoneId.of("Europe/Berlin")),
        entry(Currency.class, () -> Currency.getInstance(pick("EUR", "USD", "JPY", "KWD"))),
        entry(Locale.class, () -> Locale.forLanguageTag("de")),
        entry(RawJson.class, () -> RawJson.of(raw(2))));
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private Instant instant() {
    long second = random.nextInt(Integer.MAX_VALUE) * 2L;
    int[] nanos = {0, 500_000_000, 1_000_000, 123_456_789};
    return Instant.ofEpochSecond(second, nanos[random.nextInt(nanos.length)]);
  }

  private String raw(int levels) {
    return switch (random.nextInt(levels == 0 ? 5 : 7)) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> "\"" + word(0, 5) + "\"";
      case 3 -> Integer.toString(random.nextInt());
      case 4 -> "1." + (1 + random.nextInt(8));
      case 5 -> "[" + raw(levels - 1) + "," + raw(levels - 1) + "]";
      default -> "{\"" + word(1, 5) + "\":" + raw(levels - 1) + "}";
    };
  }

  private static @Nullable Method creator(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonCreator.class))
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> method.getParameterTypes()[0] == String.class)
        .findFirst()
        .orElse(null);
  }

  private static Object parsed(Class<?> type, String text) {
    try {
      Method creator = creator(type);
      creator.setAccessible(true);
      return creator.invoke(null, text);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Not a text of " + type.getName() + ": " + text, e);
    }
  }

  private Object record(Class<?> type) {
    depth++;
    try {
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        Object made = tried(type);
        if (made != null) {
          return made;
        }
      }
    } finally {
      depth--;
    }
    throw new AssertionError(
        "Chance does not meet the rules of " + type.getName() + ": add to Samples.MAKERS.");
  }

  private @Nullable Object tried(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = component(components[i]);
    }
    related(type, arguments);
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      Object made = canonical.newInstance(arguments);
      return Checks.of(type).holds(made) ? made : null;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException) {
        return null;
      }
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Not to be made: " + type.getName(), e);
    }
  }

  // Rules between fields that chance meets too seldom.
  private void related(Class<?> type, Object[] arguments) {
    if (type == AuditEvent.class) {
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] =
            arguments[i] instanceof AuditPayload payload
                ? new AuditPayload((String) arguments[2], payload.fields())
                : arguments[i];
      }
    } else if (type == OscalDocument.class) {
      int model = random.nextInt(arguments.length - 1);
      for (int i = 0; i < arguments.length - 1; i++) {
        arguments[i] = i == model ? plain(type.getRecordComponents()[i].getType()) : null;
      }
    } else if (type == BillingLine.class) {
      relateBilling(arguments);
    } else if (type == OpenApi.class) {
      arguments[0] = "3.1." + random.nextInt(2);
      arguments[1] = RawJson.of("{\"title\":\"Orders\",\"version\":\"1\"}");
      arguments[2] = RawJson.of("{\"/orders\":{\"summary\":\"Orders\"}}");
      arguments[3] = null;
      arguments[4] = random.nextBoolean() ? RawJson.of("{\"schemas\":{}}") : null;
    }
  }

  private static void relateBilling(Object[] arguments) {
    RecordComponent[] components = BillingLine.class.getRecordComponents();
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < components.length; i++) {
      places.put(components[i].getName(), i);
      if (components[i].getName().endsWith("UnitPrice") && arguments[i] != null) {
        arguments[i] = ((BigDecimal) arguments[i]).abs();
      }
    }
    arguments[places.get("serviceCategory")] = "Compute";
    for (String period : List.of("billingPeriod", "chargePeriod")) {
      Instant start = (Instant) arguments[places.get(period + "Start")];
      arguments[places.get(period + "End")] = start.plusSeconds(3600);
    }
    arguments[places.get("commitmentDiscountId")] = null;
    arguments[places.get("commitmentDiscountStatus")] = null;
    if (arguments[places.get("pricingQuantity")] == null
        || arguments[places.get("pricingUnit")] == null) {
      arguments[places.get("pricingQuantity")] = null;
      arguments[places.get("pricingUnit")] = null;
    }
  }

  private @Nullable Object component(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    if (component.getAccessor().isAnnotationPresent(Extra.class)) {
      return extra();
    }
    boolean isLeftOut = random.nextInt(depth > DEEPEST ? 1 : 3) == 0;
    return type.isAnnotationPresent(Nullable.class) && isLeftOut ? null : of(type);
  }

  private Map<String, RawJson> extra() {
    Map<String, RawJson> extra = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      boolean isText = isFlat && depth == 1;
      extra.put("x-" + word(1, 5), RawJson.of(isText ? "\"" + word(1, 5) + "\"" : raw(2)));
    }
    return extra;
  }
}

package io.kubernaut.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule catches what it is for: source that breaks it is compiled and judged. */
class RulesCatchTest {

  private static final Rooms ROOMS = Rooms.read();
  private static final Set<String> HIDDEN = Set.of("io.kubernaut.core.http.internal");

  private static final Map<String, ArchRule> RULES =
      Rules.all(ROOMS, name -> name.startsWith("io.kubernaut") && !HIDDEN.contains(name)).stream()
          .collect(Collectors.toMap(RulesCatchTest::what, rule -> rule));

  @TempDir private Path folder;

  private static String what(ArchRule rule) {
    return rule.getDescription().replaceFirst(", because.*", "");
  }

  private static Arguments planted(String rule, String complaint, String... sources) {
    return argumentSet(rule + " / " + complaint, rule, complaint, sources);
  }

  static Stream<Arguments> placement() {
    return Stream.of(
        planted(
            "classes should live in a room",
            "io.kubernaut.misc.Lost",
            "package io.kubernaut.misc; class Lost {}"),
        planted(
            "classes should use what stands no higher",
            "core/http: Field <io.kubernaut.core.http.Low.high>",
            "package io.kubernaut.metrics.store; public class High {}",
            "package io.kubernaut.core.http; class Low { io.kubernaut.metrics.store.High high; }"),
        planted(
            "classes should use what stands no higher",
            "types: ",
            "package io.kubernaut.core.runtime; public class High {}",
            "package io.kubernaut.types; class Low { io.kubernaut.core.runtime.High[] high; }"),
        planted(
            "classes should use what stands no higher",
            "discovery/client: ",
            "package io.kubernaut; public class High {}",
            "package io.kubernaut.discovery.client; class Low extends io.kubernaut.High {}"),
        planted(
            "classes should use the libraries of its room",
            "core/http: ",
            "package io.kubernaut.core.http; class Foreign { org.assertj.core.api.Assertions a; }"),
        planted(
            "slices assigned from packages should be free of cycles",
            "Cycle detected",
            "package io.kubernaut.core.http; public class A { io.kubernaut.core.http.b.B b; }",
            "package io.kubernaut.core.http.b; public class B { io.kubernaut.core.http.A a; }"));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        planted(
            "no classes should have name matching '.*(Impl|Manager|Utils?|Helper)'",
            "StringUtils",
            "package io.kubernaut.core.http; class StringUtils {}"),
        planted(
            "classes that are public and are not interfaces should be final, sealed or abstract",
            "Loose can be extended by anyone",
            "package io.kubernaut.core.http; public class Loose {}"),
        planted(
            "classes should have no state in statics",
            "Counting.count",
            "package io.kubernaut.core.http; class Counting { static int count; }"),
        planted(
            "classes should have no state in statics",
            "Cached.cache",
            """
            package io.kubernaut.core.http;
            class Cached { static final java.util.concurrent.ConcurrentHashMap<String, String> cache = null; }"""),
        planted(
            "no classes should depend on classes that are assignable to java.lang.ThreadLocal",
            "Local.local",
            "package io.kubernaut.core.http; class Local { InheritableThreadLocal<String> local; }"),
        planted(
            "no classes should depend on classes that have name matching 'java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*'",
            "java.util.logging.Logger",
            "package io.kubernaut.core.http; class Logs { java.util.logging.Logger log; }"),
        planted(
            "classes should leave the internals of the JDK alone",
            "sun.misc.Unsafe",
            "package io.kubernaut.core.http; class Unsafely { sun.misc.Unsafe unsafe; }"),
        planted(
            "classes that are public should show types that users know",
            "Shows.list() shows org.assertj.core.api.Assertions",
            """
            package io.kubernaut.core.http;
            public final class Shows {
              public java.util.List<org.assertj.core.api.Assertions> list() { return null; }
            }"""),
        planted(
            "classes that are public should show types that users know",
            "shows io.kubernaut.core.http.internal.Hidden",
            "package io.kubernaut.core.http.internal; public final class Hidden {}",
            """
            package io.kubernaut.core.http;
            public abstract class Shows {
              protected Shows(io.kubernaut.core.http.internal.Hidden hidden) {}
            }"""));
  }

  static Stream<Arguments> bans() {
    return Stream.of(
        statement("read the machine's clock", "java.time.Instant.now();"),
        statement("read the machine's clock", "java.time.LocalDate.now();"),
        statement("read the machine's clock", "java.time.InstantSource.system();"),
        statement("read the machine's clock", "new java.util.Date();"),
        statement(
            "read the machine's clock", "java.util.function.LongSupplier s = System::nanoTime;"),
        statement("make threads", "new Thread(() -> {}).start();"),
        statement("make threads", "class Mine extends Thread {}"),
        statement("make threads", "java.util.concurrent.Executors.newCachedThreadPool();"),
        statement("work in the common pool", "java.util.List.of(1).parallelStream();"),
        statement(
            "work in the common pool",
            "java.util.concurrent.CompletableFuture.supplyAsync(() -> 1);"),
        statement(
            "work in the common pool",
            "new java.util.concurrent.CompletableFuture<String>().thenApplyAsync(s -> 1);"),
        statement("sleep", "Thread.sleep(1);"),
        statement(
            "write files", "java.nio.file.Files.writeString(java.nio.file.Path.of(\"a\"), \"\");"),
        statement(
            "write files", "java.nio.channels.FileChannel.open(java.nio.file.Path.of(\"a\"));"),
        statement("write files", "new java.io.FileOutputStream(\"a\");"),
        statement(
            "map files for writing",
            "Object o = java.nio.channels.FileChannel.MapMode.READ_WRITE;"),
        statement("draw randomness of its own", "new java.util.Random(1);"),
        statement("draw randomness of its own", "java.util.UUID.randomUUID();"),
        statement("draw randomness of its own", "Math.random();"),
        statement("write to the process's streams", "System.out.println();"),
        statement("write to the process's streams", "new Exception().printStackTrace();"),
        statement(
            "change what the whole virtual machine shares", "System.setProperty(\"a\", \"b\");"),
        statement("change what the whole virtual machine shares", "System.exit(1);"),
        statement(
            "change what the whole virtual machine shares",
            "java.util.Locale.setDefault(java.util.Locale.ROOT);"),
        statement("open what others closed", "Object.class.getMethods()[0].setAccessible(true);"));
  }

  private static Arguments statement(String what, String statement) {
    return planted(
        "no class should " + what,
        "(Planted.java:1)",
        "package io.kubernaut.core.http; class Planted { void act() throws Exception { "
            + statement
            + " } }");
  }

  @ParameterizedTest
  @MethodSource({"placement", "shapes", "bans"})
  void findsWhatIsPlanted(String rule, String complaint, String[] sources) {
    JavaClasses planted = Planted.classes(folder, sources);
    assertThat(RULES).containsKey(rule);
    assertThatThrownBy(() -> RULES.get(rule).check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("because")
        .hasMessageContaining("; instead ")
        .hasMessageContaining(complaint);
  }

  @Test
  void hasSomethingPlantedForEveryRule() {
    Set<Object> planted =
        Stream.of(placement(), shapes(), bans())
            .flatMap(all -> all)
            .map(arguments -> arguments.get()[0])
            .collect(Collectors.toSet());
    assertThat(planted).isEqualTo(RULES.keySet());
  }

  @Test
  void leavesGoodCodeAlone() {
    JavaClasses planted =
        Planted.classes(
            folder,
            """
            package io.kubernaut.metrics.store;
            import java.util.concurrent.CompletableFuture;
            public final class Good {
              private static final java.util.Map<String, Integer> TABLE = java.util.Map.of();
              private static final org.slf4j.Logger LOG = null;
              public java.time.Instant later(java.time.Instant now) { return now.plusSeconds(1); }
              CompletableFuture<Integer> run(java.util.concurrent.Executor executor) {
                return CompletableFuture.supplyAsync(() -> 1, executor).thenApplyAsync(i -> i, executor);
              }
              java.util.SplittableRandom seeded(long seed) { return new java.util.SplittableRandom(seed); }
              java.util.Date date(long time) { return new java.util.Date(time); }
              byte[] read(java.nio.file.Path file) throws Exception { return java.nio.file.Files.readAllBytes(file); }
            }""",
            "package io.kubernaut.metrics.store; public interface Open { Good good(); }",
            "package io.kubernaut.metrics.store; public record Pair(int a, int b) {}",
            "package io.kubernaut.metrics.store; public sealed class Shape permits Circle {}",
            "package io.kubernaut.metrics.store; final class Circle extends Shape {}");
    assertThat(RULES.values())
        .allSatisfy(rule -> assertThat(rule.evaluate(planted).hasViolation()).isFalse());
  }

  @Test
  void anExemptionCoversAPlaceAndNotItsNeighbours() {
    JavaClasses planted =
        Planted.classes(
            folder,
            "package io.kubernaut.core.storage; class Inside { Object o = new java.io.File(\"a\").delete(); }",
            "package io.kubernaut.core.storage.deep; class Deep { Object o = new java.io.File(\"a\").delete(); }",
            "package io.kubernaut.core.storages; class Beside { Object o = new java.io.File(\"a\").delete(); }");
    assertThatThrownBy(() -> Bans.FILES.rule().check(planted))
        .hasMessageContaining("violated (1 times)")
        .hasMessageContaining("Beside");
  }
}

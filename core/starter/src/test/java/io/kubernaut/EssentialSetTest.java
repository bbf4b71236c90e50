package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformState;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is lost, counting, the scrape and the probe go on, and what is lost is named. */
@Timeout(60)
@Tag("BR-REL-003")
class EssentialSetTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir private static Path folder;

  private final Web web = new Web();

  /** Something that fails as it would in earnest. */
  private interface Failing {
    void run() throws IOException;
  }

  static Stream<Arguments> losses() {
    return Stream.of(
        loss("disk full", EssentialSetTest::writeToAFullDisk, "No space left on device"),
        loss("folder that cannot be written", EssentialSetTest::writeBelowAFile, "Not a directory"),
        loss("network cut", EssentialSetTest::connectToNobody, "Connection refused"),
        loss("store corrupt", EssentialSetTest::readWhatIsDamaged, "Not in GZIP format"));
  }

  private static Arguments loss(String name, Failing failing, String problem) {
    return arguments(name, failing, problem);
  }

  private static void writeToAFullDisk() throws IOException {
    Assumptions.assumeTrue(Files.exists(FULL), FULL + " is only there on Linux");
    try (FileOutputStream out = new FileOutputStream(FULL.toFile())) {
      out.write(1);
    }
  }

  private static void writeBelowAFile() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "not a folder");
    Files.newOutputStream(file.resolve("data")).close();
  }

  private static void connectToNobody() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }

  private static void readWhatIsDamaged() throws IOException {
    new GZIPInputStream(new ByteArrayInputStream(new byte[64])).close();
  }

  /** What an application cannot do without, but its monitoring can. */
  private record Store(Failing failing) implements Component {

    @Override
    public String name() {
      return "store";
    }

    @Override
    public boolean essential() {
      return false;
    }

    @Override
    public void start(Platform platform) throws IOException {
      failing.run();
    }

    @Override
    public void stop(Duration budget) {}
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void goesOnAndNamesWhatIsLost(String name, Failing failing, String problem) throws Exception {
    try (Kubernaut kubernaut =
        new KubernautBuilder("essential", new Settings(property -> null, Web.IN_MEMORY))
            .http(0)
            .start()) {
      kubernaut.platform().add(new Store(failing));
      kubernaut.metrics().counter("counts").increment();

      assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.DEGRADED);
      assertThat(kubernaut.platform().components())
          .filteredOn(component -> component.name().equals("store"))
          .singleElement()
          .satisfies(store -> assertThat(store.problem().orElse("none")).contains(problem));
      assertThat(web.get(Web.base(kubernaut).resolve("/livez")).body()).isEqualTo("ok\n");
      awaitLine(kubernaut, "kubernaut_component_up{component=\"store\",service=\"essential\"} 0");
      assertThat(web.scrape(kubernaut))
          .contains("counts_total{service=\"essential\"} 1\n")
          .contains("kubernaut_component_up{component=\"http\",service=\"essential\"} 1\n")
          .contains("kubernaut_platform_state{service=\"essential\",state=\"degraded\"} 1\n");
    }
  }

  /** The platform is looked at twice a second at the most. */
  private void awaitLine(Kubernaut kubernaut, String line) throws Exception {
    while (!web.scrape(kubernaut).contains(line)) {
      Thread.onSpinWait();
    }
  }
}

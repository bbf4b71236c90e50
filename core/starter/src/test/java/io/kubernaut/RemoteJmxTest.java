package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.kubernaut.core.testing.ChildJvm;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@Tag("BR-MET-003")
class RemoteJmxTest {

  @Test
  void anyJmxClientReadsEveryAttributeWithoutOurClasses() throws Exception {
    try (ChildJvm service = ChildJvm.of(Service.class).start()) {
      service.awaitLine("ready");
      String output = read(connector(service));
      assertThat(output)
          .contains(
              "io.kubernaut:type=Metrics,platform=remote SeriesByFamily TabularDataSupport",
              "io.kubernaut:type=Metrics,platform=remote TopOffenders CompositeData[]",
              "io.kubernaut:type=Metrics,platform=remote OverheadRatio Double",
              "io.kubernaut:type=Platform,platform=remote State String",
              "io.kubernaut:type=Meter,platform=remote,name=work_seconds Rows CompositeData[]",
              "io.kubernaut:type=Meter,platform=remote,name=work_seconds Median Double")
          .doesNotContain("Exception");
    }
  }

  /** Its address on this host, as tools like JConsole find it. */
  private static String connector(ChildJvm service) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(service.pid()));
    try {
      return machine.startLocalManagementAgent();
    } finally {
      machine.detach();
    }
  }

  private static String read(String address) throws Exception {
    String testsOnly =
        Path.of(RemoteJmxTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    try (ChildJvm client = ChildJvm.of(JmxReader.class).classPath(testsOnly).start(address)) {
      int code = client.exitCode();
      String output = client.output();
      assertThat(code).as(output).isZero();
      return output;
    }
  }

  /** What runs in the child. */
  static final class Service {

    private Service() {}

    public static void main(String[] arguments) throws Exception {
      try (Kubernaut kubernaut =
          new KubernautBuilder("remote", new Settings(property -> null, Web.IN_MEMORY)).start()) {
        kubernaut.metrics().timer("work").record(() -> {});
        kubernaut.jmx().show("work");
        System.out.println("ready");
        new CountDownLatch(1).await();
      }
    }
  }
}
